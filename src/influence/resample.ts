import { intersectionOverUnion } from "../geometry";
import type { Sampling, Step, StepId } from "../trace";
import { saysSame } from "./answerSet";
import { type AskCost, costOfAll } from "./cost";
import { type ShareInterval, shareInterval } from "./interval";
import type { AnsweredLine } from "./look";
import type { InfluenceTools } from "./ports";
import { rerun } from "./rerun";

/**
 * What becomes of a line without what one of its steps says. The step is drawn anew, and wherever the model says the
 * same further on, that is drawn anew as well, until it stays gone: the resilience of Thought Branches (Macar et al.,
 * ICLR 2026), on the model's own words where an edit by hand is not. The paper tells sameness by embeddings of
 * sentences; here it is by boxes for actions and by words for thoughts.
 */
export interface ResampleQuestion {
  readonly line: AnsweredLine;
  readonly step: StepId;
  /** Greedy runs would all be one run; the seed is counted up from its own. */
  readonly sampling: Sampling;
  /** How often the whole is done, with other seeds. */
  readonly tries: number;
}

export type ResampleRefusal = "nothing-said";

/** One time that the step was made to stay gone, or was given up. */
export interface Resampled {
  /** How often it was drawn anew. */
  readonly draws: number;
  readonly isGone: boolean;
  readonly answer: string | null;
  /** The answer is the one that was given. */
  readonly stays: boolean;
}

export interface ResampleResult {
  readonly tried: readonly Resampled[];
  /** Of those in which it stayed gone, those in which the answer stays. */
  readonly stays: ShareInterval;
  /** Draws for each try, on average: the more, the harder it is to be rid of. */
  readonly meanDraws: number;
  readonly cost: AskCost;
}

/** Draws in one try at most; then the model is taken to say it whatever happens. */
const MOST_DRAWS = 8;
/** Boxes that share so much look at the same. */
const SAME_BOX = 0.5;
/** Thoughts that share so many of their words say the same. */
const SAME_WORDS = 0.6;

/** Runs at most: what is told before it is asked. */
export const planResample = ({ tries }: Pick<ResampleQuestion, "tries">): number => tries * MOST_DRAWS;

/** Yields what is known after each try. Refused where the step is none that a model says. */
export async function* resample(
  question: ResampleQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<ResampleResult, ResampleResult | ResampleRefusal> {
  const { line, tries } = question;
  const at = line.steps.findIndex(({ id }) => id === question.step);
  const said = line.steps[at];
  if (!said || at === 0 || !isSaid(said)) return "nothing-said";
  const tried: Resampled[] = [];
  const costs: AskCost[] = [];
  for (let i = 0; i < tries; i++) {
    const { made, cost } = await oneTry(question, said, at, i * MOST_DRAWS, tools, signal);
    tried.push(made);
    costs.push(...cost);
    yield resultOf(tried, costs);
  }
  return resultOf(tried, costs);
}

/** What was looked at belongs to who asked for it, and the answer is what is asked about. */
export const isSaid = ({ body }: Step): boolean =>
  body.kind === "thought" || body.kind === "action" || body.kind === "unparsed";

async function oneTry(
  { line, sampling }: ResampleQuestion,
  said: Step,
  at: number,
  drawn: number,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<{ readonly made: Resampled; readonly cost: readonly AskCost[] }> {
  let begun: Parameters<typeof rerun>[0] = { steps: line.steps.slice(0, at), images: line.trace.images };
  const cost: AskCost[] = [];
  for (let draws = 1; ; draws++) {
    signal.throwIfAborted();
    const seeded = { ...sampling, seed: sampling.seed + drawn + draws - 1 };
    const made = await rerun(begun, seeded, tools, signal);
    cost.push(made.cost);
    const back = made.steps.findIndex((step, i) => i >= begun.steps.length && saysWhat(step, said));
    if (back >= 0 && draws < MOST_DRAWS) {
      begun = { steps: made.steps.slice(0, back), images: made.images };
      continue;
    }
    const { answer } = made;
    return { made: { draws, isGone: back < 0, answer, stays: saysSame(answer, line.answer) }, cost };
  }
}

function resultOf(tried: readonly Resampled[], costs: readonly AskCost[]): ResampleResult {
  const gone = tried.filter(({ isGone }) => isGone);
  const draws = tried.reduce((sum, each) => sum + each.draws, 0);
  return {
    tried: [...tried],
    stays: shareInterval(gone.filter(({ stays }) => stays).length, gone.length),
    meanDraws: draws / Math.max(1, tried.length),
    cost: costOfAll(costs),
  };
}

/** Whether a step says what another did: much the same box on the same image, the same action, much the same words. */
export function saysWhat({ body }: Step, { body: other }: Step): boolean {
  if (body.kind === "action" && other.kind === "action") {
    const [a, b] = [body.action, other.action];
    if ("box" in a && "box" in b && a.kind === b.kind)
      return a.image === b.image && intersectionOverUnion(a.box, b.box) >= SAME_BOX;
    return JSON.stringify(a) === JSON.stringify(b);
  }
  if (body.kind !== other.kind || !("text" in body) || !("text" in other)) return false;
  return sharedWords(body.text, other.text) >= SAME_WORDS;
}

/** Jaccard's share of the words that either has, from 0 to 1; characters where a script has no spaces. */
function sharedWords(a: string, b: string): number {
  const [one, two] = [a, b].map((text) => new Set(text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu)));
  if (!one || !two) return 0;
  const shared = [...one].filter((word) => two.has(word)).length;
  const all = one.size + two.size - shared;
  return all === 0 ? 1 : shared / all;
}
