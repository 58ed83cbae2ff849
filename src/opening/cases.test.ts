// Logs in the shape of those that people have, which were read wrongly once, each with the right values. The logs are
// in `fixtures/cases`; of their pictures only the sizes are told here.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { encodeTrace, parseTrace, type Step, type StepId, type Trace, type TraceId } from "../trace";
import { type OpenedRecord, openRecord } from "./openRecord";
import { readLogLine } from "./readLog";
import { openSource } from "./stream/streamLog";
import { sourceOf } from "./stream/testing";
import { countingPorts, lostInSilence } from "./testing";

const PICTURES = {
  "a.jpg": { digit: "a", width: 1200, height: 900 },
  "desk.png": { digit: "b", width: 1000, height: 800 },
  "lot.png": { digit: "c", width: 1000, height: 1000 },
};

const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "fixtures/cases", name)));

/** `data` is the size of pictures that stand in the log itself. */
async function opened(name: string, data = { width: 420, height: 400 }): Promise<readonly OpenedRecord[]> {
  const records: OpenedRecord[] = [];
  const ports = () => countingPorts({ ...PICTURES, data: { digit: "d", ...data } });
  const source = openSource({ ...sourceOf(bytesOf(name)), name });
  for await (const item of source.items()) {
    if (item.kind === "unread") throw new Error(`${item.unread.place}: ${item.unread.code}`);
    if (item.kind === "unknown") throw new Error(`${item.unknown.place}: of no known form`);
    const record = await openRecord(item.record, "t" as TraceId, ports());
    expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(record.trace)))))).toEqual(record.trace);
    records.push(record);
  }
  return records;
}

/** A step in short. */
function inShort({ body }: Step): string {
  switch (body.kind) {
    case "problem":
      return `asked ${body.question.trim()}`;
    case "action":
      return "box" in body.action
        ? `${body.action.kind} ${Object.values(body.action.box).map(Math.round).join(" ")}`
        : body.action.kind;
    case "observation":
      return body.image ? "saw a picture" : `saw ${body.text.trim()}`;
    default:
      return `${body.kind} ${body.text}`;
  }
}

/** The steps from the root on, children of each in their order: one list a branch. */
function branches(trace: Trace, from: StepId | null = null): readonly (readonly string[])[] {
  const children = trace.children.get(from) ?? [];
  if (children.length === 0) return [[]];
  return children.flatMap((id) => {
    const step = trace.steps.get(id);
    return branches(trace, id).map((rest) => (step ? [inShort(step), ...rest] : rest));
  });
}

