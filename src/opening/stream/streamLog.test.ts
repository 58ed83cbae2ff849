import fc from "fast-check";
import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import type { TraceId } from "../../trace";
import { openRecord } from "../openRecord";
import { readLog } from "../readLog";
import { countingPorts } from "../testing";
import { entryOf } from "./entry";
import { ALL_RECORDS, recordTest } from "./filter";
import type { LogItem } from "./item";
import { openSource, STREAM_LIMITS } from "./streamLog";
import { allItems, sourceOf } from "./testing";

const run = (question: string, answer: string, more: object = {}) => ({
  messages: [
    { role: "user", content: [{ image: "cat.jpg" }, { text: question }] },
    { role: "assistant", content: `<think>well</think><answer>${answer}</answer>` },
  ],
  ...more,
});

const RUNS = [run("How many?", "4", { answer: "4" }), run("Wo — 哪里?", "B", { answer: "C" }), run("Why?", "so")];
const LINES = `${JSON.stringify(RUNS[0])}\r\nnot json\n\n${JSON.stringify(RUNS[1])}\n{"a": 1}\n${JSON.stringify(RUNS[2])}`;

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Array<number>(60).fill(7)]);

/** Columns of lists and structures, in row groups of two rows. */
function verlTable(rows: number): Uint8Array<ArrayBuffer> {
  const leaf = (name: string, converted?: "UTF8"): SchemaElement => ({
    name,
    type: "BYTE_ARRAY",
    repetition_type: "OPTIONAL",
    ...(converted ? { converted_type: converted } : {}),
  });
  const listOf = (name: string, fields: readonly SchemaElement[]): readonly SchemaElement[] => [
    { name, repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", repetition_type: "OPTIONAL", num_children: fields.length },
    ...fields,
  ];
  const each = <T>(make: (n: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i + 1));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "prompt", data: each((n) => [{ content: `<image>\nQuestion ${n}`, role: "user" }]) },
        { name: "images", data: each((n) => [{ bytes: PNG, path: `${n}.png` }]) },
        { name: "reward_model", data: each(() => ({ ground_truth: "4", style: "rule" })) },
      ],
      schema: [
        { name: "root", num_children: 3 },
        ...listOf("prompt", [leaf("content", "UTF8"), leaf("role", "UTF8")]),
        ...listOf("images", [leaf("bytes"), leaf("path", "UTF8")]),
        { name: "reward_model", repetition_type: "OPTIONAL", num_children: 2 },
        leaf("ground_truth", "UTF8"),
        leaf("style", "UTF8"),
      ],
      rowGroupSize: 2,
    }),
  );
}

/** What the stream gives and what reading the whole gives must be the same, and every place must lead back. */
async function expectSameAsWhole(text: string, sizes: readonly number[]): Promise<void> {
  const log = openSource(sourceOf(text, sizes));
  const items = await allItems(log);
  const whole = readLog(text);
  expect(items.flatMap((item) => (item.kind === "record" ? [item.record] : []))).toEqual(whole.records);
  const unread = items.flatMap((item) => (item.kind === "unread" ? [item.unread] : []));
  expect(new Set(unread.map((piece) => JSON.stringify(piece)))).toEqual(
    new Set(whole.unread.map((piece) => JSON.stringify(piece))),
  );
  const again = openSource(sourceOf(text, [7]));
  for (const item of items) if (item.kind === "record") expect(await again.recordAt(item.at)).toEqual(item.record);
}

