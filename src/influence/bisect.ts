import type { Sampling, Step, StepId } from "../trace";
import { type ShareInterval, shareInterval } from "./interval";
import type { AnsweredLine } from "./look";
import { type AskCost, costOfAll, NO_COST } from "./measure";
import type { InfluenceTools } from "./ports";
import { rerun } from "./rerun";

/** Which step broke it: re-runs from steps of a line whose answer is wrong. */
export interface BisectQuestion {
  readonly line: AnsweredLine;
  readonly isRight: (answer: string) => boolean;
  /** Greedy runs would all be one run; the seed is counted up from its own. */
  readonly sampling: Sampling;
  /** Of each step at most; as soon as the first three agree there are no more. */
  readonly seeds: number;
}

export type BisectRefusal = "answer-is-right" | "no-steps";

/** How the re-runs from behind one step came out. */
export interface Probe {
  /** The place on the line, from 0, of the step that they began behind. */
  readonly at: number;
  readonly step: StepId;
  readonly right: ShareInterval;
}

/**
 * `found`: behind the step before it the model still gets it right, behind it no more. `from-the-start`: it does not
 * get it right even from the problem, so that no step is to blame. A model that would recover from every step but the
 * answer has its answer for the first error.
 */
export interface BisectResult {
  readonly kind: "found" | "from-the-start";
  readonly firstError: StepId | null;
  readonly before: Probe | null;
  readonly behind: Probe | null;
  readonly probes: readonly Probe[];
  readonly cost: AskCost;
}

/** Runs behind so many steps at most: halving finds one among as many as `places`, and the start is run too. */
export interface BisectPlan {
  readonly places: number;
  readonly probes: number;
  readonly runs: number;
}

/**
 * Of re-runs that would else be greedy: warm enough that they differ, cool enough that they stay the model's own. At 0.7
 * the built-in model loses a fifth of the problems that it solves at 0.
 */
export const RERUN_TEMPERATURE = 0.5;

/** As few runs as this may decide, where they agree. */
const FEWEST = 3;
/** From this share of right answers on, a place is one that the model still gets it right from. */
const STILL_RIGHT = 0.5;

export function planBisect({ line, seeds }: BisectQuestion): BisectPlan {
  const places = placesOf(line.steps).length;
  const probes = 1 + Math.ceil(Math.log2(Math.max(1, places - 1)));
  return { places, probes, runs: probes * seeds };
}

/** Why nothing can be looked for; null where it can. */
export function bisectRefusal({ line, isRight }: BisectQuestion): BisectRefusal | null {
  if (isRight(line.answer)) return "answer-is-right";
  return placesOf(line.steps).length < 2 ? "no-steps" : null;
}

/**
 * Places that a run can begin behind, with the problem first and the answer last. What an action showed belongs to the
 * action: a run that begins behind it sees that again.
 */
const placesOf = (steps: readonly Step[]): readonly number[] =>
  steps.flatMap(({ body }, at) => (body.kind === "observation" ? [] : [at]));

/** Halves the line until one step is left. Yields the probes as they come. */
export async function* bisect(
  question: BisectQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<BisectResult, BisectResult> {
  const { steps } = question.line;
  const places = placesOf(steps);
  const probes: Probe[] = [];
  const costs: AskCost[] = [];
  const probe = async (at: number): Promise<Probe> => {
    const { made, cost } = await probeAt(at, question, tools, signal);
    probes.push(made);
    costs.push(cost);
    return made;
  };
  const told = (kind: BisectResult["kind"], before: Probe | null, behind: Probe | null): BisectResult => {
    const firstError = kind === "found" ? (behind?.step ?? null) : null;
    return { kind, firstError, before, behind, probes: [...probes], cost: costOfAll(costs) };
  };
  let before = await probe(places[0] ?? 0);
  yield told("from-the-start", before, null);
  if (!isStillRight(before)) return told("from-the-start", before, null);
  // The answer is wrong as it stands: no run is needed to know that.
  const last = places.length - 1;
  let behind: Probe = probeOf(places[last] ?? 0, steps, 0, 0);
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const made = await probe(places[middle] ?? 0);
    if (isStillRight(made)) [low, before] = [middle, made];
    else [high, behind] = [middle, made];
    yield told("found", before, behind);
  }
  return told("found", before, behind);
}

const isStillRight = ({ right: { hits, runs } }: Probe): boolean => runs > 0 && hits / runs >= STILL_RIGHT;

const probeOf = (at: number, steps: readonly Step[], hits: number, runs: number): Probe => {
  const step = steps[at];
  if (!step) throw new Error(`No step stands at ${at}`);
  return { at, step: step.id, right: shareInterval(hits, runs) };
};

async function probeAt(
  at: number,
  { line, isRight, sampling, seeds }: BisectQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<{ readonly made: Probe; readonly cost: AskCost }> {
  let [hits, runs] = [0, 0];
  let cost = NO_COST;
  const isDecided = (): boolean => runs >= FEWEST && (hits === 0 || hits === runs);
  while (runs < seeds && !isDecided()) {
    const seeded = { ...sampling, seed: sampling.seed + runs };
    const one = await rerun({ steps: line.steps.slice(0, at + 1), images: line.trace.images }, seeded, tools, signal);
    runs++;
    if (one.answer !== null && isRight(one.answer)) hits++;
    cost = costOfAll([cost, one.cost]);
  }
  return { made: probeOf(at, line.steps, hits, runs), cost };
}
