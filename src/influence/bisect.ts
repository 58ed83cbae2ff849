import { createSeats } from "../runner";
import { GREEDY, type Sampling, type Step, type StepId } from "../trace";
import { type AskCost, costOfAll } from "./cost";
import { type ShareInterval, shareInterval } from "./interval";
import type { AnsweredLine } from "./look";
import type { InfluenceTools } from "./ports";
import { type Rerun, rerun } from "./rerun";

/** Which step broke it: re-runs from steps of a line whose answer is wrong. */
export interface BisectQuestion {
  readonly line: AnsweredLine;
  readonly isRight: (answer: string) => boolean;
  /** Of re-runs by chance, which must not be greedy, or all would be one run; the seed is counted up from its own. */
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
  /** Of the re-runs by chance. */
  readonly right: ShareInterval;
  /** Whether the greedy one came out right; null where there was none. */
  readonly greedy: boolean | null;
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
 * Of re-runs by chance: warm enough that they differ, cool enough that they stay the model's own. At 0.7 the built-in
 * model loses a fifth of the problems that it solves at 0.
 */
export const RERUN_TEMPERATURE = 0.5;

/** As few runs as this may decide, where they agree. */
const FEWEST = 3;
/** From this share of right answers on, a place is one that the model still gets it right from. */
const STILL_RIGHT = 0.5;

export function planBisect({ line, seeds }: BisectQuestion): BisectPlan {
  const places = placesOf(line.steps).length;
  const halvings = Math.ceil(Math.log2(Math.max(1, places - 1)));
  // Greedy runs suspect one step before they halve; runs by chance begin behind both sides, or behind every probe.
  return { places, probes: 2 + halvings, runs: Math.max(2 + halvings + 2 * seeds, 1 + (1 + halvings) * seeds) };
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

/**
 * Halves the line until one step is left. Yields the probes as they come.
 *
 * Where the greedy run from the problem is right, greedy runs decide: each is what the model makes of a place, without
 * chance, and a wrong step that it follows more often than not is found even where some draws recover from it. Runs by
 * chance then tell how firm that is on either side. Where the model greedily errs from the start, as in a line that it
 * wrote so itself, every greedy run errs, and only the share of runs by chance tells places apart.
 */
export async function* bisect(
  question: BisectQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<BisectResult, BisectResult> {
  const { steps } = question.line;
  const places = placesOf(steps);
  const reruns = new Reruns(question, tools, signal);
  const placeAt = (index: number): number => places[index] ?? 0;
  const told = (kind: BisectResult["kind"], low: number, high: number | null): BisectResult => {
    const behind = high === null ? null : reruns.probe(placeAt(high));
    const firstError = kind === "found" ? (behind?.step ?? null) : null;
    return {
      kind,
      firstError,
      before: reruns.probe(placeAt(low)),
      behind,
      probes: reruns.probes(),
      cost: reruns.cost(),
    };
  };
  const isGreedy = await reruns.greedy(placeAt(0));
  yield told("from-the-start", 0, null);
  const isStillRight = (at: number): Promise<boolean> => (isGreedy ? reruns.greedy(at) : reruns.mostly(at));
  if (!(await isStillRight(placeAt(0)))) return told("from-the-start", 0, null);
  // The answer is wrong as it stands: no run is needed to know that.
  const last = places.length - 1;
  let [low, high] = [isGreedy ? reruns.sharedFrom(0, places) : 0, last];
  // What the model would have said otherwise is the first to be suspected; after that the line is halved.
  let suspect: number | null = isGreedy ? low + 1 : null;
  while (high - low > 1) {
    const tried = suspect ?? Math.floor((low + high) / 2);
    suspect = null;
    if (await isStillRight(placeAt(tried))) low = isGreedy ? reruns.sharedFrom(tried, places) : tried;
    else high = tried;
    yield told("found", low, high);
  }
  for (const side of [low, high].filter((index) => index < places.length - 1)) {
    await reruns.mostly(placeAt(side));
    yield told("found", low, high);
  }
  return told("found", low, high);
}

/** The same words, and what was shown for them. */
function saysTheSame(step: Step, other: Step | undefined): boolean {
  if (!other || step.body.kind !== other.body.kind || step.raw !== other.raw) return false;
  if (step.body.kind !== "observation" || other.body.kind !== "observation") return true;
  return step.body.image === other.body.image && step.body.text === other.body.text;
}

/** What came of the runs behind one place. */
interface Ran {
  greedy: Rerun | null;
  byChance: readonly Rerun[];
}

/** Runs on from behind steps of a line, each once, and remembers how they came out. */
class Reruns {
  private readonly ran = new Map<number, Ran>();
  private readonly question: BisectQuestion;
  private readonly tools: InfluenceTools;
  private readonly signal: AbortSignal;

  constructor(question: BisectQuestion, tools: InfluenceTools, signal: AbortSignal) {
    this.question = question;
    this.tools = tools;
    this.signal = signal;
  }

  /** Whether the greedy run behind a place comes out right. */
  async greedy(at: number): Promise<boolean> {
    const here = this.at(at);
    here.greedy ??= (await this.runs(at, [GREEDY]))[0] ?? null;
    return here.greedy !== null && this.isRight(here.greedy);
  }

  /**
   * How far, in places, the line says what the greedy run from behind one of its places says as well: behind each of
   * those the greedy run is the very same, and is not run again. Never the line's end, which is wrong where the run is
   * right.
   */
  sharedFrom(index: number, places: readonly number[]): number {
    const { steps } = this.question.line;
    const from = places[index] ?? 0;
    const run = this.at(from).greedy;
    const parted = steps.findIndex((step, at) => at > from && !saysTheSame(step, run?.steps[at]));
    const shared = Math.min(
      Math.max(
        index,
        places.findLastIndex((at) => at < parted),
      ),
      places.length - 2,
    );
    this.at(places[shared] ?? from).greedy ??= run;
    return shared;
  }

  /** Whether most runs by chance do: as many as it takes to agree, together where the model takes several. */
  async mostly(at: number): Promise<boolean> {
    const here = this.at(at);
    const { seeds, sampling } = this.question;
    const isDecided = (): boolean =>
      here.byChance.length >= FEWEST && new Set(here.byChance.map(this.isRight)).size < 2;
    while (here.byChance.length < seeds && !isDecided()) {
      const from = here.byChance.length;
      const count = from < FEWEST ? Math.min(FEWEST, seeds) - from : seeds - from;
      const samplings = Array.from({ length: count }, (_, i) => ({ ...sampling, seed: sampling.seed + from + i }));
      here.byChance = [...here.byChance, ...(await this.runs(at, samplings))];
    }
    return here.byChance.filter(this.isRight).length >= STILL_RIGHT * Math.max(1, here.byChance.length);
  }

  probe(at: number): Probe {
    const step = this.question.line.steps[at];
    if (!step) throw new Error(`No step stands at ${at}`);
    const { greedy = null, byChance = [] } = this.ran.get(at) ?? {};
    const right = shareInterval(byChance.filter(this.isRight).length, byChance.length);
    return { at, step: step.id, right, greedy: greedy && this.isRight(greedy) };
  }

  /** In the order in which they were begun. */
  probes(): readonly Probe[] {
    return [...this.ran.keys()].map((at) => this.probe(at));
  }

  cost(): AskCost {
    const all = [...this.ran.values()].flatMap(({ greedy, byChance }) => (greedy ? [greedy, ...byChance] : byChance));
    return costOfAll([...new Set(all)].map(({ cost }) => cost));
  }

  private readonly isRight = ({ answer }: Rerun): boolean => answer !== null && this.question.isRight(answer);

  private at(at: number): Ran {
    const here: Ran = this.ran.get(at) ?? { greedy: null, byChance: [] };
    this.ran.set(at, here);
    return here;
  }

  private runs(at: number, samplings: readonly Sampling[]): Promise<readonly Rerun[]> {
    const { trace, steps } = this.question.line;
    const beginning = { steps: steps.slice(0, at + 1), images: trace.images };
    const seats = createSeats(this.tools.model, samplings.length, this.signal);
    return Promise.all(
      seats.map(async ({ model, leave }, i) => {
        try {
          return await rerun(beginning, samplings[i] ?? GREEDY, { ...this.tools, model }, this.signal);
        } finally {
          leave();
        }
      }),
    );
  }
}
