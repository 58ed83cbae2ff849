import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { alter } from "./alter";
import { plain } from "./pixels";

const red = plain({ width: 6, height: 4 }, [200, 0, 0]);
const colourAt = ({ data, width }: typeof red, x: number, y: number): number[] => [
  ...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4),
];

describe("an alteration", () => {
  it("is the same for the same seed, another for another, and leaves what it was given", () => {
    const noise = (seed: number) => [...alter(red, { kind: "noise", box: null, seed }).data];
    expect(noise(1)).toEqual(noise(1));
    expect(noise(1)).not.toEqual(noise(2));
    expect(colourAt(red, 0, 0)).toEqual([200, 0, 0, 255]);
  });

  it("touches nothing outside its box", () => {
    const made = alter(red, { kind: "noise", box: imageBox(1, 1, 2, 2), seed: 3 });
    const changed = Array.from({ length: 24 }, (_, i) => i).filter(
      (i) => colourAt(made, i % 6, Math.floor(i / 6)).join() !== colourAt(red, 0, 0).join(),
    );
    expect(changed).toEqual([7, 8, 13, 14]);
  });

  it("covers with a colour that stands beside the box, and reaches past no rim", () => {
    const half = alter(red, { kind: "noise", box: imageBox(0, 0, 3, 4), seed: 1 });
    // Right of the box everything is red.
    const made = alter(half, { kind: "cover", box: imageBox(-5, -5, 8, 20), seed: 9 });
    expect([0, 1, 2].map((x) => colourAt(made, x, 2))).toEqual(Array(3).fill([200, 0, 0, 255]));
    expect(colourAt(alter(red, { kind: "cover", box: imageBox(-1, -1, 99, 99), seed: 1 }), 5, 3)).toEqual([
      128, 128, 128, 255,
    ]);
  });
});
