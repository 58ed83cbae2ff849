import type { Taxonomy } from "../../annotation";
import type { DialectName } from "../../dialect";
import type { StepId, Trace } from "../../trace";
import type { ScoreOfStep } from "./form";

/** Which lines are exported, and in whose words. */
export interface ExportRequest {
  /** Of each trace the lines that end in these leaves; all of its lines but those put away where `leaves` is null. */
  readonly traces: readonly { readonly trace: Trace; readonly leaves: readonly StepId[] | null }[];
  /** Null keeps each line in the words that it was said in. */
  readonly dialect: DialectName | null;
  /** What searches found the steps of a trace worth, from whoever reads searches; nothing where left out. */
  readonly stepScores?: (trace: Trace) => ReadonlyMap<StepId, ScoreOfStep>;
  /** The id of the rater whose judgements count; all raters where null, and a step on which they differ is disputed. */
  readonly rater: string | null;
  /** The team's kinds of failure, by which renamed tags are known again; ours where left out. */
  readonly taxonomy?: Taxonomy;
}
