import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { decodePng, encodePng } from "../raster";
import { putInPng, takeFromPng } from "./png";
import { sealOf } from "./seal";

const pixels = { width: 70, height: 40, data: new Uint8ClampedArray(70 * 40 * 4).fill(200) };
const packOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => (i * 151 + (i >> 8)) % 256);

async function carrying(pack: Uint8Array<ArrayBuffer>) {
  const seal = await sealOf(pack);
  return { png: putInPng(await encodePng(pixels), { pack, seal }), seal };
}

/** The chunks of a PNG as one list of type and whole bytes. */
function chunksOf(png: Uint8Array): { type: string; bytes: Uint8Array }[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks: { type: string; bytes: Uint8Array }[] = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 12 + view.getUint32(at);
    chunks.push({ type: String.fromCharCode(...png.subarray(at + 4, at + 8)), bytes: png.subarray(at, end) });
    at = end;
  }
  return chunks;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));

/** Comparing a million numbers one by one takes a minute. */
const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0;

describe("a PNG that carries a trace", () => {
  it("gives back the pack, and is the same picture", async () => {
    for (const length of [1, 1000, 900_000]) {
      const pack = packOf(length);
      const { png, seal } = await carrying(pack);
      const taken = must(await takeFromPng(png));
      expect([same(taken?.pack, pack), taken?.seal]).toEqual([true, seal]);
      expect(must(await decodePng(png))).toEqual(pixels);
    }
  });

  it("carries it before the pixels, in parts that no reader skips for their size", async () => {
    const { png } = await carrying(packOf(900_000));
    const types = chunksOf(png).map(({ type }) => type);
    expect(types).toEqual(["IHDR", "tEXt", "tEXt", "IDAT", "IEND"]);
  });

  it("is told from one that carries nothing", async () => {
    expect(await takeFromPng(await encodePng(pixels))).toEqual({ ok: true, value: null });
    expect(await takeFromPng(new TextEncoder().encode("no picture"))).toEqual({ ok: true, value: null });
  });

  it("carries it still where a program has put the chunks in another order", async () => {
    const pack = packOf(1_800_000);
    const { png } = await carrying(pack);
    const [header, ...others] = chunksOf(png).map(({ bytes }) => bytes);
    const text = others.filter((bytes) => bytes[4] === 0x74);
    const rest = others.filter((bytes) => bytes[4] !== 0x74);
    const moved = joined([png.subarray(0, 8), header!, rest[0]!, ...text.toReversed(), ...rest.slice(1)]);
    expect(same(must(await takeFromPng(moved))?.pack, pack)).toBe(true);
  });

  it("is refused where a part is gone, where it is cut off, and where the pack is another", async () => {
    const { png, seal } = await carrying(packOf(900_000));
    const chunks = chunksOf(png);
    const without = joined([png.subarray(0, 8), ...chunks.filter((_, i) => i !== 1).map(({ bytes }) => bytes)]);
    expect(await takeFromPng(without)).toEqual({ ok: false, error: "carrier-cut" });
    expect(await takeFromPng(png.slice(0, 500_000))).toEqual({ ok: false, error: "carrier-cut" });
    const other = putInPng(await encodePng(pixels), { pack: packOf(12), seal });
    expect(await takeFromPng(other)).toEqual({ ok: false, error: "carrier-altered" });
  });

  it("never throws, whatever became of its bytes", async () => {
    const { png } = await carrying(packOf(400));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(png.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(png.length),
        async (changes, end) => {
          const changed = new Uint8Array(png);
          for (const [at, byte] of changes) changed[at] = byte;
          const taken = await takeFromPng(changed.slice(0, end));
          if (taken.ok && taken.value) expect(await sealOf(taken.value.pack)).toBe(taken.value.seal);
        },
      ),
    );
  });
});
