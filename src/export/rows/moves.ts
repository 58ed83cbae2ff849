import type { StepId } from "../../trace";
import type { ExportLine, ExportTurn, StepRating } from "../contract/form";

/** One turn of the model: what it said between two things that it was shown. */
export interface Move {
  /** Among the turns of its line. */
  readonly index: number;
  readonly turn: ExportTurn;
  readonly steps: readonly StepId[];
}

export const movesOf = ({ turns }: Pick<ExportLine, "turns">): readonly Move[] =>
  turns.flatMap((turn, index) => (turn.role === "assistant" ? { index, turn, steps: stepsOf(turn) } : []));

const stepsOf = ({ parts }: ExportTurn): readonly StepId[] => [
  ...new Set(parts.flatMap(({ step }) => (step === null ? [] : step))),
];

/** `unjudged`: at least one step has no verdict, and none of those that have one is wrong. */
export type MoveRating = StepRating | "unjudged";

/** The worst that is said of steps decides; a verdict on some of them says nothing good of the others. */
const WORST_FIRST = [
  "wrong",
  "disputed",
  "unsure",
  "unjudged",
  "neutral",
  "correct",
] as const satisfies readonly MoveRating[];

/** What raters say of several steps together. Steps whose words another holds are judged with it. */
export function ratingOf(steps: readonly StepId[], { ratings, firstError }: ExportLine): MoveRating {
  const said = new Set(
    steps.map((step): MoveRating => (step === firstError ? "wrong" : (ratings.get(step) ?? "unjudged"))),
  );
  const found = WORST_FIRST.find((rating) => said.has(rating)) ?? "unjudged";
  // A neutral step beside correct ones takes nothing from them.
  return found === "neutral" && said.has("correct") ? "correct" : found;
}

/** Says of each turn whether it comes for the first time: lines that part late share their first turns. */
export function firstTime(): (line: ExportLine, steps: readonly StepId[]) => boolean {
  const seen = new Set<string>();
  return ({ trace }, steps) => {
    // Names of steps are their trace's own.
    const key = JSON.stringify([trace.id, steps]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}
