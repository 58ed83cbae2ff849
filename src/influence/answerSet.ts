import { matchOf } from "../scoring";
import type { Step } from "../trace";

/**
 * The answers that a probability is shared out among. Of an open set only the answer as it was given has one: that of
 * its very words.
 */
export type AnswerSet =
  | { readonly kind: "closed"; readonly answers: readonly string[]; readonly told: ClosedBy }
  | { readonly kind: "open" };

/** Who says that there are no others: the question's options, that it asks for yes or no, its family, or a person. */
export type ClosedBy = "options" | "yes-no" | "family" | "person";

export const OPEN: AnswerSet = { kind: "open" };

/** More options than this are no options but a list. */
const MOST_OPTIONS = 26;

/** "A. a cat", "(B) a dog", "C: a cow", each at the start of a line or behind another. */
const OPTION = /(?:^|[\s(])\(?([A-Z])[.):：、]\s*\S/gm;
const YES_OR_NO = /\b(?:answer|reply|respond)\b.{0,40}\byes\b.{0,12}\bno\b|\byes\/no\b|回答[“"「]?是[”"」]?或/i;

/** The set that a question's own words close; open where they close none. */
export function answerSetOf(question: string): AnswerSet {
  const letters = [...question.matchAll(OPTION)].map(([, letter = ""]) => letter);
  // A list of options begins at A and leaves none out; initials and headings do not.
  const options = letters.filter((letter, i) => letter === String.fromCharCode("A".charCodeAt(0) + i));
  if (options.length >= 2 && options.length === letters.length && options.length <= MOST_OPTIONS)
    return { kind: "closed", answers: options, told: "options" };
  return YES_OR_NO.test(question) ? { kind: "closed", answers: ["yes", "no"], told: "yes-no" } : OPEN;
}

/** The answers of a person's list, one a line or separated by commas, each once; open where it holds fewer than two. */
export function answerSetFrom(list: string): AnswerSet {
  const answers = [...new Set(list.split(/[\n,，、;；]/).map((answer) => answer.trim()))].filter(Boolean);
  return answers.length < 2 ? OPEN : { kind: "closed", answers, told: "person" };
}

/** The words of the problem that a line begins with. */
export function questionOf(steps: readonly Step[]): string {
  const problem = steps.findLast(({ body }) => body.kind === "problem")?.body;
  return problem?.kind === "problem" ? problem.question : "";
}

/** Whether two answers say the same: the same words but for case and marks, the same number, the same option. */
export const saysSame = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && (plain(a) === plain(b) || matchOf(a, b) !== null);

const plain = (answer: string): string =>
  answer
    .normalize("NFKC")
    .trim()
    .replace(/[.。!！]+$/u, "")
    .toLowerCase();

/** The set with the answer as it was given in it: in the place of the one that says the same, else as one more. */
export function withAnswer(set: AnswerSet, given: string): AnswerSet {
  if (set.kind === "open") return set;
  const same = set.answers.find((answer) => saysSame(given, answer));
  const answers =
    same === undefined
      ? [...set.answers, given]
      : set.answers.map((answer) => (answer === same ? given.trim() : answer));
  return { ...set, answers };
}