describe("a log as a stream", () => {
  it("gives what reading the whole file gives, whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), async (sizes) => {
        await expectSameAsWhole(LINES, sizes);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["one value over many lines", JSON.stringify(RUNS, null, 2)],
    ["one value on one line", JSON.stringify(RUNS)],
    ["a list with a line for each", `[\n${RUNS.map((value) => JSON.stringify(value)).join(",\n")}\n]`],
    ["a printed run", "[ANSWER]\nhm\n[TOOL_CALL] image_zoom_in_tool\n{}\n"],
    [
      "a trajectory, whose lines are one run",
      '{"initial_prompt": "<|im_start|>user\\nQ<|im_end|>"}\n{"text_output": "<answer>4</answer>"}\n',
    ],
    ["nothing", ""],
  ])("reads %s whole", async (_, text) => {
    await expectSameAsWhole(text, [50]);
  });

  it.each([0, 2])("reads a long list item by item, as it would the whole (indent %s)", async (indent) => {
    const text = JSON.stringify([...RUNS, { a: 1 }, ...RUNS], null, indent);
    const log = openSource(sourceOf(text, [13, 200]), { ...STREAM_LIMITS, listBytes: 10, wholeBytes: 10 });
    const items = await allItems(log);
    const whole = readLog(text);
    expect(items.flatMap((item) => (item.kind === "record" ? [item.record] : []))).toEqual(whole.records);
    expect(items.flatMap((item) => (item.kind === "unread" ? [item.unread] : []))).toEqual(whole.unread);
    for (const item of items) if (item.kind === "record") expect(await log.recordAt(item.at)).toEqual(item.record);
  });

  it("reads a long list within a record item by item, and tells what stands beside it", async () => {
    const text = JSON.stringify({
      model: "m",
      note: "words of which nobody knows what they are",
      results: [...RUNS, { a: 1 }],
    });
    const log = openSource(sourceOf(text, [13, 200]), { ...STREAM_LIMITS, listBytes: 10, wholeBytes: 10 });
    const items = await allItems(log);
    const records = items.flatMap((item) => (item.kind === "record" ? [item] : []));
    expect(records.map(({ record }) => [record.place, record.question])).toEqual([
      ["results 1", "How many?"],
      ["results 2", "Wo — 哪里?"],
      ["results 3", "Why?"],
    ]);
    const told = items.flatMap((item) => (item.kind === "unread" ? [item.unread] : []));
    expect(told.map(({ place, code }) => `${place} ${code}`)).toEqual([
      "results 4 unknown-form",
      "file, note unread-field",
    ]);
    for (const { at, record } of records) expect((await log.recordAt(at))?.question).toBe(record.question);
  });

  it("gives the raw text of what was not understood", async () => {
    const texts = async (text: string) => {
      const log = openSource(sourceOf(text));
      const raw: (string | null)[] = [];
      for (const item of await allItems(log)) if (item.kind === "unread" && item.at) raw.push(await log.rawAt(item.at));
      return raw;
    };
    expect(await texts(LINES)).toEqual(["not json", '{"a": 1}']);
    expect(await texts(JSON.stringify([...RUNS, { a: 1 }]))).toEqual(['{"a":1}']);
  });

  it("reads a list of the messages of one run whole, however long it is", async () => {
    const text = JSON.stringify(RUNS[0]?.messages);
    const items = await allItems(openSource(sourceOf(text), { ...STREAM_LIMITS, listBytes: 10 }));
    expect(items).toMatchObject([{ kind: "record", record: { question: "How many?" } }]);
  });

  it("says where a bad line stands and goes on", async () => {
    const items = await allItems(openSource(sourceOf(LINES)));
    expect(
      items.map((item) =>
        item.kind === "record" ? item.record.place : item.kind === "unread" ? Object.values(item.unread) : [],
      ),
    ).toEqual([
      "line 1",
      ["line 2", "not-json", "not json"],
      "line 4",
      ["line 5", "unknown-form", '{"a":1}', "a"],
      "line 6",
    ]);
  });

  it("reads the other lines where the first is bad", async () => {
    const items = await allItems(openSource(sourceOf(`oh dear\n${LINES}`)));
    expect(items.filter(({ kind }) => kind === "record")).toHaveLength(3);
  });

  it("reports a line over the limit, a file over the limit, and bytes that are no text", async () => {
    const limits = { lineBytes: 300, listBytes: 1e6, wholeBytes: 300 };
    const long = JSON.stringify(run("x".repeat(400), "4"));
    const short = JSON.stringify(RUNS[0]);
    const codes = async (content: string | Uint8Array<ArrayBuffer>): Promise<string[]> =>
      (await allItems(openSource(sourceOf(content), limits))).map((item) =>
        item.kind === "unread" ? `${item.unread.place}: ${item.unread.code}` : "record",
      );
    expect(await codes(`${short}\n${long}\n${short}\n`)).toEqual(["record", "line 2: line-too-long", "record"]);
    expect(await codes(JSON.stringify(RUNS, null, 2))).toEqual(["file: log-too-large"]);
    const bytes = new TextEncoder().encode(`${short}\n${short}\n`);
    bytes[bytes.indexOf("?".charCodeAt(0))] = 0xff;
    expect(await codes(bytes)).toEqual(["record", "line 1: not-utf-8", "record"]);
  });

  it("opens a table as verl and DeepEyes keep their data", async () => {
    const log = openSource(sourceOf(verlTable(3)));
    const items = await allItems(log);
    expect(items.map((item) => item.kind === "record" && [item.record.place, item.record.question])).toEqual([
      ["row 1", "\nQuestion 1"],
      ["row 2", "\nQuestion 2"],
      ["row 3", "\nQuestion 3"],
    ]);
    const record = await log.recordAt({ kind: "row", row: 2, nth: 0 });
    expect(record).toMatchObject({
      question: "\nQuestion 3",
      reference: { answer: "4", field: "reward_model.ground_truth" },
      images: [{ kind: "data" }],
    });
    const [image] = record?.images ?? [];
    expect(image?.kind === "data" && image.url.startsWith("data:image/png;base64,iVBORw")).toBe(true);
  });

  it("opens a table of plain columns", async () => {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: "question", data: ["Q", "R"], type: "STRING" },
        { name: "response", data: ["<answer>4</answer>", "five"], type: "STRING" },
        { name: "image", data: [PNG, PNG], type: "BYTE_ARRAY" },
        { name: "row", data: [1n, 2n], type: "INT64" },
      ],
    });
    const log = openSource(sourceOf(new Uint8Array(buffer)));
    expect(await allItems(log)).toMatchObject([{ record: { question: "Q" } }, { record: { question: "R" } }]);
    expect(await log.recordAt({ kind: "row", row: 1, nth: 0 })).toMatchObject({ images: [{ kind: "data" }] });
  });

  it("says that a table is damaged", async () => {
    const items = await allItems(openSource(sourceOf("PAR1 and no more of it, PAR1")));
    expect(items).toMatchObject([{ kind: "unread", unread: { code: "damaged" } }]);
  });
});