const lines = (records: readonly OpenedRecord[]) => records.flatMap(({ trace }) => branches(trace));
const findings = (records: readonly OpenedRecord[]) =>
  records.flatMap(({ report }) => report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`.trim()));
const scores = ({ trace }: OpenedRecord) => trace.scores.map(({ name, value }) => `${name} ${value}`);
const references = (records: readonly OpenedRecord[]) =>
  records.map(({ trace }) => {
    const [problem] = trace.steps.values();
    return problem?.body.kind === "problem" ? problem.body.reference?.answer : undefined;
  });

const FIELD = ["asked What is in the red field?", "thought Closer.", "zoom 400 300 200 200"];
const COLOUR = "asked Colour?";
const PREFERRED = [
  [COLOUR, "answer red"],
  [COLOUR, "thought Closer.", "zoom 100 100 120 80"],
];

describe("words under another key than the messages", () => {
  it("stand in the `output` of a response that keeps its request", async () => {
    const [first] = await opened("01-response.json", { width: 1024, height: 768 });
    expect(first?.report).toMatchObject({ system: "openai", notUnderstood: [], observations: { kept: 1 } });
    expect(first && branches(first.trace)).toEqual([
      [
        "asked What does the plate say?",
        "thought The plate is small, so I crop it.",
        "program",
        "zoom 600 300 160 80",
        "saw a picture",
        "answer The plate says AB 12.",
      ],
    ]);
  });

  it("stand in `response`, `prediction`, `output`, choices, `completion`, `chosen` and `rejected`", async () => {
    const records = await opened("02-log.jsonl");
    expect(lines(records)).toEqual([FIELD, FIELD, FIELD, FIELD, FIELD, [FIELD[0], "answer 8"], FIELD]);
    expect(findings(records)).toEqual([]);
    expect(references(records)[0]).toBe("7");
  });

  it.each(["22-dpo.jsonl", "22-swift_dpo.jsonl"])(
    "are two branches in %s, and the log judges which is better",
    async (name) => {
      const [first] = await opened(name);
      expect(first && branches(first.trace)).toEqual(PREFERRED);
      const said = [...(first?.trace.judgements.values() ?? [])].map(({ target, value }) => {
        const step = target.kind === "step" ? first?.trace.steps.get(target.step) : undefined;
        return `${step && inShort(step)}: ${value.tags.map(({ tag }) => tag).join()}`;
      });
      expect(said).toEqual(["answer red: rejected", "thought Closer.: chosen"]);
      expect(first?.report.notUnderstood).toEqual([]);
    },
  );

  it("are completions with a reward, or with a mark of right or wrong", async () => {
    const completed = await opened("22-completion.jsonl");
    expect(lines(completed)).toEqual([
      [COLOUR, "thought Closer.", "zoom 100 100 120 80", "saw a picture", "answer green"],
    ]);
    expect(completed.map(scores)).toEqual([["reward 1"]]);
    const judged = await opened("22-kto.jsonl");
    expect(lines(judged)).toEqual([[COLOUR, "answer green"]]);
    expect(judged.map(scores)).toEqual([["label true"]]);
    expect(references(judged)).toEqual([undefined]);
  });

  it("are the columns of a step of training, a run in each row", async () => {
    const records = await opened("12-completions.jsonl");
    expect(lines(records).map((line) => line.slice(2))).toEqual([
      ["zoom 40 300 160 60", "saw a picture", "answer KX 12"],
      ["zoom 44 296 166 70", "saw a picture", "answer KX 72"],
      ["zoom 10 10 80 80", "saw a picture", "answer bread"],
      ["zoom 12 8 76 84", "saw a picture", "answer cheese"],
    ]);
    expect(records.map((record) => scores(record)[0])).toEqual([1, 0, 0, 1].map((score) => `AccReward ${score}`));
    expect(findings(records)).toEqual([]);
  });

  it("are a table of completions with calls and rewards", async () => {
    const records = await opened("24-completions.parquet");
    const line = ["asked q", "thought look", "zoom 1 2 2 2", "saw crop ok", "answer done"];
    expect(lines(records)).toEqual([line, line]);
    expect(records.map((record) => scores(record).map((score) => score.slice(0, 14)))).toEqual([
      ["reward 0", "advantage -0.7"],
      ["reward 1", "advantage 0.70"],
    ]);
  });

  it("are LLaMA-Factory's predictions, whose label is the reference", async () => {
    const records = await opened("10-predictions.jsonl");
    expect(lines(records).map((line) => line.at(-1))).toEqual(["zoom 120 40 240 70", "answer 3"]);
    expect(references(records)[1]).toBe("<answer>3</answer>");
    expect(findings(records)).toEqual([]);
  });

  it("are lmms-eval's samples: the response, or what a filter left of it", async () => {
    const records = await opened("11-samples.jsonl");
    expect(lines(records).map((line) => line.slice(1))).toEqual([
      ["thought The kite is near the top.", "zoom 812 96 90 74", "answer A"],
      ["thought I see a dog.", "answer A"],
    ]);
    expect(references(records)).toEqual(["A", "B"]);
    expect(records.map(scores)).toEqual([["vstar_overall_acc.score 1"], ["vstar_overall_acc.score 0"]]);
    expect(findings(records)).toEqual([]);
  });
});

describe("chats decoded without their marks", () => {
  it("are split at the names of roles that stand alone on a line", async () => {
    const records = await opened("03-verl-dump.jsonl");
    expect(lines(records)[0]).toEqual([
      "asked Which colour has the buoy left of the pier?",
      "thought The buoy is small, a closer look will help.",
      "zoom 560 280 140 140",
      "saw <tool_response>\nCut [560, 280, 700, 420], buoy.\n</tool_response>",
      "thought It is red.",
      "answer red",
    ]);
    expect(references(records)).toEqual(["red", "4"]);
    expect(records.map((record) => scores(record)[1])).toEqual(["score 1", "score 0"]);
    const [problem] = records[0]?.trace.steps.values() ?? [];
    expect(problem?.body.kind === "problem" && problem.body.instructions).toMatch(/^You are a helpful assistant\./);
    expect(findings(records)).toEqual([]);
  });

  it("have no answer in their instructions", async () => {
    expect(lines(await opened("03-stripped-chat.txt"))).toEqual([
      [
        "asked Give the box of the kettle. Answer as <answer>(x1,y1),(x2,y2)</answer>.",
        "thought The kettle stands in the lower right corner.",
        "answer (696,300),(999,999)",
      ],
    ]);
  });
});

describe("fields beside the content, and parts of it", () => {
  it("hold the thinking of a served model", async () => {
    const records = await opened("04-messages.json");
    expect(lines(records)[0]?.slice(1)).toEqual([
      "thought The pen lies left of the book, I zoom there.",
      "zoom 100 160 300 320",
      "saw a picture",
      "thought Yes, there it is.",
      "answer Left of the book.",
    ]);
    expect(findings(records)).toEqual([]);
  });

  it("are thinking, calls and results of Anthropic's Messages", async () => {
    const records = await opened("05-messages.json");
    expect(lines(records)[0]?.slice(1)).toEqual([
      "thought The legend is small, so crop first.",
      "thought Let me look at the lower middle.",
      "zoom 168 240 126 120",
      "saw a picture",
      "answer Yes, the blue slice is the smallest.",
    ]);
    expect(findings(records)).toEqual([]);
  });

  it("are parts with a value", async () => {
    const records = await opened("10-v1.jsonl");
    expect(lines(records)[0]?.slice(1, 4)).toEqual(["thought Closer.", "zoom 480 270 240 180", "saw a picture"]);
    expect(findings(records)).toEqual([]);
  });
});

describe("lists that stop at the token limit", () => {
  it("give their whole items, and the rest is reported", async () => {
    const records = await opened("21-log.json");
    expect(lines(records)[0]?.slice(1)).toEqual([
      "box 10 10 80 50",
      "box 110 10 80 50",
      'unparsed ,\n\t{"bbox_2d": [210, 10, 29',
    ]);
    expect(findings(records)).toEqual(["cut-off"]);
  });
});

describe("the ledger of a case", () => {
  const logs = readdirSync(join(import.meta.dirname, "fixtures/cases")).filter((name) => /\.jsonl?$/.test(name));
  it.each(logs)("%s leaves nothing unaccounted for", async (name) => {
    const text = new TextDecoder().decode(bytesOf(name));
    for (const line of name.endsWith(".json") ? [text] : text.trim().split("\n")) {
      const { records } = readLogLine(line, "line");
      const pictures = { ...PICTURES, data: { digit: "d", width: 1000, height: 800 } };
      const made = await Promise.all(
        records.map((record) => openRecord(record, "t" as TraceId, countingPorts(pictures))),
      );
      expect(lostInSilence(JSON.parse(line), made, records[0]?.form ?? "")).toEqual([]);
    }
  });
});
