import { isFields } from "../../src/dialect";
import { mutatedText } from "../../src/dialect/testing/mutate";
import { withOwnWords } from "../../src/opening/testing/ownWords";
import { IN_LINES, SINGLE } from "./logs";
import { reshaped } from "./shapes";

// Records of logs as no system writes them: nothing of what they hold may be lost.

/** A log, and what it holds: its one value, or the list of those of its lines. */
export interface MutatedLog {
  readonly text: string;
  readonly value: unknown;
}

const JUNK: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "null",
  "<image>",
  [],
  {},
  { toString: false, valueOf: false },
  [[]],
  [null],
  "x".repeat(200),
];

const copies = (share: number): readonly number[] => (share < 0.04 ? [] : share < 0.08 ? [0, 1] : [0]);

/** Records with some of their parts left out, put twice, moved, or replaced by what does not belong there. */
export function mutatedLog(draw: () => number): MutatedLog {
  const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(draw() * of.length)];
  const walk = (value: unknown): unknown => {
    if (draw() < 0.03) return pick(JUNK);
    if (typeof value === "string") return draw() < 0.15 ? mutatedText([value], draw) : value;
    if (Array.isArray(value)) return value.flatMap((item) => copies(draw()).map(() => walk(item)));
    if (!isFields(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => (draw() < 0.03 ? [] : [[key, walk(item)]])),
    );
  };
  const isInLines = draw() < 0.1;
  const others = isInLines ? IN_LINES : SINGLE;
  let value = walk(pick(others));
  if (draw() < 0.5) value = reshaped(value, draw, others);
  if (draw() < 0.5) value = withOwnWords(value, draw);
  // A list may have become something else.
  const text =
    isInLines && Array.isArray(value)
      ? value.map((line) => JSON.stringify(line)).join("\n")
      : (JSON.stringify(value) ?? "");
  return { text, value: isInLines && Array.isArray(value) && value.length === 1 ? value[0] : value };
}
