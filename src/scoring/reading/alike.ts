import { floatOf } from "./number";
import { strip } from "./text";

/** How two answers were found to be the same; null where they were not. */
export type Match = "equal text" | "equal numbers";

/**
 * A rule in the place of a symbolic verifier: the same text, or the same number. It stands for those branches of
 * math-verify 0.8.0 that need no algebra: digits with separators, decimals, fractions, per cent, `\boxed{…}` and
 * `\frac{a}{b}`. What needs algebra (roots, sets, intervals, units that are converted) it holds for different.
 */
export function matchOf(answer: string, reference: string): Match | null {
  if (strip(answer) === strip(reference)) return "equal text";
  return areEqualNumbers(answer, reference) ? "equal numbers" : null;
}

/** Six digits behind the point, as math-verify compares. */
const DIGITS = 1e6;

/** Whether both say a number, and the same one. */
export function areEqualNumbers(answer: string, reference: string): boolean {
  const [a, b] = [numberIn(answer), numberIn(reference)];
  return a !== null && b !== null && Math.round(a * DIGITS) === Math.round(b * DIGITS);
}

/**
 * The number that an answer is, or ends in: the last `\boxed{…}` where there is one, else the last number said. Null
 * where none is, and where that one is but a part of what is said: of a time, a date, a range, a point, a mixed number,
 * a comparison, a formula.
 */
export function numberIn(text: string): number | null {
  const boxed = lastBoxed(text);
  if (boxed !== null) return lastNumber(boxed);
  return lastNumber(text);
}

/** What stands in the last `\boxed{…}`, braces within it counted; null where none is closed. */
export function lastBoxed(text: string): string | null {
  const at = text.lastIndexOf("\\boxed{");
  if (at < 0) return null;
  const start = at + "\\boxed{".length;
  for (let i = start, open = 1; i < text.length; i++) {
    if (text[i] === "{") open++;
    if (text[i] === "}" && --open === 0) return text.slice(start, i);
  }
  return null;
}

// What a number begins behind, as math-verify has it: nothing else than the beginning, a blank, "=" or "$". So it reads
// nothing in `<answer>42</answer>`, and 42 in `<answer> 42</answer>`.
const NUMBER =
  /(?<=^|[\s=$])(-?)(?:\\[dt]?frac\{(\d{1,15})\}\{(\d{1,15})\}|(\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,20})?|\d{1,20}(?:\.\d{1,20})?|\.\d{1,20})(?:\s?\/\s?(\d{1,15}))?)( ?\\?%)?(?!\p{N})/gu;

// What makes a number a part of something: "10:30", "3-5", "3,5", "1.2.3", "10^5", "1e5", "2\pi", "2\frac{1}{2}".
const GOES_ON = /^(?:[:\-–−/.,]\p{N}|[eE][-+]?\p{N}|\^|\s?\\(?:sqrt|pi|[dt]?frac|times|cdot|pm)(?!\p{L}))/u;
// "2 3/4", "3 + 5", "x < 3", but not `<answer> 42`.
const HAS_BEGUN = /(?:\p{N}[^\S\n]{1,3}|\p{N}\s?[-–−+*×·÷]\s?|(?<!<\/?\p{L}{1,20})[<>≤≥≠]\s?)$/u;
const BEHIND_A_LIST_MARK = /\p{N}\s?[,;]\s{0,3}$/u;
const CLOSES = /^\s?[)\]}]/;

/** Whether what stands around a number makes one thing of both. Behind a comma it may as well be the next half sentence. */
function isPart(text: string, start: number, end: number): boolean {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (GOES_ON.test(after) || HAS_BEGUN.test(before)) return true;
  return BEHIND_A_LIST_MARK.test(before) && (CLOSES.test(after) || !/\p{L}/u.test(text));
}

function lastNumber(text: string): number | null {
  const found = [...text.matchAll(NUMBER)].at(-1);
  if (!found || isPart(text, found.index, found.index + found[0].length)) return null;
  const [, sign, above, below, plain, divisor, percent] = found;
  const top = floatOf((above ?? plain ?? "").replaceAll(",", ""));
  const bottom = floatOf(below ?? divisor ?? "1");
  if (top === null || !bottom) return null;
  const value = (sign === "-" ? -top : top) / bottom;
  return percent ? value / 100 : value;
}
