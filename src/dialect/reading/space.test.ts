import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxFromCorners, type ImageBox } from "../../geometry";
import { COORDINATE_SPACES, type CoordinateSpace } from "../../trace";
import { shownImage } from "../testing/foreign";
import { boxFromNumbers, type Counted, declare, guessSpace, numbersFromBox, respace } from "./space";

const image = { ...shownImage("a", 800, 600), frame: { width: 784, height: 588 } };
const space = fc.constantFrom(...COORDINATE_SPACES);
const side = fc.integer({ min: 0, max: 500 });

const zoomOf = (box: ImageBox) => ({ kind: "zoom" as const, image: image.id, box });

const upright = (space: CoordinateSpace): Counted => ({ space, asStored: false });

describe("spaces", () => {
  it("writes a box that is read back as itself, to the space's own precision", () => {
    fc.assert(
      fc.property(
        space,
        fc.constantFrom(undefined, "corner-and-size" as const),
        fc.tuple(side, side, side, side),
        (in_, layout, [a, b, c, d]) => {
          const box = boxFromCorners(a, b, c, d);
          const numbers = numbersFromBox(box, in_, image, layout);
          const back = boxFromNumbers(numbers, in_, image, layout);
          for (const edge of ["left", "top", "width", "height"] as const)
            expect(Math.abs(back[edge] - box[edge])).toBeLessThan(1.1);
        },
      ),
    );
  });

  it("reads the same numbers in another space", () => {
    const numbers = [100, 150, 500, 500];
    const body = {
      kind: "action" as const,
      action: zoomOf(boxFromCorners(100, 150, 500, 500)),
      declared: declare(numbers, "pixel", image),
    };
    expect(respace(body, upright("permille"), image)).toMatchObject({
      action: { box: { left: 80, top: 90, width: 320, height: 210 } },
      declared: { space: "permille", numbers },
    });
    expect(respace(body, upright("resized"), image)?.declared).toEqual({
      space: "resized",
      numbers,
      frame: image.frame,
    });
    const back = respace(respace(body, upright("unit"), image) ?? body, upright("pixel"), image);
    expect(back).toEqual(body);
  });

  it("has nothing to read where no numbers were declared", () => {
    expect(
      respace({ kind: "action", action: zoomOf(boxFromCorners(0, 0, 1, 1)), declared: null }, upright("unit"), image),
    ).toBeNull();
  });

  it.each([
    [[0.1, 0.2, 0.5, 1], "unit"],
    [[10, 20, 500, 500], "pixel"],
    [[10, 20, 500, 999], "permille"],
    [[10, 20, 1500, 999], "pixel"],
  ] as const)("takes %j for %s", (numbers, expected) => {
    expect(guessSpace(numbers, image.size)).toBe(expected);
  });
});
