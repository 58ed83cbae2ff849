import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, RowCutter, type Separator } from "./cutRows";
import { separatorOf } from "./separated";
import { openSource } from "./streamLog";
import { allItems, bytesOf, sourceOf } from "./testing";

const written = (rows: readonly (readonly string[])[], separator: Separator, quotesAll: boolean): string =>
  rows
    .map((row) =>
      row
        .map((cell) =>
          quotesAll || /["\r\n\t,;]/.test(cell) || cell === "" ? `"${cell.replaceAll('"', '""')}"` : cell,
        )
        .join(separator),
    )
    .join("\n");

function read(text: string, separator: Separator, sizes: readonly number[]): readonly (readonly string[])[] {
  const cutter = new RowCutter(separator, 1_000_000);
  const bytes = bytesOf(text);
  const rows: (readonly string[])[] = [];
  const take = (part: Uint8Array | null): void =>
    void rows.push(cellsOf(new TextDecoder().decode(part ?? undefined), separator));
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    for (const row of cutter.push(bytes.subarray(at, at + size))) take(row.bytes);
    at += size;
  }
  for (const row of cutter.end()) take(row.bytes);
  return rows;
}

describe("rows of separated values", () => {
  it("are what was written, whatever stands in the cells and whatever the pieces", () => {
    const cell = fc.stringMatching(/^[a-z"\n\t,; é😀]{0,8}$/u);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom<Separator>("\t", ",", ";"),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (rows, separator, quotesAll, sizes) => {
          expect(read(written(rows, separator, quotesAll), separator, sizes)).toEqual(rows);
        },
      ),
    );
  });

  it("take a mark within bare words for what it is", () => {
    expect(read('a,5" pipe,c\nd,e,f', ",", [3])).toEqual([
      ["a", '5" pipe', "c"],
      ["d", "e", "f"],
    ]);
  });

  it("are told by the name, or by a header that names a question and more", () => {
    expect(separatorOf("x.tsv", "a")).toBe("\t");
    expect(separatorOf("x.csv", "a;b;c")).toBe(";");
    expect(separatorOf("x.txt", "index\tquestion\tanswer")).toBe("\t");
    expect(separatorOf("x.txt", "The question, my friend, is this")).toBeNull();
  });
});

describe("a table as text", () => {
  const TABLE =
    '\uFEFFquestion,prediction,answer,hit\r\n"What, is ""it""?\nIs it?",<answer>B</answer>,B,1.0\r\nWhich?,A,B,False\r\n';
  const opened = (text: string) => openSource({ ...sourceOf(text, [7]), name: "t.csv" });

  it("is a record a row, and each is read again from its place", async () => {
    const log = opened(TABLE);
    const items = await allItems(log);
    const records = items.flatMap((item) => (item.kind === "record" ? [item] : []));
    expect(records.map(({ record }) => [record.place, record.question, record.reference?.answer])).toEqual([
      ["row 2", 'What, is "it"?\nIs it?', "B"],
      ["row 3", "Which?", "B"],
    ]);
    expect(records.map(({ record }) => record.scores.map(({ value }) => value))).toEqual([[1], [false]]);
    for (const { record, at } of records) expect(await log.recordAt(at)).toEqual(record);
  });

  it("that breaks off gives its whole rows", async () => {
    const items = await allItems(opened(`${TABLE}"Broken off`));
    expect(
      items.map((item) => {
        if (item.kind === "record") return item.record.place;
        return item.kind === "unread" ? `${item.unread.place} ${item.unread.code}` : item.kind;
      }),
    ).toEqual(["row 2", "row 3", "row 4 cut-off"]);
  });

  it("without runs is named once, with its columns", async () => {
    const items = await allItems(opened('"split","Overall"\n"none","0.5"\n"all","0.7"\n'));
    // Its rows go on all the same, for a person who says what their columns are.
    expect(items).toMatchObject([
      {
        kind: "unread",
        unread: { place: "table", code: "unread-table", excerpt: "split, Overall" },
        unknown: { place: "row 2", value: { split: "none" } },
      },
      { kind: "unknown", unknown: { place: "row 3", value: { split: "all" } } },
    ]);
  });
});
