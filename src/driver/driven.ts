import { err, ok, type Result } from "../base";
import type { SearchEvent, SearchState } from "../search";
import type { SearchRecord, Trace } from "../trace";
import { methodOf, type OpenSearch } from "./methods";
import type { SearchPlan } from "./plan";
import { eventOf, planOf, type RecordFlaw } from "./record";

/** A search of a trace as it stands. */
export interface Driven {
  readonly id: string;
  readonly record: SearchRecord;
  readonly plan: SearchPlan;
  readonly state: SearchState<unknown, unknown>;
  /** Whether an event fits the search as it stands. */
  takes(event: SearchEvent): boolean;
}

/** What cannot be followed. The steps that it made are there all the same. */
export interface FlawedSearch extends RecordFlaw {
  readonly id: string;
}

/**
 * The search of that name, as its plan and its events make it. Null where the trace has none, a flaw where the record
 * cannot be read or does not fit itself.
 */
export type Follower = (trace: Pick<Trace, "searches">, id: string) => Result<Driven, FlawedSearch> | null;

interface Followed {
  readonly record: SearchRecord;
  readonly plan: SearchPlan;
  readonly open: OpenSearch;
}

/**
 * Follows searches as their traces grow. Each look goes on from where the last one ended: records grow at their ends,
 * and a search of thousands of nodes would else be made anew with every event.
 */
export function createFollower(): Follower {
  const followed = new Map<string, Followed>();
  return ({ searches }, id) => {
    const record = searches.get(id);
    if (!record) return null;
    const before = followed.get(id);
    const next = before && continues(record, before.record) ? goneOn(before, record) : begun(record);
    if (!next.ok) return err({ id, ...next.error });
    followed.set(id, next.value);
    const { plan, open } = next.value;
    return ok({ id, record, plan, state: open.state, takes: (event) => open.after(event).ok });
  };
}

/** Every search of a trace, the oldest first; what cannot be followed with why. */
export const searchesIn = (
  trace: Pick<Trace, "searches">,
  follow: Follower = createFollower(),
): readonly Result<Driven, FlawedSearch>[] => [...trace.searches.keys()].flatMap((id) => follow(trace, id) ?? []);

/** Two records of one name part where events were undone and others came in their place. */
const continues = (record: SearchRecord, before: SearchRecord): boolean =>
  record.plan === before.plan &&
  record.root === before.root &&
  record.events.length >= before.events.length &&
  before.events.every((event, i) => record.events[i] === event);

function begun(record: SearchRecord): Result<Followed, RecordFlaw> {
  const plan = planOf(record);
  if (!plan.ok) return plan;
  const start = { record: { ...record, events: [] }, plan: plan.value, open: methodOf(plan.value, record.root) };
  return goneOn(start, record);
}

function goneOn(before: Followed, record: SearchRecord): Result<Followed, RecordFlaw> {
  let { open } = before;
  for (const text of record.events.slice(before.record.events.length)) {
    const event = eventOf(text);
    if (!event.ok) return event;
    const next = open.after(event.value);
    if (!next.ok) return err({ code: "bad-search-event", message: next.error });
    open = next.value;
  }
  return ok({ record, plan: before.plan, open });
}