describe("records that are read again together", () => {
  const atsOf = (items: readonly LogItem[]) => items.flatMap((item) => (item.kind === "record" ? [item.at] : []));

  it.each([
    ["lines", LINES, STREAM_LIMITS],
    ["the items of a long list", JSON.stringify(RUNS), { ...STREAM_LIMITS, listBytes: 10 }],
    ["a file that is one value", JSON.stringify(RUNS), STREAM_LIMITS],
  ])("are what each is, of %s", async (_, text, limits) => {
    const log = openSource(sourceOf(text), limits);
    const ats = atsOf(await allItems(log));
    expect(ats.length).toBeGreaterThan(1);
    const alone = await Promise.all(ats.map((at) => log.recordAt(at)));
    expect(alone.every((record) => record !== null)).toBe(true);
    expect(await log.recordsAt?.(ats)).toEqual(alone);
    expect(await log.recordsAt?.(ats.slice(1))).toEqual(alone.slice(1));
  });

  it("are what the list was made of, of a table: without their pictures", async () => {
    const log = openSource(sourceOf(verlTable(5)));
    const listed: LogItem[] = [];
    for await (const item of log.items(() => {}, "left-out")) listed.push(item);
    const records = listed.flatMap((item) => (item.kind === "record" ? [item.record] : []));
    expect(records).toHaveLength(5);
    expect(await log.recordsAt?.(atsOf(listed).slice(1, 4))).toEqual(records.slice(1, 4));
  });
});

