import jpeg from "jpeg-js";
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { alter } from "./alter";
import { degrade } from "./degrade";
import { type Pixels, plain } from "./pixels";

/** A picture with edges, slopes and colours, whose sides are no multiples of eight. */
function scene(): Pixels {
  const made = plain({ width: 37, height: 29 }, [200, 60, 30]);
  const data = new Uint8ClampedArray(made.data);
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % 37, Math.floor(i / 4 / 37)];
    if (x > 12 && x < 25 && y > 8) data.set([20, 20, 200, 255], i);
    else data[i + 1] = (7 * x + 3 * y) % 256;
  }
  return { ...made, data };
}

const apart = (a: Pixels, b: Pixels): number =>
  a.data.reduce((sum, value, i) => sum + Math.abs(value - (b.data[i] ?? 0)), 0) / a.data.length;

describe("a degraded image", () => {
  it.each([5, 30, 75, 95])("is what comes out of a real JPEG file of quality %i", (quality) => {
    const given = scene();
    // The encoder that the tests have does not subsample colours either.
    const file = jpeg.encode({ ...given, data: Buffer.from(given.data) }, quality);
    const real = jpeg.decode(file.data, { useTArray: true, formatAsRGBA: true });
    const decoded = { width: real.width, height: real.height, data: new Uint8ClampedArray(real.data) };
    const made = degrade(given, { kind: "jpeg", quality });
    expect(apart(made, decoded)).toBeLessThan(1);
    // And it is nearer to that than to the picture as it was.
    expect(apart(made, decoded)).toBeLessThan(apart(given, decoded));
  });

  it("is the worse the stronger, and leaves what it was given", () => {
    const given = scene();
    const before = [...given.data];
    const loss = (how: Parameters<typeof degrade>[1]): number => apart(given, degrade(given, how));
    expect(loss({ kind: "blur", sigma: 4 })).toBeGreaterThan(loss({ kind: "blur", sigma: 1 }));
    expect(loss({ kind: "jpeg", quality: 5 })).toBeGreaterThan(loss({ kind: "jpeg", quality: 60 }));
    expect(loss({ kind: "brightness", factor: 1 })).toBe(0);
    expect([...given.data]).toEqual(before);
  });

  it("keeps an even picture even under a blur, and is brighter by the factor", () => {
    const even = plain({ width: 9, height: 9 }, [100, 50, 25]);
    expect(apart(even, degrade(even, { kind: "blur", sigma: 2 }))).toBe(0);
    expect([...degrade(even, { kind: "brightness", factor: 3 }).data.slice(0, 4)]).toEqual([255, 150, 75, 255]);
  });
});

describe("other alterations of a whole image", () => {
  it("a quarter turn about the middle moves the right to the bottom, and a whole turn nothing", () => {
    const given = alter(plain({ width: 9, height: 9 }, [0, 0, 0]), {
      kind: "cover",
      box: imageBox(0, 0, 0, 0),
      seed: 1,
    });
    const data = new Uint8ClampedArray(given.data);
    data.set([255, 0, 0, 255], (4 * 9 + 8) * 4);
    const turned = alter({ ...given, data }, { kind: "turn", about: { x: 4.5, y: 4.5 }, degrees: 90 });
    expect([...turned.data.slice((8 * 9 + 4) * 4, (8 * 9 + 4) * 4 + 3)]).toEqual([255, 0, 0]);
    const whole = alter({ ...given, data }, { kind: "turn", about: { x: 4.5, y: 4.5 }, degrees: 360 });
    expect(apart(whole, { ...given, data })).toBe(0);
  });

  it("covers each of several boxes and nothing between", () => {
    const given = scene();
    const boxes = [imageBox(0, 0, 4, 4), imageBox(20, 20, 4, 4)];
    const made = alter(given, { kind: "cover-all", boxes, seed: 1 });
    const changed = (x: number, y: number): boolean =>
      [0, 1, 2].some((c) => made.data[(y * 37 + x) * 4 + c] !== given.data[(y * 37 + x) * 4 + c]);
    expect(changed(10, 10)).toBe(false);
    expect([1, 2, 3].some((at) => changed(at, at))).toBe(true);
  });
});
