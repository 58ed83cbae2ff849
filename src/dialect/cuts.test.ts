// What the tools of four systems cut: seen by running the functions of the sources named in the golden file, which hold
// the picture's width and height, the corners asked for, and the corners cut, or null where the tool refuses.
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { ImageId } from "../action";
import { boxFromCorners, cornersOf } from "../geometry";
import golden from "./cuts.golden.json";
import { boxFromNumbers } from "./reading/space";
import { createDialect, type ForeignName } from "./systems";

const rows = z.array(
  z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.nullable(z.array(z.number()))]),
);
const SYSTEMS: readonly (readonly [keyof typeof golden, ForeignName])[] = [
  ["verl 0.6.1", "verl-deepeyes"],
  ["Chain-of-Focus 431ff0d", "chain-of-focus"],
  ["verl-tool 980962b", "verl-pixel-reasoner"],
  ["Pixel-Reasoner a3a6c3a", "pixel-reasoner"],
];

/** The corners that the dialect says are cut; null where it refuses, or the tool gets no box in order. */
function cutBy(name: ForeignName, width: number, height: number, numbers: readonly number[]): readonly number[] | null {
  const { cut, refuses } = createDialect(name);
  const size = { width, height };
  const space = name === "pixel-reasoner" ? "unit" : "resized";
  const asked = boxFromNumbers(numbers, space, { size, frame: size });
  const made = cut?.(asked, { size, frame: size }) ?? null;
  if (!made) return null;
  const image = { id: "a".repeat(64) as ImageId, size, frame: size };
  return refuses?.(made, image) ? null : cornersOf(made).map((side) => Math.round(side * 1e6) / 1e6);
}

describe("cuts", () => {
  it.each(SYSTEMS)("of %s are those of %s", (source, name) => {
    const given = rows.parse(golden[source]);
    expect(given).toHaveLength(150);
    const different = given.flatMap(([width, height, x1, y1, x2, y2, cut]) => {
      // A box in no order is read as one in order, before any tool is asked; Chain-of-Focus shows all of the picture then.
      if (x2 <= x1 || y2 <= y1) return [];
      const whole = name === "chain-of-focus" && cut === null ? [0, 0, width, height] : cut;
      const made = cutBy(name, width, height, [x1, y1, x2, y2]);
      return JSON.stringify(made) === JSON.stringify(whole)
        ? []
        : [{ asked: [width, height, x1, y1, x2, y2], made, whole }];
    });
    expect(different).toEqual([]);
  });

  it("are worked out on the picture as shown, and told on the picture itself", () => {
    const { cut } = createDialect("verl-deepeyes");
    const made = cut?.(boxFromCorners(100, 100, 104, 200), {
      size: { width: 2000, height: 1000 },
      frame: { width: 1000, height: 500 },
    });
    // 50–52 × 50–100 there grows to 28 × 700, shrinks to the height of 500, and is 20 wide: too small.
    expect(made).toBeNull();
    const larger = cut?.(boxFromCorners(100, 100, 120, 130), {
      size: { width: 2000, height: 1000 },
      frame: { width: 1000, height: 500 },
    });
    expect(larger && cornersOf(larger)).toEqual([82, 72, 138, 158]);
  });
});
