import { unreachable } from "../base";
import { LETTERS } from "./kinds";
import type { GymProblem } from "./problem";

const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Whether an answer in anybody's words says the truth: "K", "the letter k.", "There are three red circles". */
export function checkAnswer(problem: Pick<GymProblem, "family" | "truth">, answerText: string): boolean {
  switch (problem.family) {
    case "find":
      return saidLetter(answerText) === problem.truth;
    case "count":
      return saidNumber(answerText) === problem.truth;
    default:
      return unreachable(problem.family);
  }
}

/** Words and numbers; "it's" is one word. */
const wordsOf = (text: string): string[] => text.normalize("NFKC").match(/\p{L}+(?:['’]\p{L}+)*|\p{N}+/gu) ?? [];

/** The one letter said that can be on an object; none where two are. The article counts only where no other does. */
function saidLetter(text: string): string | undefined {
  const letters = wordsOf(text).filter((word) => LETTERS.includes(word.toUpperCase()));
  const plain = letters.filter((letter) => letter !== "a");
  const said = new Set((plain.length > 0 ? plain : letters).map((letter) => letter.toUpperCase()));
  return said.size === 1 ? [...said][0] : undefined;
}

/** The one number said, in digits or words; none where two are. */
function saidNumber(text: string): string | undefined {
  const said = new Set(wordsOf(text.toLowerCase()).flatMap(numberOf));
  return said.size === 1 ? [...said][0] : undefined;
}

function numberOf(word: string): string[] {
  if (/^\d+$/.test(word)) return [String(Number(word))];
  if (word === "no" || word === "none") return ["0"];
  const at = NUMBER_WORDS.indexOf(word);
  return at < 0 ? [] : [String(at)];
}
