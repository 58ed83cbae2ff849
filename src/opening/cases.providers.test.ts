// Logs of the providers' own shapes, and of models that operate a screen, each with the right values. The logs are in
// `fixtures/cases`; of their pictures only the sizes are told here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import type { Size } from "../geometry";
import { encodeTrace, lineThrough, parseTrace, type Step, type TraceId } from "../trace";
import { type OpenedRecord, openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, lostInSilence } from "./testing";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8"));

interface Pictures {
  /** The size of pictures that stand in the log itself. */
  readonly data?: Size;
  readonly named?: Readonly<Record<string, Size>>;
}

/** The records of a log; none of its strings and pictures may be lost in silence. */
async function opened(value: unknown, { data, named = {} }: Pictures = {}): Promise<readonly OpenedRecord[]> {
  const pictures = Object.fromEntries(
    Object.entries({ ...named, ...(data ? { data } : {}) }).map(([name, size], i) => [
      name,
      { digit: "abcdef"[i] ?? "f", ...size },
    ]),
  );
  const contents = readLog(JSON.stringify(value));
  expect(contents.unread).toEqual([]);
  const records = await Promise.all(
    contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts(pictures))),
  );
  for (const { trace } of records)
    expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace)))))).toEqual(trace);
  expect(lostInSilence(value, records, contents.records[0]?.form ?? "")).toEqual([]);
  return records;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A step in short. */
function inShort({ body }: Step): string {
  switch (body.kind) {
    case "problem":
      return `asked ${body.question.trim()}`;
    case "action": {
      const { action } = body;
      if (action.kind === "operate")
        return [action.gesture, ...action.points.map(({ x, y }) => `${tenth(x)},${tenth(y)}`), action.words]
          .filter((part) => part !== "")
          .join(" ");
      if (action.kind === "program") return `program ${action.language}`;
      return "box" in action ? `${action.kind} ${Object.values(action.box).map(Math.round).join(" ")}` : action.kind;
    }
    case "observation":
      return [body.image ? "saw a picture" : "saw", body.text.trim()].filter((part) => part !== "").join(" ");
    case "unparsed":
      return `unparsed ${body.code}`;
    default:
      return `${body.kind} ${body.text}`;
  }
}

const line = ({ trace }: OpenedRecord): readonly string[] => lineThrough(trace, null).map(inShort);
const findings = ({ report }: OpenedRecord) =>
  report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`.trim());

async function only(value: unknown, pictures: Pictures = {}): Promise<OpenedRecord> {
  const [first, ...more] = await opened(value, pictures);
  if (!first || more.length > 0) throw new Error("Not one record");
  return first;
}

describe("clicks on screenshots", () => {
  const screens = { "s1.png": { width: 1920, height: 1080 }, "s2.png": { width: 1920, height: 1080 } };

  it("of UI-TARS 1.5 count pixels of the picture as it was resized", async () => {
    const record = await only(fixture("18-uitars.json"), { named: screens });
    expect(record.report.system).toBe("ui-tars-1.5");
    expect(line(record).slice(1)).toEqual([
      "thought The gear is at the top right.",
      "click 1818.6,41.5",
      "saw a picture",
      "thought Settings are open.",
      "answer done",
    ]);
    expect(findings(record)).toEqual([]);
    expect(record.report.marks).toBe(1);
  });

  it("of OpenAI's computer use lie on the screenshot shown last", async () => {
    const record = await only(fixture("18-response.json"), { data: { width: 1024, height: 768 } });
    expect(record.report.system).toBe("openai");
    expect(line(record)).toEqual([
      "asked Open the settings.",
      "thought The gear is at the top right.",
      "click 980,24",
      "saw a picture",
      "answer Settings are open.",
    ]);
    expect(findings(record)).toEqual([]);
  });
});

describe("Gemini", () => {
  const board = { data: { width: 1600, height: 900 } };
  const looked = [
    "thought The label is small; I will crop it.",
    "program python",
    "zoom 1184 72 192 90",
    "saw a picture",
    "answer The label is green.",
  ];

  it("has contents and candidates with parts", async () => {
    const record = await only(fixture("06-run.json"), board);
    expect(record.report).toMatchObject({ system: "gemini-api", observations: { kept: 1 } });
    expect(line(record)).toEqual(["asked What colour is the label in the upper right?", ...looked]);
    expect(findings(record)).toEqual([]);
  });
});
