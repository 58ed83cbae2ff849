import { shownAlong, turnsOf } from "../dialect";
import type { ImageRecord, Step, Token } from "../trace";
import { type AnswerSet, saysSame } from "./answerSet";
import type { AskedLine, SaidWords } from "./arm";
import { type AskCost, costOfAll, NO_COST } from "./cost";
import { greedyBeginning, ownWords } from "./ownWords";
import type { InfluenceTools } from "./ports";
import { type AnswerShare, toldAnswers } from "./toldAnswers";

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
  // What it said last is what it would say by itself, unless what it was shown tells it otherwise.
  const said = scoresWords ? line.said : line.said.slice(-1);
  const scored = await scoresOf(said, line, tools, signal);
  const isBehindStem = said.at(-1)?.before.length === line.stem.length;
  const begun = isBehindStem ? greedyBeginning(scored?.at(-1) ?? []) : [];
  const own = await ownWords(line, begun, tools, signal);
  const stem = [...line.stem, ...own.before];
  const written = set.kind === "open" ? fromOwnAnswer(own.answer, answer) : UNTOLD;
  // Of the very words that it has just written all is known already.
  const isKnown = written.probability !== null && isPrinted(own.answer, answer, { ...line, stem }, tools);
  const found = isKnown ? null : await answerProbability({ ...line, stem }, answer, set, tools, signal);
  const told = found ?? (set.kind === "open" ? written : fromTold(own.answer, answer, set));
  const asked = (scored?.length ?? 0) + (found ? 1 : 0);
  return {
    ...told,
    logProbability: scoresWords ? sumOfAll(scored) : null,
    answer: own.answer?.body.kind === "answer" ? own.answer.body.text : null,
    looksAgain: own.looksAgain,
    cost: costOfAll([own.cost, { ...NO_COST, asked }]),
  };
}

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
  // Among answers of a closed set what closes each tells none from another, and letters take one pass all together.
  const scored = await model.scoreAll(turns, words, signal, set.kind === "closed" ? endingOf(words, answers) : "");
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

/** What all words say behind their answers; empty where they differ there, or an answer is not printed as it is. */
function endingOf(words: readonly string[], answers: readonly string[]): string {
  const endings = words.map((printed, i) => {
    const answer = answers[i] ?? "";
    const at = printed.lastIndexOf(answer);
    return at < 0 ? "" : printed.slice(at + answer.length);
  });
  const [first = ""] = endings;
  return endings.every((ending) => ending === first) ? first : "";
}

/** A server tells how likely the words are that it wrote: enough where it gives the same answer, and nothing else. */
function fromOwnAnswer(step: Step | null, answer: string): Told {
  const said = step?.body.kind === "answer" ? step.body.text : null;
  const sum = sumOf(step?.generation?.tokens ?? []);
  if (!saysSame(said, answer) || sum === null || !step?.generation) return UNTOLD;
  return { ...UNTOLD, probability: Math.min(1, Math.exp(sum)) };
}

/** Of a closed set it also tells other answers beside its own, where each is one token. */
function fromTold(step: Step | null, answer: string, set: Extract<AnswerSet, { kind: "closed" }>): Told {
  const said = step?.body.kind === "answer" ? step.body.text : null;
  const shares = said === null ? null : toldAnswers(step?.generation?.tokens ?? [], said, set);
  if (!shares) return fromOwnAnswer(step, answer);
  const own = shares.find((share) => saysSame(share.answer, answer));
  return { probability: own?.share ?? null, covered: null, shares };
}

/** Whether the model wrote the answer in the very words, and tokens, that it is asked about in. */
function isPrinted(
  step: Step | null,
  answer: string,
  { stem, images }: Pick<AskedLine, "stem" | "images">,
  { dialect }: InfluenceTools,
): boolean {
  const written = step?.generation?.tokens.map(({ text }) => text).join("");
  return written === dialect.print({ kind: "answer", text: answer }, shownAlong(dialect, stem, images));
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
async function scoresOf(
  said: readonly SaidWords[],
  { images }: Pick<AskedLine, "images">,
  { model, dialect }: InfluenceTools,
  signal: AbortSignal,
): Promise<readonly (readonly Token[])[] | null> {
  if (!model.scoreAll) return null;
  const parts: (readonly Token[])[] = [];
  for (const { before, words } of said) {
    const { turns } = turnsOf(dialect, before, model.id, images);
    const [tokens = []] = await model.scoreAll(turns, [words], signal);
    parts.push(tokens);
  }
  return parts;
}

/** Of everything that was said, in nats; null where the model scores no words. */
export const logProbabilityOf = async (
  said: readonly SaidWords[],
  line: Pick<AskedLine, "images">,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<number | null> => sumOfAll(await scoresOf(said, line, tools, signal));

function sumOfAll(parts: readonly (readonly Token[])[] | null): number | null {
  const sums = parts?.map(sumOf) ?? [null];
  return sums.reduce((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

/** The images of a line and one more. */
export const imagesWith = (images: AskedLine["images"], ...more: readonly ImageRecord[]): AskedLine["images"] =>
  new Map([...images, ...more.map((image) => [image.id, image] as const)]);
