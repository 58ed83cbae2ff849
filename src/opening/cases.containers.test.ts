// Files of trainers and evaluators, and tables, in the shape of those that people have, each with the right values. Those
// under `written` were written by the packages that they are named after, or by their published forms.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { logsOf } from "../../scripts/convert/source";
import type { Step, Trace, TraceId } from "../trace";
import { type OpenedRecord, openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, lostInSilence } from "./testing";

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");

const PICTURES = {
  "a.jpg": { digit: "a", width: 1200, height: 900 },
  "a.png": { digit: "b", width: 640, height: 480 },
  data: { digit: "d", width: 640, height: 480 },
};

interface Opened {
  readonly records: readonly OpenedRecord[];
  readonly findings: readonly string[];
}

/** Everything that a file holds, as the page and the command line open it. */
async function opened(name: string): Promise<Opened> {
  const { logs, unread } = await logsOf(join(import.meta.dirname, "fixtures", name));
  const records: OpenedRecord[] = [];
  const findings = unread.map(({ code }) => code);
  for (const { open } of logs)
    for await (const item of open().items()) {
      if (item.kind === "unread") findings.push(`${item.unread.place} ${item.unread.code}`);
      else if (item.kind === "record") {
        const record = await openRecord(item.record, "t" as TraceId, countingPorts(PICTURES));
        findings.push(...record.report.notUnderstood.map(({ code, what }) => `${code} ${what}`));
        records.push(record);
      }
    }
  return { records, findings };
}

function inShort({ body }: Step): string {
  switch (body.kind) {
    case "problem":
      return `asked ${body.question.trim()}`;
    case "action":
      return "box" in body.action
        ? `${body.action.kind} ${Object.values(body.action.box).map(Math.round).join(" ")}`
        : body.action.kind;
    case "observation":
      return `saw${body.image ? " a picture" : ""} ${body.text.trim()}`.trim();
    default:
      return `${body.kind} ${body.text}`;
  }
}

const steps = ({ trace }: OpenedRecord): readonly string[] => [...trace.steps.values()].map(inShort);
const lines = ({ records }: Opened): readonly (readonly string[])[] => records.map(steps);
const problemOf = (trace: Trace) => {
  const [problem] = trace.steps.values();
  return problem?.body.kind === "problem" ? problem.body : undefined;
};
const references = ({ records }: Opened) => records.map(({ trace }) => problemOf(trace)?.reference?.answer);
const scores = ({ records }: Opened) =>
  records.map(({ trace }) => trace.scores.map(({ name, value }) => `${name} ${value}`));

describe("tables of VLMEvalKit", () => {
  it.each(["cases/13-thyme.tsv", "cases/13-thyme.xlsx"])("%s is a run in each row", async (name) => {
    const table = await opened(name);
    expect(lines(table)).toEqual([
      [
        "asked What is the colour of the cap?\nA. red\nB. green",
        "thought Look closer.",
        "program",
        "zoom 420 130 100 80",
        "saw out.jpg",
        "answer A",
      ],
      ["asked Is the car left of the tree?\nA. yes\nB. no", "thought The car is right of it.", "answer B"],
    ]);
    expect(references(table)).toEqual(["A", "B"]);
    expect(table.records.map(({ report }) => report.system)).toEqual(["thyme", "think-answer"]);
    expect(table.findings).toEqual([]);
  });

  it("keep what judges say, pictures by their paths, and an agent's whole conversation", async () => {
    const table = await opened("written/vlmevalkit-agent.xlsx");
    expect(lines(table)).toEqual([
      ["asked Q one 😀 \r\n is it?\nA. red\nB. green", "thought x", "answer A"],
      ["asked Which <b> & 'c'?", "answer it's B then"],
    ]);
    expect(scores(table)).toEqual([
      ["hit 1", "log Prefetch succeed. Judge says so"],
      ["hit 0", "log no good"],
    ]);
    expect(table.records.map(({ trace }) => [...trace.images.values()].map(({ width }) => width))).toEqual([
      [640],
      [640],
    ]);
    // The thought of that row is no part of the conversation that the row holds, too.
    expect(table.findings).toEqual(["unread-field thinking"]);
  });
});

const TAG = [
  "asked What colour is the tag?",
  "thought The tag is small.",
  "thought I look closer.",
  "zoom 100 100 120 80",
  "saw a picture",
  "answer ANSWER: green",
];

describe("logs of Inspect", () => {
  it.each(["cases/14-log.json", "cases/14-log.eval"])("%s is a run for each sample", async (name) => {
    const log = await opened(name);
    expect(lines(log)).toEqual([TAG]);
    expect(references(log)).toEqual(["green"]);
    expect(scores(log)).toEqual([["scores.match 1", "scores.match.answer green"]]);
    expect(log.findings).toEqual([]);
  });

  it("as the present version writes them: packed with Zstandard, pictures by their hash", async () => {
    const log = await opened("written/inspect-0.3.285.eval");
    expect(lines(log)).toEqual([[`${TAG[0]} 0`, ...TAG.slice(1, 4), "saw a picture crop", "answer ANSWER: green"]]);
    expect(scores(log)).toEqual([
      ["scores.includes 1", "scores.includes.answer answer: green", "scores.includes.explanation ANSWER: green"],
    ]);
    expect(log.records.map(({ report }) => report.missingImages)).toEqual([[]]);
    expect(log.findings).toEqual([]);
  });
});

describe("pictures that are there", () => {
  it("are read from the columns of a table", async () => {
    const table = await opened("cases/19-train.parquet");
    expect(lines(table)[0]?.slice(1)).toEqual([
      "thought Closer.",
      "zoom 400 300 200 200",
      "saw a picture <tool_response></tool_response>",
      "thought A seven.",
      "answer 7",
    ]);
    expect(table.records.map(({ report }) => report.observations.kept)).toEqual([1]);
  });

  it("are found by the path beside bytes that are null", async () => {
    const { records } = await opened("cases/19-infer.jsonl");
    expect(records.map(({ trace }) => [...trace.images.values()].map(({ width }) => width))).toEqual([[1200]]);
    expect(records[0] && steps(records[0]).at(-1)).toBe("zoom 400 300 200 200");
  });
});

describe("spans and exports", () => {
  const LINE = [
    "asked What colour is the tag?",
    "thought The tag is small, a closer look.",
    "zoom 100 100 120 80",
    "saw a picture the crop",
    "answer The tag is green.",
  ];

  it.each(["openinference.json", "otlp.json", "langfuse.json"])(
    "%s is one run, told by its last call",
    async (name) => {
      const log = await opened(`written/${name}`);
      expect(lines(log)).toEqual([LINE]);
      expect(log.records.map(({ trace }) => problemOf(trace)?.instructions)).toEqual(["You look closely."]);
      expect(log.findings).toEqual([]);
    },
  );

  it("keep the scores of an export", async () => {
    expect(scores(await opened("written/langfuse.json"))).toEqual([["correct 1", "correct.comment fine indeed"]]);
  });
});

describe("the ledger of values within others", () => {
  it.each(["cases/14-log.json", "cases/19-infer.jsonl", "written/langfuse.json"])(
    "%s has nothing lost",
    async (name) => {
      const text = textOf(name);
      const { records } = readLog(text);
      const made = await Promise.all(
        records.map((record) => openRecord(record, "t" as TraceId, countingPorts(PICTURES))),
      );
      expect(lostInSilence(JSON.parse(text), made, records[0]?.form ?? "")).toEqual([]);
    },
  );
});
