import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { type PackedFile, packFiles } from "./packFiles";
import { listZip, readZipEntry } from "./zip";
import { directoryOf, type WrittenEntry } from "./zipDirectory";

async function* each(files: readonly PackedFile[]): AsyncGenerator<PackedFile> {
  yield* files;
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const noise = (length: number): Uint8Array<ArrayBuffer> => {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

describe("files packed one by one", () => {
  it("come back as they were: texts, pictures, large ones, one without a byte", async () => {
    const files = [
      { path: "README.md", bytes: new TextEncoder().encode("# 文 😀") },
      { path: "images/a.png", bytes: noise(700_000) },
      { path: "rows.jsonl", bytes: noise(900_000) },
      { path: "empty.txt", bytes: new Uint8Array() },
    ];
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const packed = await packFiles(each(files), async (piece) => void pieces.push(piece.slice()));
    const whole = joined(pieces);
    expect(packed).toEqual({ bytes: whole.length });
    const back = unzipSync(whole);
    expect(Object.keys(back)).toEqual(files.map(({ path }) => path));
    for (const { path, bytes } of files) expect(Buffer.compare(back[path] ?? new Uint8Array(1), bytes)).toBe(0);
  });

  it("are the same bytes at any hour", async () => {
    const pack = async (): Promise<string> => {
      const pieces: Uint8Array[] = [];
      await packFiles(each([{ path: "a.txt", bytes: noise(100) }]), async (piece) => void pieces.push(piece.slice()));
      return Buffer.from(joined(pieces)).toString("hex");
    };
    expect(await pack()).toBe(await pack());
  });

  it("wait for each piece to be written, so that no more than one file is held", async () => {
    let writing = 0;
    const files = each([1, 2, 3].map((i) => ({ path: `${i}.png`, bytes: noise(400_000) })));
    await packFiles(files, async () => {
      expect(++writing).toBe(1);
      await new Promise((resolve) => setTimeout(resolve));
      writing--;
    });
  });

  it("end where writing fails", async () => {
    const files = each([{ path: "a.png", bytes: noise(10) }]);
    await expect(packFiles(files, () => Promise.reject(new Error("full")))).rejects.toThrow("full");
  });

  it("may be more than 65,535", async () => {
    async function* many(): AsyncGenerator<PackedFile> {
      for (let i = 0; i < 66_000; i++) yield { path: `${i}.png`, bytes: Uint8Array.of(i & 255) };
    }
    const pieces: Uint8Array[] = [];
    await packFiles(many(), async (piece) => void pieces.push(piece));
    const whole = joined(pieces);
    const back = unzipSync(whole);
    expect(Object.keys(back)).toHaveLength(66_000);
    expect(back["65999.png"]).toEqual(Uint8Array.of(65_999 & 255));
    // And as they are read here.
    const file = new Blob([whole.slice()]);
    const entries = must(await listZip(file));
    expect(entries.map(({ name }) => name)).toEqual(Object.keys(back));
    for (const entry of [entries.at(0), entries.at(-1)])
      expect(entry && must(await readZipEntry(file, entry))).toEqual(back[entry?.name ?? ""]);
  });
});

describe("the directory of a zip", () => {
  const entry = (offset: number): WrittenEntry => ({
    name: new TextEncoder().encode("a.png"),
    method: 0,
    crc: 7,
    packedBytes: 3,
    bytes: 3,
    offset,
  });
  const viewOf = (bytes: Uint8Array<ArrayBuffer>): DataView => new DataView(bytes.buffer);

  it("says an offset beyond 4 GiB in 64 bits, and where the record with its own place is", () => {
    const [far, begins] = [5 * 2 ** 30, 6 * 2 ** 30];
    const view = viewOf(directoryOf([entry(9), entry(far)], begins));
    const [first, second] = [46 + 5, 46 + 5 + 12];
    expect([view.getUint32(42, true), view.getUint16(30, true)]).toEqual([9, 0]);
    expect([view.getUint32(first + 42, true), view.getUint16(first + 30, true)]).toEqual([0xffffffff, 12]);
    expect(view.getBigUint64(first + 46 + 5 + 4, true)).toBe(BigInt(far));
    const record = first + second;
    expect(view.getUint32(record, true)).toBe(0x06064b50);
    expect([24, 32, 40, 48].map((at) => Number(view.getBigUint64(record + at, true)))).toEqual([2, 2, record, begins]);
    expect(view.getUint32(record + 56, true)).toBe(0x07064b50);
    expect(view.getBigUint64(record + 64, true)).toBe(BigInt(begins + record));
    expect([view.getUint16(record + 86, true), view.getUint32(record + 92, true)]).toEqual([2, 0xffffffff]);
  });

  it("has nothing of that where the zip is small", () => {
    expect(directoryOf([entry(9)], 60)).toHaveLength(46 + 5 + 22);
  });
});
