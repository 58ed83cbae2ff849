import type { Step } from "../trace";

/** What is known of the right answer to a problem. */
export interface Reference {
  /** The right answer; null where nobody knows it. */
  readonly answer: string | null;
  /**
   * Reads an answer in anybody's words as one in the form of the reference's: "the letter k." as "K". Null where it
   * says none, or several. It comes with the reference, for only who made that knows its form.
   */
  readonly readAnswer: (text: string) => string | null;
}

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
