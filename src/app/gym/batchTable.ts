import type { Table } from "../../annotation";
import type { TrialResult } from "../../evaluation";

/** A line for each run of a batch. Its columns are named for programs, and so in no language of the page. */
export const batchTable = (results: readonly TrialResult[]): Pick<Table, "columns" | "rows"> => ({
  columns: [
    ...["family", "seed", "level", "condition", "correctness", "answer", "truth", "reward"],
    ...["actions", "unparsed", "decoded_tokens", "decode_ms"],
  ],
  rows: results.map(({ name, condition, answer, truth, summary }) => [
    ...[name.family, name.seed, name.difficulty, condition, summary.correctness, answer, truth, summary.reward],
    ...[summary.actions, summary.unparsed, summary.decodedTokens, Math.round(summary.decodeMillis)],
  ]),
});
