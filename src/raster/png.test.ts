import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, must } from "../base";
import { plain } from "../pixels";
import { encodePng, encodeRgbPng } from "./encodePng";
import { readImageHeader } from "./header/header";
import { decodePng } from "./png";

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

  it("reads back what it wrote in many parts, the last of them a short one, in four channels and in three", async () => {
    const rng = createRng(7);
    const pixels = plain({ width: 501, height: 203 }, [0, 0, 0]);
    for (let i = 0; i < pixels.data.length; i++) if (i % 4 !== 3) pixels.data[i] = rng.int(0, 255);
    expect(must(await decodePng(await encodePng(pixels)))).toEqual(pixels);
    expect(must(await decodePng(await encodeRgbPng(pixels)))).toEqual(pixels);
  });

  it("writes three channels, with see-through parts on white", async () => {
    const pixels = { width: 2, height: 1, data: new Uint8ClampedArray([10, 20, 30, 255, 0, 0, 0, 51]) };
    const bytes = await encodeRgbPng(pixels);
    // Byte 25 is the kind of colour: 2 is RGB (PNG, section 11.2.1).
    expect(bytes[25]).toBe(2);
    expect([...must(await decodePng(bytes)).data]).toEqual([10, 20, 30, 255, 204, 204, 204, 255]);
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
