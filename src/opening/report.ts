import { type ActionName, marksOf } from "../action";
import type { DialectName, Unread } from "../dialect";
import type { Size } from "../geometry";
import type { StepId, Trace } from "../trace";
import type { Assumption } from "./numbers";

/** A picture that a log kept, beside what its action would have shown. */
export interface Comparison {
  readonly step: StepId;
  readonly kept: Size;
  readonly recomputed: Size;
  /** Intersection over union of the two sizes laid on each other's corner: 1 where they are the same. */
  readonly agreement: number;
}

/** What became of a record, so that nothing is lost in silence. */
export interface RecordReport {
  readonly place: string;
  readonly system: DialectName;
  readonly steps: number;
  readonly actions: Readonly<Partial<Record<ActionName, number>>>;
  /** How many shapes the actions leave on pictures. */
  readonly marks: number;
  readonly answers: number;
  readonly notUnderstood: readonly Unread[];
  /** What the log does not say and was assumed, with the reason: sizes, spaces, whether a picture was turned. */
  readonly assumed: readonly Assumption[];
  /** Names of pictures that were not found; a stand-in of a guessed size holds the place of each. */
  readonly missingImages: readonly string[];
  readonly observations: { readonly kept: number; readonly recomputed: number; readonly lost: number };
  readonly comparisons: readonly Comparison[];
}

/** Counts what stands in a trace. */
export function countSteps(trace: Trace): Pick<RecordReport, "steps" | "actions" | "marks" | "answers"> {
  const actions: Partial<Record<ActionName, number>> = {};
  let marks = 0;
  let answers = 0;
  for (const { body } of trace.steps.values()) {
    if (body.kind === "answer") answers++;
    if (body.kind !== "action") continue;
    actions[body.action.kind] = (actions[body.action.kind] ?? 0) + 1;
    marks += marksOf(body.action).length;
  }
  return { steps: trace.steps.size, actions, marks, answers };
}

export function agreementOf(a: Size, b: Size): number {
  const shared = Math.min(a.width, b.width) * Math.min(a.height, b.height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
