import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { areaOf, clampBox, type ImageBox, imageBox, imagePoint } from "../../geometry";
import { imageId } from "../../trace/testing";
import { closestGuess, heatOf, placeOfAction, scoreGuess } from "./guess";

const size = { width: 200, height: 100 };
const truth = { kind: "box", box: imageBox(20, 20, 40, 40) } as const;
const image = imageId("1");

describe("the place of an action", () => {
  it.each<[string, Action, ReturnType<typeof placeOfAction>]>([
    ["a crop's box", { kind: "zoom", image, box: truth.box }, truth],
    ["a box", { kind: "box", image, box: truth.box, label: "cup" }, truth],
    ["a point", { kind: "point", image, at: imagePoint(3, 4), label: "" }, { kind: "point", at: imagePoint(3, 4) }],
    ["none of a line", { kind: "line", image, points: [imagePoint(0, 0), imagePoint(9, 9)] }, null],
    ["none of a turn", { kind: "rotate", image, degrees: 90 }, null],
  ])("is %s", (_, action, place) => {
    expect(placeOfAction(action)).toEqual(place);
  });
});

describe("a guess", () => {
  it("overlaps itself wholly, and nothing that it does not touch", () => {
    expect(scoreGuess(truth.box, truth)).toEqual({ overlap: 1, isHit: true, offBy: 0 });
    expect(scoreGuess(imageBox(100, 60, 10, 10), truth)).toMatchObject({ overlap: 0, isHit: false });
  });

  it("hits where half of what both cover is shared", () => {
    // Shifted by a third of its width two equal boxes share 2/3 of one, which is half of the 4/3 that they cover.
    expect(scoreGuess(imageBox(20 + 40 / 3, 20, 40, 40), truth).overlap).toBeCloseTo(0.5);
    expect(scoreGuess(imageBox(36, 20, 40, 40), truth).isHit).toBe(false);
    expect(scoreGuess(imageBox(30, 20, 40, 40), truth).isHit).toBe(true);
  });

  it("of a point hits where it holds it, at its very edge too", () => {
    const point = { kind: "point", at: imagePoint(50, 50) } as const;
    expect(scoreGuess(imageBox(40, 40, 20, 20), point)).toEqual({ overlap: null, isHit: true, offBy: 0 });
    expect(scoreGuess(imageBox(50, 50, 20, 20), point).isHit).toBe(true);
    expect(scoreGuess(imageBox(51, 50, 20, 20), point).isHit).toBe(false);
  });

  it("comes closest by overlap, then by distance", () => {
    const boxes = [imageBox(100, 20, 10, 10), imageBox(90, 20, 10, 10), imageBox(30, 20, 40, 40)];
    const scores = boxes.map((box) => scoreGuess(box, truth));
    expect(closestGuess(scores)).toBe(2);
    expect(closestGuess(scores.slice(0, 2))).toBe(1);
    expect(closestGuess([])).toBe(-1);
  });
});

describe("the heat map of guesses", () => {
  const side = fc.double({ min: -50, max: 250, noNaN: true });
  const extent = fc.double({ min: 0, max: 250, noNaN: true });
  const box: fc.Arbitrary<ImageBox> = fc
    .tuple(side, side, extent, extent)
    .map(([x, y, width, height]) => imageBox(x, y, width, height));

  it("adds up to the mean area of the guesses inside the picture, with no share beyond 0 and 1", () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 6 }), (guesses) => {
        const { columns, rows, shares } = heatOf(guesses, size);
        expect(shares).toHaveLength(columns * rows);
        for (const share of shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
        const cellArea = (size.width / columns) * (size.height / rows);
        const mean = guesses.reduce((sum, guess) => sum + areaOf(clampBox(guess, size)), 0) / guesses.length;
        expect(shares.reduce((sum, share) => sum + share, 0) * cellArea).toBeCloseTo(mean, 4);
      }),
    );
  });

  it("is hottest where all guesses meet, and cold without any", () => {
    const { columns, shares } = heatOf([imageBox(0, 0, 100, 100), imageBox(50, 0, 150, 100)], size);
    expect([shares[0], shares[columns / 2 - 1], shares[columns - 1]]).toEqual([0.5, 1, 0.5]);
    expect(heatOf([], size).shares.every((share) => share === 0)).toBe(true);
  });
});
