import { describe, expect, it } from "vitest";
import { createRng } from "../base";
import { type Pixels, resize } from "../pixels";
import { readStrip, stripHeight, stripOf } from "./strip";

const SEAL = "e82b477f56f41bc06f84cda1d4f7f4bf9e236bef3b5bab669f15731d44c84634";

/** Noise, with the strip of a seal under it. */
function stripped(width: number, height: number, seal = SEAL): Pixels {
  const strip = stripHeight(height);
  const rng = createRng("strip");
  const data = new Uint8ClampedArray(width * (height + strip) * 4).map(() => rng.int(0, 255));
  const cells = stripOf(seal);
  for (let y = height; y < height + strip; y++)
    for (let x = 0; x < width; x++) {
      const grey = cells[Math.floor((x * cells.length) / width)] ?? 0;
      data.set([grey, grey, grey, 255], (y * width + x) * 4);
    }
  return { width, height: height + strip, data };
}

describe("the strip", () => {
  it("is seen under pictures of any size", () => {
    for (const [width, height] of [
      [64, 20],
      [390, 844],
      [1684, 1200],
      [4000, 300],
    ] as const)
      expect(readStrip(stripped(width, height))).toBe(true);
  });

  it("outlives scaling, and another order of greys", () => {
    const whole = stripped(1280, 800);
    for (const width of [2560, 900, 640, 320]) {
      const height = Math.round((whole.height * width) / whole.width);
      expect(readStrip(resize(whole, width, height))).toBe(true);
    }
    const pale = { ...whole, data: whole.data.map((value, i) => (i % 4 === 3 ? 255 : 60 + value / 2)) };
    expect(readStrip(pale)).toBe(true);
  });

  it("is not seen where there is none", () => {
    const whole = stripped(640, 400);
    const cut = { width: 640, height: 400, data: whole.data.slice(0, 640 * 400 * 4) };
    expect(readStrip(cut)).toBe(false);
    expect(readStrip({ width: 640, height: 2, data: new Uint8ClampedArray(640 * 2 * 4).fill(128) })).toBe(false);
    expect(readStrip({ width: 10, height: 10, data: new Uint8ClampedArray(400) })).toBe(false);
  });

  it("is not seen where a cell of it was changed", () => {
    const cells = stripOf(SEAL);
    const data = (of: readonly number[]) => Uint8ClampedArray.from(of.flatMap((grey) => [grey, grey, grey, 255]));
    expect(readStrip({ width: 64, height: 1, data: data(cells) })).toBe(true);
    cells.forEach((grey, i) => {
      const other = cells.with(i, 240 - grey);
      expect(readStrip({ width: 64, height: 1, data: data(other) })).toBe(false);
    });
  });
});
