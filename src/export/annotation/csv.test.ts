import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Judgement, NOTHING_SAID } from "../../trace";
import { judgementId, stepId } from "../../trace/testing";
import { JUDGEMENTS_CSV } from "./csv";
import { textOf } from "./testing/files";
import { JUDGEMENTS, PICTURE, sampleInput, sampleTrace } from "./testing/sample";

/** RFC 4180, strictly: records end in CRLF, quotes only around whole cells. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  let at = 0;
  for (const [whole, quoted, plain = "", end] of text.matchAll(cell)) {
    at += whole.length;
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") records.push([]);
    if (at === text.length) break;
  }
  if (at !== text.length) throw new Error(`Not a table at ${at}`);
  return records.filter((record) => record.length > 0);
}

const rowsOf = (text: string | null): readonly Readonly<Record<string, string>>[] => {
  const [head = [], ...rows] = parseCsv((text ?? "").replace(/^\uFEFF/, ""));
  return rows.map((row) => {
    if (row.length !== head.length) throw new Error(`${row.length} cells under ${head.length} columns`);
    return Object.fromEntries(head.map((column, i) => [column, row[i] ?? ""]));
  });
};

/** One judgement of a step for each note. */
const judgedWith = (...notes: readonly string[]): readonly Judgement[] =>
  notes.map((note, i) => ({
    id: judgementId(`x${i}`),
    rater: { id: "ana", name: "ana" },
    target: { kind: "step", step: stepId("t") },
    value: { ...NOTHING_SAID, note },
    basis: { kind: "hand" },
    atMillis: 0,
  }));

describe("the table of judgements", () => {
  it("has one row for each judgement, though lines share what is judged", async () => {
    const plan = JUDGEMENTS_CSV.write(await sampleInput());
    const rows = rowsOf(textOf(plan, "judgements.csv"));
    expect(rows.map(({ judgement }) => judgement).toSorted()).toEqual(JUDGEMENTS.map(({ id }) => id).toSorted());
    expect(plan.rowCount).toBe(JUDGEMENTS.length);
  });

  it("says what each is about", async () => {
    const plan = JUDGEMENTS_CSV.write(await sampleInput());
    const rows = new Map(rowsOf(textOf(plan, "judgements.csv")).map((row) => [row.judgement, row]));
    expect(rows.get("j2")).toMatchObject({
      trace: "sample",
      rater: "ben",
      about: "step",
      step: "z",
      step_number: "3",
      step_kind: "action",
      verdict: "wrong",
      first_error: "true",
      tags: "localisation",
      taxonomies: "sightline-failures@1",
      basis: "hand",
      at: "2023-11-14T22:13:20.000Z",
    });
    expect(rows.get("j3")).toMatchObject({ about: "words", words_from: "8", words_to: "14", judged_words: "closer" });
    expect(rows.get("j4")).toMatchObject({
      about: "region",
      image: PICTURE,
      left: "-5",
      top: "10",
      width: "25",
      height: "20",
    });
    expect(rows.get("j5")).toMatchObject({ about: "link", step: "z", effect_step: "a" });
    expect(rows.get("j6")).toMatchObject({ about: "missing-step", step: "o", judged_words: "read the sign" });
    expect(rows.get("j7")).toMatchObject({ about: "trace", step: "", note: '"quoted", and\nmore' });
  });

  it("says which lines nobody judged", async () => {
    const plan = JUDGEMENTS_CSV.write(await sampleInput([sampleTrace([])]));
    expect(plan.leftOut.map(({ code, at }) => [code, at.line])).toEqual([
      ["no-judgements", "a"],
      ["no-judgements", "ra"],
    ]);
  });

  it("lets no spreadsheet compute what somebody wrote, and gives every cell back", async () => {
    const words = fc.oneof(
      fc.constantFrom(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "'=1",
        "''",
        "",
        ",",
        '"',
        "a\r\nb",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 40 }), async (notes) => {
        const plan = JUDGEMENTS_CSV.write(await sampleInput([sampleTrace(judgedWith(...notes))], ["a"]));
        const cells = rowsOf(textOf(plan, "judgements.csv")).map(({ note }) => note ?? "");
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(cells.map((cell) => cell.replace(/^'/, ""))).toEqual(notes);
      }),
      { numRuns: 20 },
    );
  });

  it("says where a spreadsheet would cut a cell", async () => {
    const plan = JUDGEMENTS_CSV.write(await sampleInput([sampleTrace(judgedWith("a".repeat(32_768)))], ["a"]));
    expect(plan.changed.map(({ code, detail }) => [code, detail])).toEqual([["cell-too-long", "note"]]);
  });

  it("takes a time that no calendar has for the number that it is", async () => {
    const [judgement] = judgedWith("late");
    const plan = JUDGEMENTS_CSV.write(
      await sampleInput([sampleTrace(judgement ? [{ ...judgement, atMillis: 9e15 }] : [])], ["a"]),
    );
    expect(rowsOf(textOf(plan, "judgements.csv"))[0]?.at).toBe("9000000000000000");
  });
});
