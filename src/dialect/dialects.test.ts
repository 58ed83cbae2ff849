import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../action";
import { boxFromCorners, imagePoint } from "../geometry";
import type { StepBody } from "../trace";
import { createDialect, FOREIGN_NAMES } from "./dialects";
import { hostileText, piecesOf, SHOWN, SHREDS, wordsOf } from "./testing/foreign";

const dialects = FOREIGN_NAMES.map((name) => createDialect(name));
const text = fc.array(fc.constantFrom(...SHREDS), { maxLength: 12 }).map((parts) => parts.join(""));
const whole = (body: Action): StepBody => ({ kind: "action", action: body, declared: null });

const coordinate = fc.integer({ min: 0, max: 280 });
const box = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 4, max: 20 }), fc.integer({ min: 4, max: 20 }))
  .map(([x, y, width, height]) => boxFromCorners(x, y, x + width, y + height));
const image = fc.constantFrom(...SHOWN.map(({ id }) => id));
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("zoom" as const), image, box }),
  fc.record({
    kind: fc.constant("box" as const),
    image,
    box,
    label: fc.constantFrom("", "a cup", 'the "left" one', "é"),
  }),
  fc.record({
    kind: fc.constant("line" as const),
    image,
    points: fc
      .tuple(coordinate, coordinate, coordinate, coordinate)
      .map(([a, b, c, d]) => [imagePoint(a, b), imagePoint(c, d)]),
  }),
  fc.record({ kind: fc.constant("rotate" as const), image, degrees: fc.constantFrom(0, 90, 180, 270) }),
);

describe.each(dialects)("$name", (dialect) => {
  it("loses no character, however the words arrive", () => {
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (words, lengths) => {
        const pieces = piecesOf(dialect, words);
        expect(wordsOf(pieces)).toBe(words);
        for (const piece of pieces) {
          if (piece.kind !== "unparsed") continue;
          expect(piece.error.at).toBeGreaterThanOrEqual(0);
          expect(piece.error.at).toBeLessThanOrEqual(piece.text.length);
        }
        expect(piecesOf(dialect, words, lengths)).toEqual(pieces);
      }),
      { numRuns: 300 },
    );
  });

  it("shows what is being written without throwing", () => {
    fc.assert(
      fc.property(text, (words) => {
        const reader = dialect.read(SHOWN);
        for (const char of words) {
          reader.push(char);
          reader.open();
        }
      }),
      { numRuns: 30 },
    );
  });

  it("reads what it prints, and prints that again", () => {
    fc.assert(
      fc.property(action, (given) => {
        // Systems that know one image only are given that one.
        const onFirst = dialect.traits?.firstImage === null && dialect.name !== "mini-o3";
        const asked: Action =
          onFirst || dialect.traits?.observed === "same-turn"
            ? { ...given, image: SHOWN[0]?.id ?? given.image }
            : given;
        if (!dialect.expresses?.(asked)) return;
        const printed = dialect.print(whole(asked), SHOWN);
        const read = piecesOf(dialect, printed).filter((piece) => piece.kind === "action" || piece.kind === "unparsed");
        expect(read.map((piece) => piece.kind)).toEqual(["action"]);
        const [piece] = read;
        if (piece?.kind !== "action") return;
        expect(piece.action).toMatchObject({ kind: asked.kind, image: asked.image });
        expect(dialect.print(whole(piece.action), SHOWN)).toBe(printed);
      }),
      { numRuns: 200 },
    );
  });

  it("reads the thoughts and answers that it prints", () => {
    const thought = dialect.print({ kind: "thought", text: "Look at the sign" }, SHOWN);
    expect(piecesOf(dialect, thought)).toMatchObject([{ kind: "thought" }]);
    const answer = dialect.print({ kind: "answer", text: "42" }, SHOWN);
    const kinds = piecesOf(dialect, answer).filter((piece) => piece.kind !== "filler");
    expect(kinds).toMatchObject([{ kind: dialect.traits?.answer === "" ? "thought" : "answer", text: "42" }]);
  });

  it("survives hostile texts", () => {
    for (let seed = 0; seed < 500; seed++) {
      const words = hostileText(`${dialect.name}/${seed}`, 200);
      expect(wordsOf(piecesOf(dialect, words))).toBe(words);
    }
  });

  it("does not choke on a great many of anything", () => {
    for (const shred of SHREDS) {
      const words = shred.repeat(40_000 / shred.length);
      expect(wordsOf(piecesOf(dialect, words))).toBe(words);
    }
  });
});
