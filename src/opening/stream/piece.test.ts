import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hintsOf } from "../../annotation";
import { EXAMPLES } from "../../dialect/testing/examples";
import { lineThrough, type Trace } from "../../trace";
import { parseJson, readLog } from "../readLog";
import { entriesOf, entryOf } from "./entry";
import type { LogItem, LogPiece } from "./item";
import { itemsOfPieces, together } from "./piece";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** The texts of every fixture that is text, and a chat of every example of the dialects. */
const texts = [
  ...["cases", "written"].flatMap((folder) =>
    readdirSync(join(FIXTURES, folder))
      .filter((name) => /\.(?:jsonl?|txt|ipynb)$/.test(name))
      .map((name) => readFileSync(join(FIXTURES, folder, name), "utf8")),
  ),
  ...EXAMPLES.map((words, i) =>
    JSON.stringify({
      question: `What does sign ${i} say?`,
      answer: "4",
      messages: [
        { role: "user", content: "<image>\nLook." },
        { role: "assistant", content: words },
      ],
    }),
  ),
];

const lines = texts.flatMap((text) => (parseJson(text).ok ? [text.replaceAll(/\s*\n\s*/g, " ")] : text.split("\n")));

const encoder = new TextEncoder();

const pieceOf = (bytes: Uint8Array | null, i: number): LogPiece => ({
  kind: "line",
  place: `line ${i + 1}`,
  number: i + 1,
  from: i * 10_000_000,
  to: i * 10_000_000 + (bytes?.length ?? 100_000_000),
  bytes,
});

const pieces: readonly LogPiece[] = [
  ...lines.map((line) => encoder.encode(line)),
  null,
  encoder.encode("  "),
  new Uint8Array([0x22, 0xff, 0x22]),
  encoder.encode('{"messages": [{"role":'),
].map(pieceOf);

const countHints = (trace: Trace): number => {
  const last = lineThrough(trace, null).at(-1);
  return last ? hintsOf(trace, last.id).length : 0;
};

const isRecord = (item: LogItem): item is Extract<LogItem, { kind: "record" }> => item.kind === "record";

describe("what is read together is what it would be alone", () => {
  const alone = pieces.flatMap((piece) => [...itemsOfPieces([piece])]);

  it("for the records of every piece, and what was not understood of it", () => {
    expect([...itemsOfPieces(pieces)]).toEqual(alone);
    expect([...itemsOfPieces([...pieces].reverse())].length).toBe(alone.length);
    expect(alone.filter(isRecord).length).toBeGreaterThan(60);
  });

  it("for the whole of each row of the list", async () => {
    const items = [...alone.filter(isRecord), ...wholeItems()];
    const listed = { index: 0, file: 0, fingerprint: "log", countHints };
    const rows = [];
    for (const item of items) rows.push(await entryOf(item, listed, null));
    const inList = await entriesOf(items, listed);
    expect(inList).toEqual(rows);
    expect(rows.some(({ hints }) => hints > 0) && rows.some(({ unread }) => unread > 0)).toBe(true);
  });
});

/** The records of the fixtures as they are read whole: notebooks, plain words, and lists of messages. */
const wholeItems = (): readonly Extract<LogItem, { kind: "record" }>[] =>
  texts.flatMap((text) =>
    readLog(text).records.map((record, nth) => ({
      kind: "record" as const,
      record,
      at: { kind: "whole" as const, nth },
    })),
  );

it("pieces are handed on together in their order, and fewer of them where they are long", async () => {
  const short = Array.from({ length: 70 }, (_, i) => pieceOf(encoder.encode("{}"), i));
  const long = Array.from({ length: 3 }, (_, i) => pieceOf(new Uint8Array(2 ** 18), i));
  const cut = async (all: readonly LogPiece[]) => {
    async function* given() {
      yield* all;
    }
    const lists: (readonly LogPiece[])[] = [];
    for await (const list of together(given())) lists.push(list);
    return lists;
  };
  const lists = await cut(short);
  expect(lists.flat()).toEqual(short);
  expect(lists.map(({ length }) => length)).toEqual([32, 32, 6]);
  expect((await cut(long)).map(({ length }) => length)).toEqual([1, 1, 1]);
});
