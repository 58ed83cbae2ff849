import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAnswer } from "./answer";
import { FAMILIES } from "./generate";
import { COLOURS, LETTERS, SHAPES } from "./kinds";
import type { Family } from "./puzzle";
import { DIRECTIONS } from "./track/film";

const NUMBERS = Array.from({ length: 100 }, (_, number) => String(number));
const NAMES = SHAPES.flatMap((shape) => COLOURS.map((colour) => `${colour} ${shape}`));

/** Every truth that a family can have. */
const TRUTHS: Readonly<Record<Family, readonly string[]>> = {
  find: LETTERS,
  maze: LETTERS,
  count: NUMBERS,
  measure: NUMBERS,
  chart: NUMBERS,
  track: Object.keys(DIRECTIONS),
  geometry: NAMES,
};

/** Ways to say a truth; none of them holds a letter, number, direction or shape of its own. */
const SAYINGS: readonly ((truth: string) => string)[] = [
  (truth) => truth,
  (truth) => ` ${truth}.\n`,
  (truth) => `The answer is ${truth}.`,
  (truth) => `It's **${truth}**!`,
  (truth) => `“${truth}”`,
  (truth) => truth.toUpperCase(),
  (truth) => `I think the result: ${truth}, yes, ${truth}`,
];

const family = fc.constantFrom(...FAMILIES);
const told = family.chain((family) =>
  fc.record({
    family: fc.constant(family),
    truth: fc.constantFrom(...TRUTHS[family]),
    other: fc.constantFrom(...TRUTHS[family]),
    saying: fc.constantFrom(...SAYINGS),
  }),
);

describe("checkAnswer", () => {
  it("bears any text", () => {
    fc.assert(
      fc.property(told, fc.string({ unit: "binary", maxLength: 300 }), ({ family, truth }, text) => {
        expect(typeof checkAnswer({ family, truth }, text)).toBe("boolean");
      }),
      { numRuns: 1000 },
    );
  });

  it("takes the truth in anybody's words, and no other truth in the same words", () => {
    fc.assert(
      fc.property(told, ({ family, truth, other, saying }) => {
        expect(checkAnswer({ family, truth }, saying(truth))).toBe(true);
        expect(checkAnswer({ family, truth }, saying(other))).toBe(other === truth);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not take two answers at once", () => {
    fc.assert(
      fc.property(
        told.filter(({ truth, other }) => truth !== other && !isWithin(truth, other)),
        ({ family, truth, other }) => {
          expect(checkAnswer({ family, truth }, `${truth} or ${other}`)).toBe(false);
          expect(checkAnswer({ family, truth }, `${other} or ${truth}`)).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each<[Family, string, string]>([
    ["find", "K", "It is a K"],
    ["find", "K", "letter k!"],
    ["find", "A", "It is an A."],
    ["find", "A", "a"],
    ["find", "A", "A"],
    ["find", "A", "A is written there."],
    ["find", "K", "A K is written there."],
    ["find", "K", "I looked. A white K"],
    ["find", "K", "I see:\nA small K"],
    ["count", "3", "There are three of them"],
    ["count", "3", "3 (three)"],
    ["count", "3", "０３"],
    ["count", "0", "There are no red stars"],
    ["count", "0", "**No** stars"],
    ["count", "3", "No, there are three"],
    ["count", "3", "“No.” There are three."],
    ["count", "3", "1, 2, 3: three"],
    ["count", "4", "One, two, three, four."],
    ["measure", "3", "3.0"],
    ["measure", "42", "It is 42.00 long."],
    ["measure", "3", "It is 3. That is the length."],
    ["measure", "42", "It is forty two long"],
    ["measure", "42", "forty-two"],
    ["measure", "30", "Thirty."],
    ["track", "up left", "It goes to the upper left."],
    ["track", "up left", "north-west"],
    ["track", "down right", "Towards the lower right corner"],
    ["track", "up", "It ascends."],
    ["track", "down", "a descending line"],
    ["track", "right", "It moves from left to right."],
    ["track", "left", "right-to-left"],
    ["track", "up", "from the bottom to the top"],
    ["track", "up right", "From the lower left corner it goes to the upper right one."],
    ["track", "down left", "From right to left, and from top to bottom"],
    ["track", "left", "From the beginning, it goes left, to the rim."],
    ["track", "down", "downwards"],
    ["track", "down right", "to the right and down"],
    ["geometry", "red circle", "It hits the circle, the red one."],
  ])("takes for %s %j: %j", (family, truth, said) => {
    expect(checkAnswer({ family, truth }, said)).toBe(true);
  });

  it.each<[Family, string, string]>([
    ["find", "K", ""],
    ["find", "K", "R"],
    ["find", "K", "kick"],
    ["find", "K", "KR"],
    ["find", "B", "A"],
    ["find", "K", "A or K"],
    ["find", "K", "A, K"],
    ["find", "K", "A is the letter, not K"],
    ["count", "3", "13"],
    ["count", "3", "3 of 7"],
    ["count", "3", "many"],
    ["count", "0", "No, three"],
    ["count", "2", "1, 2"],
    ["count", "3", "1, 2, 3 or 4"],
    ["count", "3", "2, 3"],
    ["count", "3", "1 red, 2 blue, 3 green"],
    ["measure", "3", "3.3"],
    ["measure", "40", "forty two"],
    ["measure", "2", "forty two"],
    ["track", "up", "up and down"],
    ["track", "up", "up left"],
    ["track", "up left", "up"],
    ["track", "left", "It goes to the upper left."],
    ["track", "left", "from left to right"],
    ["track", "right", "to the left or to the right"],
    ["geometry", "red circle", "red square"],
    ["geometry", "red circle", "circle"],
    ["geometry", "red circle", "the red circle or the blue star"],
  ])("does not take for %s %j: %j", (family, truth, said) => {
    expect(checkAnswer({ family, truth }, said)).toBe(false);
  });
});

/** "up" or "up left" is "up left" in other words; "a A" is the article and a letter. */
const isWithin = (a: string, b: string): boolean => isDirection(a) || [a, b].includes("A");
const isDirection = (text: string): boolean => text in DIRECTIONS;
