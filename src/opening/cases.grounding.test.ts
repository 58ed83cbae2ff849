// Logs whose boxes were read in the wrong space, or not at all, each with the right values. The logs are in
// `fixtures/cases`; of their pictures only the sizes are told here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { encodeTrace, parseTrace, type Step, type TraceId } from "../trace";
import { type OpenedRecord, openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

type Pictures = Parameters<typeof countingPorts>[0];

async function openText(text: string, pictures: Pictures = {}): Promise<OpenedRecord> {
  const [record] = readLog(text).records;
  if (!record) throw new Error("No record");
  const opened = await openRecord(record, "t" as TraceId, countingPorts(pictures));
  expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(opened.trace)))))).toEqual(opened.trace);
  return opened;
}

const openCase = (name: string, pictures: Pictures): Promise<OpenedRecord> =>
  openText(readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8"), pictures);

const street = (width: number, height: number): Pictures => ({ "street.jpg": { digit: "a", width, height } });

/** A step in short: the sides of its box to a tenth of a pixel, its words. */
function inShort({ body }: Step): string {
  if (body.kind === "action" && "box" in body.action) {
    const { left, top, width, height } = body.action.box;
    const sides = [left, top, left + width, top + height].map((side) => Math.round(side * 10) / 10);
    const label = "label" in body.action && body.action.label !== "" ? ` ${body.action.label}` : "";
    return `${body.action.kind} ${sides.join(" ")}${label}`;
  }
  if (body.kind === "observation") return body.image ? "saw a picture" : "saw words";
  return "text" in body ? `${body.kind} ${body.text}` : body.kind;
}

const stepsOf = ({ trace }: OpenedRecord): readonly string[] => [...trace.steps.values()].slice(1).map(inShort);
const findings = ({ report }: OpenedRecord) => report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`);

describe("one JSON in several spaces", () => {
  it.each([
    ["07-qwen25-absolute.json", street(1080, 1920), "qwen2.5-vl", ["box 207.7 1172.7 633 1500.6 van"]],
    ["07-kimi-unit.json", street(1200, 800), "kimi-vl", ["box 336 400 624 560 van"]],
    ["07-gemini-box.json", street(1200, 800), "gemini", ["box 336 400 624 560 van"]],
    [
      "07-qwen3-zoom-no-index.json",
      { "shelf.png": { digit: "a", width: 2000, height: 1000 } },
      "qwen3-vl",
      ["thought Zoom in on it.", "zoom 800 300 1000 500", "saw a picture", "answer A pair of shoes."],
    ],
  ])("%s is read by the name of its model", async (name, pictures, system, steps) => {
    const opened = await openCase(name, pictures);
    expect(stepsOf(opened)).toEqual(steps);
    expect(opened.report.system).toBe(system);
    expect(findings(opened)).toEqual([]);
  });
});

describe("boxes between marks", () => {
  it.each([
    [
      "08-glm-box.json",
      "glm-v",
      [
        "thought The van is on the left, about",
        "box 336 400 624 560",
        "thought The van is at",
        "box 336 400 624 560",
        "answer [[280,500,520,700]]",
      ],
    ],
    ["08-internvl-box.json", "internvl", ["box 336 400 624 560 the van"]],
    ["08-qwen2-tokens.json", "qwen2-vl", ["thought The", "box 336 400 624 560 van", "answer is parked."]],
  ])("%s are drawn", async (name, system, steps) => {
    const opened = await openCase(name, street(1200, 800));
    expect(stepsOf(opened)).toEqual(steps);
    expect(opened.report.system).toBe(system);
    expect(findings(opened)).toEqual([]);
  });

  it("are drawn where they are the answer, which stays one", async () => {
    const opened = await openCase("09-log.json", street(800, 600));
    expect(stepsOf(opened)).toEqual([
      "thought The van is right of the tree.",
      "box 384.2 255.1 610.8 479.6 van",
      'answer ```json\n[{"bbox_2d": [390, 250, 620, 470], "label": "van"}]\n```',
    ]);
    expect(findings(opened)).toEqual([]);
  });
});

describe("a run without any picture", () => {
  it("has a stand-in of picture 0", async () => {
    const opened = await openCase("20-run.txt", {});
    expect(stepsOf(opened)).toEqual(["thought The sign over the door should tell the place.", "zoom 578 290 654 463"]);
    expect(findings(opened)).toEqual([]);
    expect(opened.report.missingImages).toEqual(["image 1"]);
  });
});
