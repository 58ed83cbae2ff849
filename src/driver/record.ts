import { err, ok, type Result } from "../base";
import type { SearchEvent } from "../search";
import type { Edit, SearchRecord, StepId } from "../trace";
import { eventSchema } from "./eventSchema";
import { parsePlan, type SearchPlan } from "./plan";

/** The edit that begins a search below `root`. */
export const beginEdit = (id: string, root: StepId, plan: SearchPlan): Edit => ({
  kind: "add-search",
  search: { id, root, plan: JSON.stringify(plan), events: [] },
});

/** The edit that writes down what happened to a search. */
export const eventEdit = (id: string, event: SearchEvent): Edit => ({
  kind: "add-search-event",
  id,
  event: JSON.stringify(event),
});

/** Why what a trace keeps of a search cannot be read: the file is damaged, or of a later version. */
export interface RecordFlaw {
  readonly code: "bad-search-plan" | "bad-search-event";
  readonly message: string;
}

export function planOf({ plan }: Pick<SearchRecord, "plan">): Result<SearchPlan, RecordFlaw> {
  const parsed = parsePlan(jsonOf(plan));
  return parsed.ok ? parsed : err({ code: "bad-search-plan", message: parsed.error });
}

export function eventOf(text: string): Result<SearchEvent, RecordFlaw> {
  const parsed = eventSchema.safeParse(jsonOf(text));
  return parsed.success ? ok(parsed.data) : err({ code: "bad-search-event", message: text.slice(0, 200) });
}

/** Undefined where it is not JSON, which no schema takes. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
