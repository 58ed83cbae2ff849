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

/** A chat with one answer, by a model that may be named. */
const chat = (answer: string, more: object = {}): string =>
  JSON.stringify({
    ...more,
    messages: [
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "street.jpg" } },
          { type: "text", text: "Where?" },
        ],
      },
      { role: "assistant", content: answer },
    ],
  });
const json = (...boxes: readonly (readonly number[])[]): string =>
  JSON.stringify(boxes.map((box) => ({ bbox_2d: box, label: "van" })));
const ZOOM = (box: readonly number[]): string =>
  `<tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [${box}]}}</tool_call>`;

describe("boxes in the answer of a model that nobody names", () => {
  it.each([
    ["[{'Position': [280, 500, 520, 700], 'Confidence': 0.9}]", "box 336 400 624 560"],
    ['{"bbox": [336, 400, 624, 560], "point_2d": [400, 450]}', "box 336 400 624 560"],
    ['{"bbox": [280, 500, 520, 900]}', "box 336 400 624 720"],
    ['[{"bbox_2d": [280, 500, 520, 700], "label": "van"}]', "box 336 400 624 560 van"],
  ])("%s", async (answer, box) => {
    const opened = await openText(chat(`<think>There.</think><answer>${answer}</answer>`), street(1200, 800));
    const steps = stepsOf(opened);
    expect([steps[0], steps[1], steps.at(-1)]).toEqual(["thought There.", box, `answer ${answer}`]);
    expect(findings(opened)).toEqual([]);
  });
});

describe("numbers that cannot be in the believed space", () => {
  it.each([
    ["shares", json([0.28, 0.5, 0.52, 0.7]), ["box 336 400 624 560 van"], ["permille", "unit", "within-one"]],
    [
      "pixels",
      json([336, 400, 1120, 560], [10, 10, 60, 60]),
      ["box 336 400 1120 560 van", "box 10 10 60 60 van"],
      ["permille", "pixel", "fits-the-image"],
    ],
    ["thousandths", ZOOM([280, 500, 520, 900]), ["zoom 336 400 624 720"], ["pixel", "permille", "beyond-the-image"]],
    ["shares of a call", ZOOM([0.28, 0.5, 0.52, 0.7]), ["zoom 336 400 624 560"], ["pixel", "unit", "within-one"]],
  ])("are read as %s, and the report says why", async (_, answer, steps, [believed, taken, ground]) => {
    const opened = await openText(chat(answer), street(1200, 800));
    expect(stepsOf(opened)).toEqual(steps);
    expect(opened.report.assumed).toEqual([{ kind: "space", believed, taken, ground }]);
  });

  it("are read alike in all of a record", async () => {
    const opened = await openText(chat(json([336, 400, 1100, 560], [0, 0, 1, 1])), street(1200, 800));
    expect(stepsOf(opened)).toEqual(["box 336 400 1100 560 van", "box 0 0 1 1 van"]);
  });

  it("are shares also where the model is named", async () => {
    const opened = await openText(chat(json([0.28, 0.5, 0.52, 0.7]), { model: "Qwen3-VL-8B" }), street(1200, 800));
    expect(stepsOf(opened)).toEqual(["box 336 400 624 560 van"]);
  });

  it("stay as they are where the form tells the system: its tool cuts what it is told", async () => {
    const said = [{ role: "assistant", content: ZOOM([900, 500, 1000, 790]) }];
    const log = { image: "street.jpg", question: "Where?", pred_output: said };
    const opened = await openText(JSON.stringify(log), street(800, 800));
    expect(stepsOf(opened)).toEqual(["zoom 900 500 1000 790"]);
    expect(opened.report.assumed).toEqual([]);
    expect(findings(opened)).toEqual(["outside-image "]);
  });

  it.each([[[336, 400, 624, 560]], [[700, 500, 1210, 810]]])("believes %j, which can be", async (box) => {
    const opened = await openText(chat(ZOOM(box)), street(1200, 800));
    expect(stepsOf(opened)).toEqual([`zoom ${box.join(" ")}`]);
    expect(opened.report.assumed).toEqual([]);
  });

  it("hold a stand-in that is large enough for them", async () => {
    const opened = await openText(chat(json([336, 400, 1624, 560])), {});
    expect(stepsOf(opened)).toEqual(["box 336 400 1624 560 van"]);
    expect(opened.report.assumed).toEqual([
      { kind: "size", width: 1624, height: 560, ground: "numbers" },
      { kind: "space", believed: "permille", taken: "pixel", ground: "fits-the-image" },
    ]);
  });
});

describe("where a record names its model", () => {
  const answer = json([210, 1180, 640, 1510]);
  const named = "Qwen/Qwen2.5-VL-7B-Instruct";
  it.each([
    ["model_name", { model_name: named }],
    ["args", { args: { model_path: `/ckpt/${named}` } }],
    ["eval.model", { eval: { model: named } }],
    ["model_configs", { model_configs: { model_args: `pretrained=${named},max_pixels=1` } }],
    ["request", { request: { model: named } }],
    ["a record for a name", { model: { name: named, provider: "vllm" } }],
  ])("in %s", async (_, more) => {
    const opened = await openText(chat(answer, more), street(1080, 1920));
    expect(opened.report.system).toBe("qwen2.5-vl");
    expect(stepsOf(opened)).toEqual(["box 207.7 1172.7 633 1500.6 van"]);
  });
});

describe("a picture that is stored turned", () => {
  const turned = (name: string): Pictures => ({ [name]: { digit: "a", width: 400, height: 800, orientation: 6 } });

  it("is marked where a system means that never turns one", async () => {
    const opened = await openCase("23-log.jsonl", turned("p.jpg"));
    expect(stepsOf(opened)).toEqual(["thought look", "zoom 200 600 300 700", "saw a picture", "answer red"]);
    expect(opened.report.assumed).toEqual([
      { kind: "orientation", orientation: 6, asStored: true, ground: "never-turns" },
    ]);
    expect(findings(opened)).toEqual([]);
    const [, , zoom] = opened.trace.steps.values();
    expect(zoom?.body).toMatchObject({ declared: { numbers: [600, 100, 700, 200], asStored: true } });
  });

  // 800 × 400 is shown at 812 × 392.
  it.each([
    [
      "as stored, where the numbers fit there alone",
      [600, 100, 700, 200],
      "box 195.9 591.1 298 689.7 van",
      "fits-as-stored",
    ],
    ["upright, where they fit there alone", [100, 600, 200, 700], "box 102 591.1 204.1 689.7 van", "fits-upright"],
  ])("is read %s", async (_, box, step, ground) => {
    const opened = await openText(chat(json(box), { model: "Qwen2.5-VL-3B" }), turned("street.jpg"));
    expect(stepsOf(opened)).toEqual([step]);
    expect(opened.report.assumed).toMatchObject([{ kind: "orientation", ground }]);
  });

  it("is upright to a system that counts in shares and of which nothing is known", async () => {
    const opened = await openText(chat(json([0.2, 0.6, 0.3, 0.7]), { model: "kimi-vl" }), turned("street.jpg"));
    expect(stepsOf(opened)).toEqual(["box 80 480 120 560 van"]);
    expect(opened.report.assumed).toEqual([]);
  });
});
