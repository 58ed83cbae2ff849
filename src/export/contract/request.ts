import type { DialectName } from "../../dialect";
import type { StepId, Trace } from "../../trace";

/** Which lines are exported, and in whose words. */
export interface ExportRequest {
  /** Of each trace the lines that end in these leaves; all of its lines but those put away where `leaves` is null. */
  readonly traces: readonly { readonly trace: Trace; readonly leaves: readonly StepId[] | null }[];
  /** Null keeps each line in the words that it was said in. */
  readonly dialect: DialectName | null;
  /** The id of the rater whose judgements count; all raters where null, and a step on which they differ is disputed. */
  readonly rater: string | null;
}
