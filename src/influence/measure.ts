import type { Dialect } from "../dialect";
import { shownAlong, turnsOf } from "../dialect";
import { type RunConditions, run } from "../runner";
import { GREEDY, type ImageRecord, type Step, type StepBody, type Token } from "../trace";
import { type AnswerSet, saysSame } from "./answerSet";
import type { AskedLine, SaidWords } from "./arm";
import type { InfluenceTools } from "./ports";

/** What a model makes of a line. Probabilities from 0 to 1, log-probabilities natural; null where nobody tells. */
export interface Measured {
  /**
   * Of the answer as it was given, once the model has said by itself what it says before an answer: among the answers
   * of a closed set, or of its very words where the set is open.
   */
  readonly probability: number | null;
  /** How much of all that could be said the closed set covers; null where it is open or untold. */
  readonly covered: number | null;
  /** The answers of a closed set with their shares, the likeliest first. */
  readonly shares: readonly AnswerShare[];
  /** Of everything that was said from the look on, as it was said, summed over its tokens. */
  readonly logProbability: number | null;
  /** What the model answers by itself, greedily; null where it asks to see more, or says nothing. */
  readonly answer: string | null;
  /** It would rather look again than answer; then it was made to answer. */
  readonly looksAgain: boolean;
  readonly cost: AskCost;
}

export interface AnswerShare {
  readonly answer: string;
  readonly share: number;
}

/** What was computed, as far as the model tells. */
export interface AskCost {
  /** How often the model was asked something. */
  readonly asked: number;
  readonly promptTokens: number;
  readonly reusedTokens: number;
  readonly writtenTokens: number;
}

export const NO_COST: AskCost = { asked: 0, promptTokens: 0, reusedTokens: 0, writtenTokens: 0 };

export const costOfAll = (costs: readonly AskCost[]): AskCost =>
  costs.reduce(
    (sum, cost) => ({
      asked: sum.asked + cost.asked,
      promptTokens: sum.promptTokens + cost.promptTokens,
      reusedTokens: sum.reusedTokens + cost.reusedTokens,
      writtenTokens: sum.writtenTokens + cost.writtenTokens,
    }),
    NO_COST,
  );

export interface MeasureRequest {
  readonly line: AskedLine;
  /** As it was given. */
  readonly answer: string;
  /** With the answer in it, where it is closed. */
  readonly set: AnswerSet;
  /** Also how likely the words are that were said from the look on; costs a pass for each part of them. */
  readonly scoresWords: boolean;
}

/**
 * Asks a model about a line: it goes on by itself, greedily and without seeing more, until it answers or would look
 * again, and is then asked how likely each answer is there. So an answer that only repeats what was thought before is
 * not held for one that rests on the picture.
 */
export async function measure(
  { line, answer, set, scoresWords }: MeasureRequest,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<Measured> {
  const words = scoresWords ? await logProbabilityOf(line.said, line, tools, signal) : null;
  const own = await ownWords(line, tools, signal);
  const found = await answerProbability({ ...line, stem: [...line.stem, ...own.before] }, answer, set, tools, signal);
  const told = found ?? fromOwnAnswer(own.answer, answer);
  const scored = tools.model.scoreAll ? 1 : 0;
  return {
    ...told,
    logProbability: words,
    answer: own.answer?.body.kind === "answer" ? own.answer.body.text : null,
    looksAgain: own.looksAgain,
    cost: { ...own.cost, asked: own.cost.asked + scored + (words === null ? 0 : line.said.length) },
  };
}

interface OwnWords {
  /** Thoughts, and marks that are not shown. */
  readonly before: readonly Step[];
  readonly answer: Step | null;
  readonly looksAgain: boolean;
  readonly cost: AskCost;
}

/** One turn of the model with every look refused. */
async function ownWords(line: AskedLine, tools: InfluenceTools, signal: AbortSignal): Promise<OwnWords> {
  const { dialect, limits } = tools;
  const conditions: RunConditions = { limits: { ...limits, turns: 1 }, refuseActions: true };
  const options = { ...tools, executor: tools.pictures, sampling: GREEDY, conditions, alternatives: 0 };
  const said: Step[] = [];
  const running = run(line.stem, line.images, options, signal);
  for (;;) {
    const { done, value } = await running.next();
    if (done) {
      signal.throwIfAborted();
      if (value.kind === "failed") throw new ModelFailure(value.code, value.message);
      break;
    }
    if (value.kind === "edit" && value.edit.kind === "add-step") said.push(value.edit.step);
  }
  const end = said.findIndex(({ body }) => !isSaidBefore(body, dialect));
  const stop = end < 0 ? undefined : said[end];
  const cost = said.findLast(({ generation }) => generation)?.generation?.cost;
  return {
    before: end < 0 ? said : said.slice(0, end),
    answer: stop?.body.kind === "answer" ? stop : null,
    looksAgain: stop?.body.kind === "action",
    cost: {
      asked: 1,
      promptTokens: cost?.promptTokens ?? 0,
      reusedTokens: cost?.reusedTokens ?? 0,
      writtenTokens: cost?.generatedTokens ?? 0,
    },
  };
}

/** What a model's failure is thrown as: the code is the runner's, for the screen to find words for. */
export class ModelFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ModelFailure";
    this.code = code;
  }
}

