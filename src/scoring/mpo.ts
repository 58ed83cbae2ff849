import { areEqualNumbers, numberIn } from "./reading/alike";
import { lengthOf, strip } from "./reading/text";

// InternVL's mixed preference optimisation (arXiv 2411.10442; OpenGVLab/InternVL@2410d1d): which of two answers is the
// chosen one.

/** An answer is right where any of its scores is above this. */
const RIGHT_ABOVE = 0.9;
/** Charts are read to within 5 %; years are not. */
const RELAXED = 0.05;

/** ANLS: 1 − distance ÷ length. The published checker adds distance ÷ length, by which unlike answers are right. */
export function anls(answer: string, reference: string): number {
  const [a, b] = [strip(answer).toLowerCase(), strip(reference).toLowerCase()];
  const longest = Math.max(lengthOf(a), lengthOf(b));
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

/** Longer texts than this are not measured: the distance takes time with the square of it. */
const LONGEST_MEASURED = 1000;

/** Levenshtein's, in code points. */
function editDistance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  if (Math.max(from.length, to.length) > LONGEST_MEASURED) return a === b ? 0 : Math.max(from.length, to.length);
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries())
      next.push(Math.min((row[j] ?? 0) + Number(letter !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Whether a response counts as right when pairs are made: the same text, letter or number, or nearly so. */
export function isRightForMpo(answer: string, reference: string): boolean {
  const letter = /^\(?([A-Z])\)?\.?$/.exec(strip(reference))?.[1];
  if (letter !== undefined) return new RegExp(`^\\(?${letter}(?![A-Za-z])`).test(strip(answer));
  return (
    areEqualNumbers(answer, reference) ||
    isNear(answer, reference) ||
    (numberIn(reference) === null && anls(answer, reference) > RIGHT_ABOVE)
  );
}

function isNear(answer: string, reference: string): boolean {
  const [said, right] = [numberIn(answer), numberIn(reference)];
  if (said === null || right === null || /^20\d\d$/.test(strip(reference))) return false;
  return Math.abs(said - right) <= RELAXED * Math.abs(right);
}
