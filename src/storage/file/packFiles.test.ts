import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type PackedFile, packFiles } from "./packFiles";

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

  it("are refused beyond what a zip can count", async () => {
    async function* many(): AsyncGenerator<PackedFile> {
      for (let i = 0; i <= 0xffff; i++) yield { path: String(i), bytes: new Uint8Array() };
    }
    expect(await packFiles(many(), async () => {})).toBe("too-large");
  });
});
