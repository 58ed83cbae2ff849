import type { Token } from "../trace";
import { type AnswerSet, saysSame } from "./answerSet";

export interface AnswerShare {
  readonly answer: string;
  readonly share: number;
}

/** As many as servers tell beside a token at most: OpenAI's protocol allows no more. */
export const MOST_TOLD = 20;

/** What the answers that were not told may have together, so that every share is right to half a per cent. */
const NEGLIGIBLE = 0.005;

/**
 * Shares of the answers of a closed set, as a model tells them that scores no words: beside the token that it answered
 * with it says which others it held for likely, and among those are the set's other answers.
 *
 * @param tokens of the answer with its marks
 * @param said the answer in them
 * @returns the likeliest first, from 0 to 1 and together 1; null where the answer is more than one token, or where so
 *   many answers were not told that they could make a difference
 */
export function toldAnswers(
  tokens: readonly Token[],
  said: string,
  { answers }: Extract<AnswerSet, { kind: "closed" }>,
): readonly AnswerShare[] | null {
  const own = tokens.findLast(({ text }) => text.trim() === said);
  if (!own || own.logProbability === null) return null;
  const told = [{ text: own.text, logProbability: own.logProbability }, ...own.alternatives];
  const likelihoods = answers.map((answer) => {
    const found = told.find(({ text }) => saysSame(text.trim(), answer));
    return found ? Math.exp(found.logProbability) : null;
  });
  const sum = likelihoods.reduce<number>((total, likelihood) => total + (likelihood ?? 0), 0);
  // One that was not told is at most as likely as the least of those that were.
  const least = Math.min(...told.map(({ logProbability }) => Math.exp(logProbability)));
  const untold = likelihoods.filter((likelihood) => likelihood === null).length;
  if (sum === 0 || untold * least > NEGLIGIBLE * sum) return null;
  return answers
    .map((answer, i) => ({ answer, share: (likelihoods[i] ?? 0) / sum }))
    .toSorted((a, b) => b.share - a.share);
}