const isSaidBefore = (body: StepBody, dialect: Dialect): boolean =>
  body.kind === "thought" || (body.kind === "action" && !dialect.observes(body.action));

type Told = Pick<Measured, "probability" | "covered" | "shares">;
const UNTOLD: Told = { probability: null, covered: null, shares: [] };

/** Of the answer, where the line now ends; null where the model scores no words. */
export async function answerProbability(
  { stem, images }: Pick<AskedLine, "stem" | "images">,
  answer: string,
  set: AnswerSet,
  { model, dialect }: InfluenceTools,
  signal: AbortSignal,
): Promise<Told | null> {
  if (!model.scoreAll) return null;
  const shown = shownAlong(dialect, stem, images);
  const answers = set.kind === "closed" ? set.answers : [answer];
  const words = answers.map((text) => dialect.print({ kind: "answer", text }, shown));
  const { turns } = turnsOf(dialect, stem, model.id, images);
  const scored = await model.scoreAll(turns, words, signal);
  const sums = scored.map(sumOf);
  if (sums.some((sum) => sum === null)) return UNTOLD;
  const each = sums.map((sum) => Math.exp(sum ?? 0));
  const covered = each.reduce((total, value) => total + value, 0);
  if (set.kind === "open") return { probability: Math.min(1, each[0] ?? 0), covered: null, shares: [] };
  const shares = answers
    .map((text, i) => ({ answer: text, share: covered > 0 ? (each[i] ?? 0) / covered : 1 / answers.length }))
    .toSorted((a, b) => b.share - a.share);
  const own = shares.find((share) => saysSame(share.answer, answer));
  return { probability: own?.share ?? null, covered: Math.min(1, covered), shares };
}

/** A server tells how likely the words are that it wrote: enough where it gives the same answer, and nothing else. */
function fromOwnAnswer(step: Step | null, answer: string): Told {
  const said = step?.body.kind === "answer" ? step.body.text : null;
  const sum = sumOf(step?.generation?.tokens ?? []);
  if (!saysSame(said, answer) || sum === null || !step?.generation) return UNTOLD;
  return { ...UNTOLD, probability: Math.min(1, Math.exp(sum)) };
}

/** Null where one of the tokens was told without its log-probability. */
function sumOf(tokens: readonly Pick<Token, "logProbability">[]): number | null {
  let sum = 0;
  for (const { logProbability } of tokens) {
    if (logProbability === null) return null;
    sum += logProbability;
  }
  return sum;
}

/** Of words as they were said, part by part; null where the model scores no words. */
export async function logProbabilityOf(
  said: readonly SaidWords[],
  { images }: Pick<AskedLine, "images">,
  { model, dialect }: InfluenceTools,
  signal: AbortSignal,
): Promise<number | null> {
  if (!model.scoreAll) return null;
  let sum = 0;
  for (const { before, words } of said) {
    const { turns } = turnsOf(dialect, before, model.id, images);
    const [tokens = []] = await model.scoreAll(turns, [words], signal);
    const part = sumOf(tokens);
    if (part === null) return null;
    sum += part;
  }
  return sum;
}

/** The images of a line and one more. */
export const imagesWith = (images: AskedLine["images"], ...more: readonly ImageRecord[]): AskedLine["images"] =>
  new Map([...images, ...more.map((image) => [image.id, image] as const)]);
