import { type GymName, gymProblem, LEVELS, printGymName, type Sort, seedInRange } from "../catalog";
import type { RunLimits } from "../runner";
import type { Trace } from "../trace";
import { attempt } from "./attempt";
import { type Condition, optionsUnder } from "./condition";
import type { Solver } from "./solve";
import { isRight, type RunSummary, type Tally, tallyOf } from "./tally";

/** One run to make: a problem, and what the model is given. */
export interface Trial {
  readonly name: GymName;
  readonly condition: Condition;
}

/** Which runs to make: each sort under each condition, on the same seeds. */
export interface TrialSet {
  readonly sorts: readonly Sort[];
  readonly conditions: readonly Condition[];
  /** How many of each sort. */
  readonly problems: number;
  readonly firstSeed: number;
  /** One level for all, or each seed its own. */
  readonly level: GymName["difficulty"] | "mixed";
}

/** Every run of a set, in order. */
export function trialsOf({ sorts, conditions, problems, firstSeed, level }: TrialSet): Trial[] {
  const first = seedInRange(firstSeed);
  const seeds = Array.from({ length: problems }, (_, i) => seedInRange(first + i));
  return sorts.flatMap((family) =>
    conditions.flatMap((condition) =>
      seeds.map((seed) => ({ name: { family, seed, difficulty: levelOf(level, seed) }, condition })),
    ),
  );
}

/** The level of a seed where all come in turn: 1 + seed mod 5. */
const levelOf = (level: TrialSet["level"], seed: number): GymName["difficulty"] =>
  level === "mixed" ? (LEVELS[seed % LEVELS.length] ?? 1) : level;

/** What a trial came to, in numbers, with what was answered and what is right. */
export interface TrialResult extends Trial {
  readonly summary: RunSummary;
  readonly truth: string;
  readonly answer: string | null;
}

/** The run of a trial, as it happened. */
export interface TrialRun extends TrialResult {
  readonly trace: Trace;
}

export interface TrialOptions {
  readonly limits: RunLimits;
  /** How many of the likeliest tokens to keep beside each one. */
  readonly alternatives: number;
}

/** What a trial ended in. `skipped`: its problem has no such move, or the run was stopped. */
export type TrialEnd =
  | { readonly kind: "ran"; readonly run: TrialRun }
  | { readonly kind: "skipped" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

/** Makes the run of one trial. */
export async function runTrial(
  { name, condition }: Trial,
  solver: Solver,
  { limits, alternatives }: TrialOptions,
  signal: AbortSignal,
): Promise<TrialEnd> {
  const problem = await gymProblem(name);
  const under = optionsUnder(condition, problem);
  if (!under) return { kind: "skipped" };
  const { refuseActions, injected } = under;
  const id = `${printGymName(name)}-${condition}`;
  const options = { name, conditions: { limits, refuseActions }, injected, alternatives, signal };
  const { trace, outcome, answer, summary } = await attempt(problem, solver, id, options);
  if (outcome.kind === "stopped") return { kind: "skipped" };
  if (outcome.kind === "failed") return outcome;
  return { kind: "ran", run: { name, condition, trace, truth: problem.truth, answer, summary } };
}

/** Makes the runs one after the other, until there are none left, one fails, or the signal asks it to stop. */
export async function* runBatch(
  trials: readonly Trial[],
  tryOne: (trial: Trial) => Promise<TrialEnd>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly done: number; readonly end: TrialEnd }> {
  for (const [index, trial] of trials.entries()) {
    if (signal.aborted) return;
    const end = await tryOne(trial);
    if (signal.aborted) return;
    yield { done: index + 1, end };
    if (end.kind === "failed") return;
  }
}

/** How many wrong answers are listed, to be opened. */
export const MOST_LISTED = 200;

/** What is kept of the runs of a batch. A trace is large, so only that of a failure that is listed stays. */
export interface BatchResults {
  readonly results: readonly TrialResult[];
  /** What was not answered, or not rightly: the first of them. */
  readonly failures: readonly TrialRun[];
}

export function withRun({ results, failures }: BatchResults, run: TrialRun): BatchResults {
  const { trace: _, ...result } = run;
  const { summary } = run;
  const isListed = !isRight(summary) && failures.length < MOST_LISTED;
  return { results: [...results, result], failures: isListed ? [...failures, run] : failures };
}

/** One sort of problem under one condition. */
export interface Row extends Tally {
  readonly sort: Sort;
  readonly condition: Condition;
}

/** A row for each sort and condition there are results of, in the order in which they came. */
export function rowsOf(results: readonly TrialResult[]): Row[] {
  const groups = new Map<string, TrialResult[]>();
  for (const result of results) {
    const key = `${result.name.family} ${result.condition}`;
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap((those) => {
    const [first] = those;
    return first ? [{ sort: first.name.family, condition: first.condition, ...tallyOf(those.map(summaryIn)) }] : [];
  });
}

/** A curve of the plot: how often the model was right at each level, over all sorts. */
export interface Curve {
  readonly condition: Condition;
  readonly points: readonly { readonly level: number; readonly share: number; readonly problems: number }[];
}

export function curvesOf(results: readonly TrialResult[]): Curve[] {
  const conditions = [...new Set(results.map(({ condition }) => condition))];
  return conditions.map((condition) => {
    const { byLevel } = tallyOf(results.filter((result) => result.condition === condition).map(summaryIn));
    const points = byLevel.map(({ level, problems, correct }) => ({ level, problems, share: correct / problems }));
    return { condition, points };
  });
}

const summaryIn = ({ summary }: TrialResult): RunSummary => summary;