describe("the entries of a list", () => {
  const entries = async (text: string) => {
    const found = [];
    for (const item of await allItems(openSource(sourceOf(text))))
      if (item.kind === "record")
        found.push(await entryOf(item, { index: found.length, file: 0, fingerprint: "log" }, null));
    return found;
  };

  it("count what opening the record counts", async () => {
    const broken = run("Broken?", "4");
    broken.messages.push({ role: "assistant", content: '<tool_call>{"name": "image_zoom_in_tool", oh}</tool_call>' });
    const text = `${LINES}\n${JSON.stringify(broken)}`;
    const [records, listed] = [readLog(text).records, await entries(text)];
    for (const [i, record] of records.entries()) {
      const { report } = await openRecord(record, "t" as TraceId, countingPorts());
      const { system, steps, marks } = report;
      expect(listed[i]).toMatchObject({ system, steps, marks, unread: report.notUnderstood.length });
    }
    expect(listed.map(({ unread }) => unread)).toEqual([0, 0, 0, 1]);
  });

  it("know who was right where that can be told", async () => {
    const texts = [...RUNS, run("Said?", "x", { acc: 1.0 }), run("Rated?", "x", { answer: "x", reward: -0.2 })];
    const listed = await entries(texts.map((value) => JSON.stringify(value)).join("\n"));
    expect(listed.map(({ right }) => right)).toEqual([true, false, null, true, false]);
  });

  it("are found by their words, system, judgement, steps and what was not understood", async () => {
    const listed = await entries(LINES);
    const titles = (filter: Partial<typeof ALL_RECORDS>) =>
      listed.filter(recordTest({ ...ALL_RECORDS, ...filter })).map(({ title }) => title);
    expect(titles({})).toEqual(["How many?", "Wo — 哪里?", "Why?"]);
    expect(titles({ words: "MANY how" })).toEqual(["How many?"]);
    expect(titles({ words: "哪里" })).toEqual(["Wo — 哪里?"]);
    expect(titles({ judged: "wrong" })).toEqual(["Wo — 哪里?"]);
    expect(titles({ judged: "unknown" })).toEqual(["Why?"]);
    expect(titles({ unread: true })).toEqual([]);
    expect(titles({ steps: { least: 4, most: null } })).toEqual([]);
    expect(titles({ system: "mini-o3" })).toEqual([]);
  });

  it("makes no run of a file that is no text", async () => {
    const items = await allItems(openSource(sourceOf(PNG.map((byte, i) => (i === 40 ? 0 : byte)))));
    expect(items.map((item) => (item.kind === "unread" ? item.unread.code : item.kind))).toEqual(["not-utf-8"]);
  });

  it.each(["", "\n \n"])("makes no run of a file without a word: %j", async (text) => {
    const items = await allItems(openSource({ ...sourceOf(new TextEncoder().encode(text)), name: "log.jsonl" }));
    expect(items.map((item) => (item.kind === "unread" ? item.unread.code : item.kind))).toEqual(["empty"]);
  });

  it("reads lines that are written in UTF-16", async () => {
    const text = `\uFEFF${RUNS.map((value) => JSON.stringify(value)).join("\r\n")}`;
    const bytes = new Uint8Array([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]));
    const items = await allItems(openSource({ ...sourceOf(bytes), name: "log.jsonl" }));
    expect(items.map((item) => (item.kind === "record" ? item.record.question : item.kind))).toEqual([
      "How many?",
      "Wo — 哪里?",
      "Why?",
    ]);
  });

  it("gives the words of one sample of a log of words", async () => {
    const text = "[prompt] user\nA?\n[output] a\n[score] 1\n\n[prompt] user\nB?\n[output] b\n[score] 0\n";
    const log = openSource(sourceOf(new TextEncoder().encode(text)));
    const items = await allItems(log);
    const raws = await log.rawsAt?.(items.flatMap((item) => (item.kind === "record" ? [item.at] : [])));
    expect(raws).toEqual([text.slice(0, text.indexOf("[prompt]", 1)), text.slice(text.indexOf("[prompt]", 1))]);
  });
});
