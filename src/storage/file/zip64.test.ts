import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32, must } from "../../base";
import { listZip, readZipEntry } from "./zip";
import type { Bytes } from "./zip64";
import { directoryOf, localHeader, type WrittenEntry } from "./zipDirectory";

const GIB = 2 ** 30;
const CONTENT = new TextEncoder().encode("far away");

const entryAt = (name: string, offset: number): WrittenEntry => ({
  name: new TextEncoder().encode(name),
  method: 0,
  crc: crc32(CONTENT),
  packedBytes: CONTENT.length,
  bytes: CONTENT.length,
  offset,
});

/** A file that is empty but for some pieces: no disk and no memory holds gigabytes for a test. */
const sparse = (size: number, pieces: readonly (readonly [at: number, bytes: Uint8Array])[]): Bytes => ({
  size,
  slice: (from, to = size) => {
    const end = Math.min(to, size);
    return sparse(
      Math.max(0, end - from),
      pieces.map(([at, bytes]) => [at - from, bytes]),
    );
  },
  arrayBuffer: async () => {
    const whole = new Uint8Array(size);
    for (const [at, bytes] of pieces)
      for (const [i, byte] of bytes.entries()) if (at + i >= 0 && at + i < size) whole[at + i] = byte;
    return whole.buffer;
  },
});

/** A zip as our exports write it, with nothing between its two entries. */
function zipWithHole(far: number): Bytes {
  const entries = [entryAt("near.txt", 0), entryAt("far.txt", far)];
  const placed = entries.flatMap((entry): readonly (readonly [number, Uint8Array])[] => {
    const header = localHeader(entry);
    return [
      [entry.offset, header],
      [entry.offset + header.length, CONTENT],
    ];
  });
  const end = far + localHeader(entryAt("far.txt", far)).length + CONTENT.length;
  const directory = directoryOf(entries, end);
  return sparse(end + directory.length, [...placed, [end, directory]]);
}

/** The end of a zip, with a record of 64 bits before it that says these numbers, and no entry. */
function endSaying(count: number, size: number, offset: number): Blob {
  const view = new DataView(new ArrayBuffer(56 + 20 + 22));
  view.setUint32(0, 0x06064b50, true);
  for (const [at, value] of [
    [32, count],
    [40, size],
    [48, offset],
  ] as const)
    view.setBigUint64(at, BigInt(value), true);
  view.setUint32(56, 0x07064b50, true);
  view.setUint32(76, 0x06054b50, true);
  view.setUint16(86, 0xffff, true);
  view.setUint32(88, 0xffffffff, true);
  view.setUint32(92, 0xffffffff, true);
  return new Blob([view.buffer]);
}

describe("a zip beyond 4 GiB", () => {
  it("gives its entries, those beyond the limit too", async () => {
    const file = zipWithHole(5 * GIB);
    const entries = must(await listZip(file));
    expect(entries.map(({ name, offset }) => [name, offset])).toEqual([
      ["near.txt", 0],
      ["far.txt", 5 * GIB],
    ]);
    for (const entry of entries) expect(must(await readZipEntry(file, entry))).toEqual(CONTENT);
  });

  it("is read where its offsets are just below and at the limit", async () => {
    for (const far of [0xffffffff - 1, 0xffffffff, 0xffffffff + 1]) {
      const entries = must(await listZip(zipWithHole(far)));
      expect(entries.at(-1)?.offset).toBe(far);
    }
  });

  it("may say sizes in 64 bits too, as other programs write them: length, packed length, place", async () => {
    const header = localHeader({ name: new TextEncoder().encode("a"), method: 0 });
    const listed = new DataView(new ArrayBuffer(46 + 1 + 4 + 5 + 28));
    listed.setUint32(0, 0x02014b50, true);
    listed.setUint32(16, crc32(CONTENT), true);
    listed.setUint32(20, 0xffffffff, true);
    listed.setUint32(24, 0xffffffff, true);
    listed.setUint16(28, 1, true);
    listed.setUint16(30, 5 + 4 + 28, true);
    listed.setUint32(42, 0xffffffff, true);
    listed.setUint8(46, 0x61);
    // Another field stands before it, as times do.
    listed.setUint16(47, 0x5455, true);
    listed.setUint16(49, 1, true);
    listed.setUint16(52, 0x0001, true);
    listed.setUint16(54, 24, true);
    for (const at of [56, 64]) listed.setBigUint64(at, BigInt(CONTENT.length), true);
    const offset = header.length + CONTENT.length;
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(10, 1, true);
    end.setUint32(12, listed.byteLength, true);
    end.setUint32(16, offset, true);
    const file = new Blob([header, CONTENT, listed.buffer, end.buffer]);
    const [entry] = must(await listZip(file));
    expect(entry && must(await readZipEntry(file, entry))).toEqual(CONTENT);
  });

  it("is refused where its record says what cannot be", async () => {
    expect(await listZip(endSaying(1_000_001, 0, 0))).toEqual({ ok: false, error: "too-many-entries" });
    expect(await listZip(endSaying(1, 2 ** 60, 0))).toEqual({ ok: false, error: "damaged" });
    expect(await listZip(endSaying(1, 10, 2 ** 62))).toEqual({ ok: false, error: "damaged" });
    expect(await listZip(endSaying(5, 10, 0))).toEqual({ ok: false, error: "damaged" });
    expect(await listZip(endSaying(0, 0, 0).slice(60))).toEqual({ ok: false, error: "damaged" });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(97), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = new Uint8Array(await endSaying(1, 0, 0).arrayBuffer());
        for (const [at, value] of changes) bytes[at] = value;
        const listed = await listZip(new Blob([bytes]));
        expect(listed.ok ? listed.value : []).toEqual([]);
      }),
    );
  });
});
