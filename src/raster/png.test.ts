import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { readImageHeader } from "./header/header";
import { decodePng, encodePng } from "./png";

const picture = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((data) => ({ width, height, data: new Uint8ClampedArray(data) })),
  );

describe("PNG", () => {
  it("reads back what it wrote, alpha and all", async () => {
    await fc.assert(
      fc.asyncProperty(picture, async (pixels) => {
        const bytes = await encodePng(pixels);
        expect(must(await decodePng(bytes))).toEqual(pixels);
        expect(must(readImageHeader(bytes))).toMatchObject({ mime: "image/png", width: pixels.width, animated: false });
      }),
      { numRuns: 50 },
    );
  });

  it("refuses bytes that were cut or altered, and never throws", async () => {
    const bytes = await encodePng({ width: 9, height: 9, data: new Uint8ClampedArray(9 * 9 * 4).fill(3) });
    for (let end = 0; end < bytes.length - 12; end++) {
      expect((await decodePng(bytes.subarray(0, end))).ok).toBe(false);
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        await decodePng(Uint8Array.from(bytes).fill(value, at, at + 1));
      }),
      { numRuns: 100 },
    );
  });
});
