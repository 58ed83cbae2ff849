import { describe, expect, it } from "vitest";
import { createGifWriter } from "./gifWriter";

const SIZE = { width: 16, height: 8 };

/** RGBA of the whole size, each pixel by its place. */
function painted(colour: (x: number, y: number) => readonly [number, number, number]): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let y = 0; y < SIZE.height; y++)
    for (let x = 0; x < SIZE.width; x++) pixels.set([...colour(x, y), 255], (y * SIZE.width + x) * 4);
  return pixels;
}

/** The blocks of a GIF by the specification (GIF89a), pixels unpacked and laid over one another. */
function readGif(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const colours = 2 << ((bytes[10] ?? 0) & 7);
  const table = bytes.subarray(13, 13 + 3 * colours);
  const frames: { delay: number; pixels: number[] }[] = [];
  let [at, delay, transparent] = [13 + 3 * colours, 0, -1];
  let shown: number[] = [];
  const blocks = (): number[] => {
    const data: number[] = [];
    for (let length = bytes[at++] ?? 0; length > 0; length = bytes[at++] ?? 0) {
      data.push(...bytes.subarray(at, at + length));
      at += length;
    }
    return data;
  };
  for (let kind = bytes[at++]; kind !== 0x3b; kind = bytes[at++]) {
    if (kind === 0x21 && bytes[at] === 0xf9) {
      delay = view.getUint16(at + 3, true);
      transparent = (bytes[at + 2] ?? 0) & 1 ? (bytes[at + 5] ?? 0) : -1;
      at += 7;
    } else if (kind === 0x21) {
      at++;
      blocks();
    } else {
      at += 9;
      const bits = bytes[at++] ?? 0;
      const before = shown;
      shown = unpacked(blocks(), bits).map((index, i) => (index === transparent ? (before[i] ?? -1) : index));
      frames.push({ delay, pixels: shown });
    }
  }
  return { table, frames, width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** LZW with codes of growing width, as appendix F of the specification has it. */
function unpacked(data: readonly number[], bits: number): number[] {
  const [clear, end] = [1 << bits, (1 << bits) + 1];
  let table: number[][] = [];
  let [width, buffer, held] = [bits + 1, 0, 0];
  let last: number[] | null = null;
  const out: number[] = [];
  const reset = (): void => {
    table = Array.from({ length: clear + 2 }, (_, i) => [i]);
    width = bits + 1;
    last = null;
  };
  for (const byte of data) {
    buffer |= byte << held;
    held += 8;
    while (held >= width) {
      const code = buffer & ((1 << width) - 1);
      buffer >>>= width;
      held -= width;
      if (code === end) return out;
      if (code === clear) {
        reset();
        continue;
      }
      const entry: number[] = table[code] ?? [...(last ?? []), last?.[0] ?? 0];
      out.push(...entry);
      if (last && table.length < 4096) table.push([...last, entry[0] ?? 0]);
      if (table.length === 1 << width && width < 12) width++;
      last = entry;
    }
  }
  return out;
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

describe("a GIF in the making", () => {
  const red = painted(() => [200, 30, 30]);
  const dotted = painted((x, y) => (x === 3 && y === 2 ? [20, 20, 220] : [200, 30, 30]));
  const sample = Uint8ClampedArray.from([...red, ...dotted, ...dotted.slice(0, 4 * 40)]);

  it("shows each picture for its time, in its own colours", () => {
    const writer = createGifWriter(SIZE, sample);
    const gif = readGif(joined([writer.add(red, 12), writer.add(dotted, 250), writer.finish()]));
    expect([gif.width, gif.height]).toEqual([16, 8]);
    expect(gif.frames.map(({ delay }) => delay)).toEqual([12, 250]);
    for (const [i, pixels] of [red, dotted].entries())
      gif.frames[i]?.pixels.forEach((index, at) => {
        const shown = [...gif.table.subarray(index * 3, index * 3 + 3)];
        shown.forEach((value, channel) => {
          expect(Math.abs(value - (pixels[at * 4 + channel] ?? 0))).toBeLessThanOrEqual(8);
        });
      });
  });

  it("writes again only what changed", () => {
    const writer = createGifWriter(SIZE, sample);
    const first = writer.add(red, 10);
    expect(writer.add(red, 10).length).toBeLessThan(first.length / 4);
  });

  it("dithers by place, so that what does not change is not written again", () => {
    const ramp = (last: number) => painted((x, y) => (x === 15 && y === 7 ? [last, 0, 0] : [x * 17, y * 32, 90]));
    // A palette of four colours leaves much between them.
    const writer = createGifWriter(
      SIZE,
      painted((x) => (x < 8 ? [10, 10, 90] : [250, 220, 90])),
    );
    const gif = readGif(joined([writer.add(ramp(0), 10), writer.add(ramp(250), 10), writer.finish()]));
    const [before = [], after = []] = gif.frames.map(({ pixels }) => pixels);
    expect(before.filter((index, i) => index !== after[i]).length).toBeLessThanOrEqual(1);
    expect(new Set(before).size).toBeGreaterThan(1);
  });

  it("has the same bytes each time", () => {
    const write = () => {
      const writer = createGifWriter(SIZE, sample);
      return joined([writer.add(red, 10), writer.add(dotted, 10), writer.finish()]);
    };
    expect(write()).toEqual(write());
  });
});
