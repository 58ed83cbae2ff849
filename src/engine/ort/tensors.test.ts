import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { narrow, widen } from "./tensors";

describe("half floats", () => {
  it("come back from every pattern that is a number", () => {
    const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const back = narrow(widen(all));
    for (const bits of all) {
      const isNotANumber = (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;
      if (!isNotANumber) expect(back[bits]).toBe(bits);
    }
  });

  it.each([
    [0, 0x0000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
  ])("%d is %d, ties to even", (value, bits) => {
    expect(narrow(Float32Array.of(value))[0]).toBe(bits);
  });

  it("are never further off than half a step", () => {
    fc.assert(
      fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
        const back = widen(narrow(Float32Array.of(value)))[0] as number;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
      }),
    );
  });
});
