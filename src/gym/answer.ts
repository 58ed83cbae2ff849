import { unreachable } from "../base";
import { COLOURS, LETTERS, SHAPES } from "./kinds";
import type { GymProblem } from "./problem";

const UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const TEENS = ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const NUMBER_WORDS = [...UNITS, ...TEENS];
const TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/** Whether an answer in anybody's words says the truth: "K", "the letter k.", "There are three red circles". */
export const checkAnswer = ({ family, truth }: Pick<GymProblem, "family" | "truth">, answerText: string): boolean =>
  readAnswer(family, answerText) === truth;

/** What an answer in anybody's words says, in the form of the family's truths; none where it says none or several. */
export function readAnswer(family: GymProblem["family"], text: string): string | undefined {
  switch (family) {
    case "find":
    case "maze":
      return saidLetter(text);
    case "count":
    case "measure":
    case "chart":
      return saidNumber(text);
    case "track":
      return saidDirection(text);
    case "geometry":
      return saidShape(text);
    default:
      return unreachable(family);
  }
}

/** Words and numbers; "it's" is one word, "3.0" one number. */
const wordsOf = (text: string): string[] =>
  text.normalize("NFKC").match(/\p{L}+(?:['’]\p{L}+)*|\p{N}+(?:\.\p{N}+)?/gu) ?? [];

/** A line's or a sentence's first "A", but not the one of "A is …", "A or K": an article stands before none of these. */
const OPENING_ARTICLE =
  /(?<=(?:^|[.!?])\s*)A(?= +\p{L})(?! +(?:and|or|nor|not|but|then|is|was|has|can|may|will|in|on|at|to|with|as)\b)/gimu;

/** The one letter said that can be on an object; none where two are. The article counts only where no other does. */
function saidLetter(text: string): string | undefined {
  const letters = wordsOf(text.replace(OPENING_ARTICLE, "a")).filter((word) => LETTERS.includes(word.toUpperCase()));
  const plain = letters.filter((letter) => letter !== "a");
  const said = new Set((plain.length > 0 ? plain : letters).map((letter) => letter.toUpperCase()));
  return said.size === 1 ? [...said][0] : undefined;
}

/** "No, there are three", "No.": a "no" that stands by itself is no number. */
const LONE_NO = /\bno\b(?=[^\p{L}\p{N}]*(?:[,.;:!?–—]|$))/gu;

/** The one number said, in digits or words; none where two are. */
function saidNumber(text: string): string | undefined {
  const words = wordsOf(text.toLowerCase().replace(LONE_NO, ""));
  const numbers = words.map((word, i) => numberOf(word, words[i - 1], words[i + 1]));
  const said = new Set(numbers.filter((number, i) => number !== undefined && !isCountedPast(numbers, i)));
  return said.size === 1 ? String([...said][0]) : undefined;
}

/** Whether somebody counts aloud here, "1, 2, 3", and goes on. Two in a row may be two answers. */
function isCountedPast(numbers: readonly (number | undefined)[], i: number): boolean {
  const number = numbers[i] ?? 0;
  const start = i - number + 1;
  const counted = start < 0 ? [] : numbers.slice(start, start + Math.max(3, number + 1));
  return counted.length > Math.max(2, number) && counted.every((n, at) => n === at + 1);
}

/** "forty two" is one number: its tens speak for both words. */
function numberOf(word: string, before: string | undefined, after: string | undefined): number | undefined {
  if (/^\d+(\.\d+)?$/.test(word)) return Number(word);
  if (word === "no" || word === "none") return 0;
  const ones = NUMBER_WORDS.indexOf(word);
  const tens = TENS.indexOf(word);
  const follower = NUMBER_WORDS.indexOf(after ?? "");
  if (tens >= 0) return 20 + 10 * tens + (isOnes(follower) ? follower : 0);
  return ones < 0 || (isOnes(ones) && TENS.includes(before ?? "")) ? undefined : ones;
}

const isOnes = (number: number): boolean => number > 0 && number < 10;

const UPRIGHT_WORDS = {
  up: /^(up|upper\w*|upwards?|north\w*|top\w*|rise?s?|rising|ascend\w*)$/,
  down: /^(down|downwards?|lower\w*|south\w*|bottom\w*|falls?|falling|descend\w*)$/,
};
const LEVEL_WORDS = { right: /^(right|rightwards?|east\w*|\w+east)$/, left: /^(left|leftwards?|west\w*|\w+west)$/ };

/** "from the left to …", "bottom-to-…": where a motion begins is not where it goes. */
const ORIGIN = /\bfrom\b[^.,;:!?]*?\bto\b|\b(?:left|right|top|bottom)[ -]to[ -](?=(?:left|right|top|bottom)\b)/g;

/** "up", "left", "down right": none where a way and its opposite are both said. */
function saidDirection(text: string): string | undefined {
  const words = wordsOf(text.toLowerCase().replace(ORIGIN, " "));
  const parts = [UPRIGHT_WORDS, LEVEL_WORDS].map((ways) =>
    Object.entries(ways).flatMap(([name, pattern]) => (words.some((word) => pattern.test(word)) ? [name] : [])),
  );
  return parts.some((ways) => ways.length > 1) ? undefined : parts.flat().join(" ") || undefined;
}

/** "red circle": none where two colours or two shapes are said. */
function saidShape(text: string): string | undefined {
  const words = wordsOf(text.toLowerCase());
  const colours = COLOURS.filter((colour) => words.includes(colour));
  const shapes = SHAPES.filter((shape) => words.includes(shape));
  return colours.length === 1 && shapes.length === 1 ? `${colours[0]} ${shapes[0]}` : undefined;
}
