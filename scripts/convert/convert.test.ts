import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import type { DialectName } from "../../src/dialect";
import { EMPTY_MAPPING } from "../../src/opening";
import { plain } from "../../src/pixels";
import { encodePng } from "../../src/raster";
import { parseTrace } from "../../src/trace";
import { deepEyesLog } from "../testing/deepEyesLog";
import { convert } from "./convert";
import { ledgerLines } from "./ledgerLines";
import { createWriter } from "./write";

const folder = mkdtempSync(join(tmpdir(), "convert-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, data: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
};

const LOG = deepEyesLog("pictures/cat.png");

const base = { to: "trace", from: null, dialect: null, images: null } as const;

describe("convert", () => {
  it("finds pictures by name and cuts again what the log dropped", async () => {
    write("cat.png", await encodePng(plain({ width: 100, height: 80 }, [10, 20, 30])));
    const input = write("result.jsonl", JSON.stringify(LOG));
    const { values, report } = await convert({ ...base, inputs: [input] });
    expect(report).toMatchObject({
      systems: ["deepeyes"],
      records: 1,
      steps: 5,
      actions: { zoom: 1 },
      missingImages: [],
      notUnderstood: [],
    });
    const trace = parseTrace(values[0]);
    expect(trace.ok && [...trace.value.images.values()].map(({ width, height }) => [width, height])).toEqual([
      [100, 80],
      [50, 30],
    ]);
    expect(await convert({ ...base, inputs: [input] })).toEqual({ values, report });
  });

  it("reports what it does not understand", async () => {
    const input = write("noise.jsonl", '{"a": 1}\nnope\n');
    const { report } = await convert({ ...base, inputs: [input] });
    expect(report.records).toBe(0);
    expect(report.notUnderstood.map(({ place, code }) => [place, code])).toEqual([
      ["line 1", "unknown-form"],
      ["line 2", "not-json"],
    ]);
  });

  it("prints the ledger: equal findings once, with how often they stand there", async () => {
    const row = { question: "Which one is it?", response: "The left one.", critique: "too short by far" };
    const input = write("ledger.jsonl", `${JSON.stringify(row)}\n${JSON.stringify(row)}\n`);
    const { report } = await convert({ ...base, inputs: [input] });
    expect(ledgerLines(report)).toEqual([
      `${input}: line 1, critique: unread-field critique ×2: too short by far`,
      "2 records, 4 steps, 2 unaccounted for",
    ]);
    expect(report.notUnderstoodCount).toBe(2);
  });

  it("takes a zip, and asks rather than guesses where a name fits several pictures", async () => {
    const png = await encodePng(plain({ width: 100, height: 80 }, [10, 20, 30]));
    const log = strToU8(JSON.stringify(LOG));
    const one = write("one.zip", zipSync({ "runs.json": log, "data/cat.png": png }));
    expect((await convert({ ...base, inputs: [one] })).report).toMatchObject({ records: 1, missingImages: [] });
    const two = write("two.zip", zipSync({ "runs.json": log, "a/cat.png": png, "b/cat.png": png }));
    expect((await convert({ ...base, inputs: [two] })).report).toMatchObject({
      missingImages: ["pictures/cat.png"],
      ambiguousImages: ["pictures/cat.png"],
    });
  });

  it("makes branches of the runs of one problem, and leaves others alone", async () => {
    const row = (question: string, response: string, score: number) =>
      JSON.stringify({
        image: "pictures/cat.png",
        question,
        response: `<think>t</think><answer>${response}</answer>`,
        score,
      });
    const input = write(
      "rollouts.jsonl",
      [row("Which?", "A", 0), row("Where?", "x", 1), row("Which?", "B", 1)].join("\n"),
    );
    const { values, report } = await convert({ ...base, group: true, inputs: [input] });
    const traces = values.map((value) => parseTrace(value));
    const sizes = traces.map((trace) => (trace.ok ? [trace.value.steps.size, trace.value.scores.length] : null));
    expect(sizes).toEqual([
      [5, 2],
      [3, 1],
    ]);
    expect(report).toMatchObject({ records: 2, answers: 3 });
    expect((await convert({ ...base, inputs: [input] })).report.records).toBe(3);
  });

  it("says which pictures were found by their base name alone", async () => {
    write("dog.png", await encodePng(plain({ width: 40, height: 30 }, [1, 2, 3])));
    const run = { question: "What?", response: "<answer>B</answer>" };
    const lines = [
      { ...run, image: "dog.png" },
      { ...run, image: "/mnt/elsewhere/dog.png" },
    ];
    const input = write("named.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
    const { report } = await convert({ ...base, inputs: [input] });
    expect(report).toMatchObject({ missingImages: [], imagesByBaseName: { "/mnt/elsewhere/dog.png": "dog.png" } });
  });

  it("writes one trace as a file and several as a folder, lists and lines as they come", () => {
    const out = (name: string): string => join(folder, "out", name);
    const put = (to: "trace" | "messages" | "jsonl", name: string, values: readonly unknown[]): void => {
      const writer = createWriter(to, out(name));
      for (const value of values) writer.add(value);
      writer.end();
    };
    const json = (name: string): unknown => JSON.parse(readFileSync(out(name), "utf8"));
    put("trace", "one.json", [1]);
    put("trace", "several", [1, 2, 3]);
    put("messages", "message.json", [1]);
    put("messages", "messages.json", [1, 2]);
    put("jsonl", "lines.jsonl", [{ a: 1 }, 2]);
    put("jsonl", "nothing.jsonl", []);
    expect([json("one.json"), json("several/00003.json"), json("message.json")]).toEqual([1, 3, 1]);
    expect(json("messages.json")).toEqual([1, 2]);
    expect(readFileSync(out("lines.jsonl"), "utf8")).toBe('{"a":1}\n2\n');
    expect(existsSync(out("nothing.jsonl"))).toBe(false);
  });

  it("writes the messages of a log as they were", async () => {
    const input = write("result.json", JSON.stringify(LOG));
    const { values } = await convert({ ...base, to: "messages", inputs: [input] });
    expect(values[0]).toMatchObject({
      system: "deepeyes",
      messages: [
        {
          role: "user",
          content: [
            { type: "image_url", image_url: { url: "pictures/cat.png" } },
            { type: "text", text: "What?" },
          ],
        },
        { role: "assistant", content: [{ type: "text", text: LOG.pred_output[1]?.content }] },
        { role: "user" },
        { role: "assistant", content: [{ type: "text", text: "<answer>B</answer>" }] },
      ],
    });
  });

  const ZOOMING: readonly DialectName[] = [
    "deepeyes",
    "verl-deepeyes",
    "chain-of-focus",
    "qwen3-vl",
    "qwen3.5",
    "pixel-reasoner",
    "verl-pixel-reasoner",
    "mini-o3",
    "deepeyes-v2",
    "visual-sketchpad",
    "native",
  ];

  it.each(ZOOMING)("takes a native trace into %s and back with the same actions", async (dialect) => {
    const input = write("log.json", JSON.stringify(LOG));
    const trace = await convert({ ...base, inputs: [input] });
    const native = write("native.json", JSON.stringify(trace.values[0]));
    const { values, report } = await convert({ ...base, to: "messages", dialect, inputs: [native] });
    expect(report).toMatchObject({ systems: ["native"], leftOut: 0 });
    if (dialect === "native") return;
    const there = write("there.json", JSON.stringify(values[0]));
    const back = await convert({ ...base, from: dialect, inputs: [there] });
    expect(back.report).toMatchObject({
      actions: { zoom: 1 },
      answers: dialect.startsWith("qwen") ? 1 : 1,
      notUnderstood: [],
    });
    const boxes = [trace, back].map(({ values: [value] }) => {
      const parsed = parseTrace(value);
      const action = parsed.ok
        ? [...parsed.value.steps.values()].find(({ body }) => body.kind === "action")
        : undefined;
      return action?.body.kind === "action" && action.body.action.kind === "zoom" ? action.body.action.box : null;
    });
    for (const side of ["left", "top", "width", "height"] as const)
      expect(Math.abs((boxes[0]?.[side] ?? 0) - (boxes[1]?.[side] ?? 99))).toBeLessThanOrEqual(1);
  });
});

describe("a mapping", () => {
  it("reads records of a form that nobody knows", async () => {
    const input = write("odd.jsonl", JSON.stringify({ task: "How many?", said: "<answer>4</answer>", gold: "4" }));
    const { fields } = EMPTY_MAPPING;
    const mapping = {
      ...EMPTY_MAPPING,
      fields: { ...fields, question: ["task"], words: ["said"], reference: ["gold"] },
    };
    expect((await convert({ ...base, inputs: [input] })).report).toMatchObject({ records: 0, notUnderstoodCount: 1 });
    const { report, values } = await convert({ ...base, inputs: [input], mapping });
    expect(report).toMatchObject({ records: 1, answers: 1, notUnderstoodCount: 0 });
    expect(parseTrace(values[0])).toMatchObject({ ok: true });
  });

  it("goes over records that were taken for what they are not, where that is asked", async () => {
    // `question` and `response` have a known form; here the first is a note of the team, and the words stand elsewhere.
    const lines = ["3", "4"].map((gold) => ({
      question: "batch 7",
      response: "queued",
      task: "How many?",
      said: gold,
      gold,
    }));
    const input = write("taken.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
    const fields = { ...EMPTY_MAPPING.fields, question: ["task"], words: ["said"], reference: ["gold"] };
    const mapping = { ...EMPTY_MAPPING, fields: { ...fields, known: ["question", "response"] } };
    const questions = async (over: boolean) =>
      (await convert({ ...base, inputs: [input], mapping, over })).values.map((value) => {
        const parsed = parseTrace(value);
        const [first] = parsed.ok ? parsed.value.steps.values() : [];
        return first?.body.kind === "problem" ? first.body.question : null;
      });
    expect(await questions(false)).toEqual(["batch 7", "batch 7"]);
    expect(await questions(true)).toEqual(["How many?", "How many?"]);
  });
});
