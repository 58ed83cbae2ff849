import { type GymName, LEVELS, type Sort, seedInRange } from "../../catalog";
import type { Trace } from "../../trace";
import type { Condition } from "./condition";
import { type Tally, type Tried, tallyOf } from "./tally";

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

/** What a run came to, in numbers. */
export interface Result extends Trial {
  readonly tried: Tried;
}

/** A run that was made, as it happened. */
export interface Made extends Result {
  readonly trace: Trace;
  readonly truth: string;
  readonly answer: string | null;
}

/** Makes the runs one after the other, until there are none left or the signal asks it to stop. */
export async function* runTrials(
  trials: readonly Trial[],
  /** Null where the problem has no such move, or the run was stopped. */
  tryOne: (trial: Trial) => Promise<Made | null>,
  signal: AbortSignal,
): AsyncGenerator<{ readonly done: number; readonly made: Made | null }> {
  for (const [index, trial] of trials.entries()) {
    if (signal.aborted) return;
    const made = await tryOne(trial);
    if (signal.aborted) return;
    yield { done: index + 1, made };
  }
}

/** How many wrong answers are listed, to be opened. */
export const MOST_LISTED = 200;

/** What is kept of the runs of a batch. A trace is large, so only that of a failure that is listed stays. */
export interface Kept {
  readonly results: readonly Result[];
  /** What was not answered, or not rightly: the first of them. */
  readonly failures: readonly Made[];
}

export function withMade({ results, failures }: Kept, made: Made): Kept {
  const { name, condition, tried } = made;
  const isListed = !tried.isCorrect && failures.length < MOST_LISTED;
  return { results: [...results, { name, condition, tried }], failures: isListed ? [...failures, made] : failures };
}

/** One sort of problem under one condition. */
export interface Row extends Tally {
  readonly sort: Sort;
  readonly condition: Condition;
}

/** A row for each sort and condition there are results of, in the order in which they came. */
export function rowsOf(results: readonly Result[]): Row[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = `${result.name.family} ${result.condition}`;
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  return [...groups.values()].flatMap((those) => {
    const [first] = those;
    return first ? [{ sort: first.name.family, condition: first.condition, ...tallyOf(those.map(triedIn)) }] : [];
  });
}

/** A curve of the plot: how often the model was right at each level, over all sorts. */
export interface Curve {
  readonly condition: Condition;
  readonly points: readonly { readonly level: number; readonly share: number; readonly problems: number }[];
}

export function curvesOf(results: readonly Result[]): Curve[] {
  const conditions = [...new Set(results.map(({ condition }) => condition))];
  return conditions.map((condition) => {
    const { byLevel } = tallyOf(results.filter((result) => result.condition === condition).map(triedIn));
    const points = byLevel.map(({ level, problems, correct }) => ({ level, problems, share: correct / problems }));
    return { condition, points };
  });
}

const triedIn = ({ tried }: Result): Tried => tried;
