import type { DialectName, Unread } from "../dialect";
import type { Size } from "../geometry";
import type { StepId, Trace } from "../trace";
import { grouped, unread } from "./contents";
import type { Assumption } from "./numbers";
import { agreementOf, type Comparison, countSteps, type RecordReport } from "./report";

/** Words of one step or field are kept up to this length. */
export const WORDS_LIMIT = 1_000_000;

/** What the report of a record will say, gathered while the record is opened. */
export class Account {
  readonly notUnderstood: Unread[] = [];
  /** What the log does not say and was assumed. */
  readonly assumed: Assumption[] = [];
  /** Names of pictures that were not found. */
  readonly missing: string[] = [];
  readonly observations = { kept: 0, recomputed: 0, lost: 0 };
  private readonly comparisons: Comparison[] = [];

  compare(step: StepId, kept: Size, recomputed: Size): void {
    const { width, height } = kept;
    this.comparisons.push({ step, kept: { width, height }, recomputed, agreement: agreementOf(kept, recomputed) });
  }

  /** Says of the findings from the `from`th on where they stand among several records. */
  placeFrom(from: number, placed: (finding: Unread) => Unread): void {
    this.notUnderstood.splice(from, Infinity, ...this.notUnderstood.slice(from).map(placed));
  }

  /** Words of a bounded length; that some were cut off is said. */
  bounded(text: string, place: string): string {
    if (text.length > WORDS_LIMIT) this.notUnderstood.push(unread(place, "too-long", text));
    return text.slice(0, WORDS_LIMIT);
  }

  report(place: string, system: DialectName, trace: Trace): RecordReport {
    const { notUnderstood, assumed, missing, observations, comparisons } = this;
    return {
      place,
      system,
      ...countSteps(trace),
      notUnderstood: grouped(notUnderstood),
      assumed,
      missingImages: missing,
      observations,
      comparisons,
    };
  }
}
