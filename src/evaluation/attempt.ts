import type { GymProblem } from "../gym";
import { type Correctness, correctnessOf, gymReward, type Reference, rolloutOf, type Score } from "../scoring";
import { lineThrough, type Step } from "../trace";
import { type Solved, type SolveOptions, type Solver, solve } from "./solve";
import { type RunSummary, summaryOf } from "./tally";

/** One run of the model on one problem, held against the truth. */
export interface Attempt extends Solved {
  readonly line: readonly Step[];
  readonly correctness: Correctness;
  readonly score: Score;
  readonly summary: RunSummary;
}

/** What scores need to know of a problem: its truth, and how its answers are read. */
export async function referenceOf({ family, truth }: Pick<GymProblem, "family" | "truth">): Promise<Reference> {
  // The gym is large, and a page that only opens traces never needs it.
  const { readAnswer } = await import("../gym");
  return { answer: truth, readAnswer: (text) => readAnswer(family, text) ?? null };
}

/** Solves a problem and scores what came of it. */
export async function attempt(
  problem: GymProblem,
  solver: Solver,
  id: string,
  options: SolveOptions,
): Promise<Attempt> {
  const solved = await solve(problem, solver, id, options);
  const line = lineThrough(solved.trace, null);
  const reference = await referenceOf(problem);
  const correctness = correctnessOf(line, reference) ?? "unanswered";
  const score = gymReward.score(rolloutOf(line), { reference, judge: null });
  const level = problem.difficulty;
  return { ...solved, line, correctness, score, summary: summaryOf(solved.trace, { level, correctness, score }) };
}
