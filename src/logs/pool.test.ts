import { describe, expect, it } from "vitest";
import { type ByteSource, openSource } from "../opening";
import { Listing } from "./listing";
import { answerBatch, createPiecePool, type FromPoolThread, type PoolWire } from "./pool";
import type { LogFile } from "./whole";

/** What counts as long, so that a pool is asked for. */
const LONG = 2 ** 24;

const run = (number: number): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: `What does sign ${number} say?` },
      { role: "assistant", content: `<think>${"It is far. ".repeat(60)}</think><answer>${number}</answer>` },
    ],
    answer: "4",
  });

const BROKEN = ["nonsense", "", '{"unheard":[1,2,{"of":"a form"}]}', "\ufeff", run(1).slice(0, 90)];

/** More than a batch of runs, with every sort of thing between them. */
const LINES = Array.from({ length: 1500 }, (_, i) =>
  i % 50 === 49 ? (BROKEN[Math.floor(i / 50) % BROKEN.length] ?? "") : run(i),
).join("\n");
const LIST = `[${Array.from({ length: 1500 }, (_, i) => (i % 50 === 49 ? '{"unheard":1}' : run(i))).join(",\n")}]`;

function fileOf(text: string): LogFile {
  const bytes = new TextEncoder().encode(text);
  const source: ByteSource = {
    name: "runs.jsonl",
    size: bytes.length,
    slice: async (from, to) => bytes.slice(from, to),
    async *stream() {
      for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
    },
  };
  const limits = { lineBytes: 2 ** 20, listBytes: 2 ** 16, wholeBytes: 2 ** 24 };
  return {
    name: source.name,
    bytes: LONG,
    alone: true,
    beginning: async () => text.slice(0, 4096),
    open: () => openSource(source, limits),
  };
}

/** A thread that answers late, each later than the one before where it is told to. */
function wire(delayMillis: () => number): PoolWire {
  let tell: (message: FromPoolThread) => void = () => {};
  return {
    post: (message) => {
      const asked = structuredClone(message);
      setTimeout(() => void answerBatch(asked, () => 0).then((answer) => tell(structuredClone(answer))), delayMillis());
    },
    onMessage(listener) {
      tell = listener;
    },
    onBroken() {},
    close() {},
  };
}

async function listed(text: string, openPool: () => ReturnType<typeof createPiecePool> | null) {
  const file = fileOf(text);
  const listing = new Listing([file], { countHints: () => 0, openPool });
  const read: number[] = [];
  for await (const bytes of listing.fill([file.open()])) read.push(bytes);
  return { listing, read };
}

describe("a log that is read in several threads", () => {
  it.each([
    ["of lines", LINES],
    ["that is a list", LIST],
  ])("%s is listed as in one, whoever answers first", async (_, text) => {
    const alone = await listed(text, () => null);
    let turn = 0;
    const pooled = await listed(text, () => createPiecePool(() => wire(() => (turn++ % 3) * 7), 3));
    expect(alone.listing.entries.length).toBeGreaterThan(1400);
    expect(pooled.listing.entries).toEqual(alone.listing.entries);
    expect(pooled.listing.skipped).toEqual(alone.listing.skipped);
    expect(pooled.listing.skippedAt).toEqual(alone.listing.skippedAt);
    expect(pooled.listing.samples).toEqual(alone.listing.samples);
    expect(pooled.read.length).toBeGreaterThan(1);
    expect(pooled.read).toEqual(pooled.read.toSorted((a, b) => a - b));
  });

  it("fails where a thread breaks, and ends the others", async () => {
    let closed = 0;
    const breaking = (): PoolWire => ({
      ...wire(() => 0),
      onBroken: (listener) => setTimeout(() => listener("out of memory")),
      close: () => {
        closed++;
      },
    });
    await expect(listed(LINES, () => createPiecePool(breaking, 2))).rejects.toThrow("out of memory");
    expect(closed).toBe(2);
  });
});
