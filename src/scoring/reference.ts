import type { ImageId } from "../action";
import type { ImageBox } from "../geometry";
import type { Step } from "../trace";
import { matchOf } from "./reading/alike";

/** What is known of the right answer to a problem. */
export interface Reference {
  /** The right answer; null where nobody knows it. */
  readonly answer: string | null;
  /**
   * Reads an answer in anybody's words as one in the form of the reference's: "the letter k." as "K". Null where it
   * says none, or several. It comes with the reference, for only who made that knows its form.
   */
  readonly readAnswer: (text: string) => string | null;
  /** What is asked for, in canonical pixels of the images named. */
  readonly boxes?: readonly { readonly image: ImageId; readonly box: ImageBox }[];
  /** A right way, step by step, in words. */
  readonly steps?: readonly string[];
  /** What a right way has to mention: each a word, or several of which any will do. */
  readonly keySteps?: readonly (string | readonly string[])[];
  /** Which of ViLaSR's rules compares the answers; found out by the form of the answer where it is left out. */
  readonly answerKind?: AnswerKind;
}

export const ANSWER_KINDS = ["multiple-choice", "number", "text"] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** An answer held against the reference; `unanswered` where the line ends without one. */
export type Correctness = "right" | "wrong" | "unanswered";

/** The answer in which a line ends, in its own words; null where it ends without one. */
export function answerOf(line: readonly Step[]): string | null {
  const last = line.at(-1)?.body;
  return last?.kind === "answer" ? last.text : null;
}

/** Null where there is an answer and nobody knows the right one. */
export function correctnessOf(line: readonly Step[], { answer, readAnswer }: Reference): Correctness | null {
  const said = answerOf(line);
  if (said === null) return "unanswered";
  if (answer === null) return null;
  return readAnswer(said) === answer ? "right" : "wrong";
}

/** A reference of which nothing but the answer is known: the same text and the same number are right. */
export const plainReference = (answer: string | null): Reference => ({
  answer,
  readAnswer: (text) => (answer !== null && matchOf(text, answer) !== null ? answer : text.trim() || null),
});

/** The reference that the problem of a line brings; null where it brings none. */
export function referenceAlong(line: readonly Step[]): Reference | null {
  const problem = line.findLast(({ body }) => body.kind === "problem")?.body;
  if (problem?.kind !== "problem" || !problem.reference) return null;
  const { answer = null, boxes } = problem.reference;
  return { ...plainReference(answer), ...(boxes ? { boxes } : {}) };
}
