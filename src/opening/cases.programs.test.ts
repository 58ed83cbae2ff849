// Cases 15 to 17, and others of their kinds: programs across turns, turned pictures, notebooks without tags.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDialect, shownAlong } from "../dialect";
import type { OpenedRecord } from "./openRecord";
import { readLog } from "./readLog";
import { lostInSilence } from "./testing";
import { findings, opened, stepsOf } from "./testing/steps";

const textOf = (name: string): string => readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8");

const chat = (...messages: readonly (readonly [role: string, content: unknown])[]): string =>
  JSON.stringify(messages.map(([role, content]) => ({ role, content })));
const picture = (name: string): object => ({ type: "image_url", image_url: { url: name } });
const code = (source: string): string => `<code>\n\`\`\`python\n${source}\n\`\`\`\n</code>`;

describe("programs across turns", () => {
  it("find PyVision's images by their names, and the variables of the turn before", async () => {
    const records = await opened(textOf("15-pyvision.json"));
    expect(records[0]?.report).toMatchObject({ system: "pyvision", notUnderstood: [], missingImages: [] });
    expect(stepsOf(records[0] as OpenedRecord).slice(1)).toEqual([
      "thought I will enlarge the plate.",
      "program #1",
      "zoom #1 300 200 120 80",
      "saw #2",
      "thought Still small, its left part.",
      "program #1",
      "zoom #1 310 210 50 40",
      "saw #3",
      "answer AB",
    ]);
  });

  it("show DeepEyesV2 what came of them, in the assistant's role", async () => {
    const records = await opened(textOf("15-deepeyesv2.json"));
    expect(records[0]?.report).toMatchObject({ system: "deepeyes-v2", notUnderstood: [], missingImages: [] });
    expect(stepsOf(records[0] as OpenedRecord)).toEqual([
      "asked What is written on the red plate? #1",
      "thought Enlarge the plate.",
      "program #1",
      "zoom #1 300 200 120 80",
      "saw #2",
      "thought Its left part.",
      "program #1",
      "zoom #1 310 210 50 40",
      "saw #3",
      "thought Now it is clear.",
      "answer AB",
    ]);
  });

  it("go on from numbers, and from a picture that was turned and shown", async () => {
    const records = await opened(
      chat(
        ["user", [picture("a.png"), { type: "text", text: "What?" }]],
        ["assistant", code("box = (10, 20, 110, 90)\nturned = image_1.rotate(-90, expand=True)\nplt.imshow(turned)")],
        ["user", [{ type: "text", text: "Code execution result:\n" }, picture("turned.png")]],
        ["assistant", code("plt.imshow(turned.crop(box))")],
        ["user", [{ type: "text", text: "Code execution result:\n" }, picture("crop.png")]],
        ["assistant", "<answer>B</answer>"],
      ),
    );
    expect(findings(records)).toEqual([]);
    expect(stepsOf(records[0] as OpenedRecord)).toEqual([
      "asked What? #1",
      "program #1",
      "rotate #1 90",
      "saw #2",
      "program #1",
      "zoom #2 10 20 100 70",
      "saw #3",
      "answer B",
    ]);
  });

  it("tell what cannot be known, with its place", async () => {
    const records = await opened(
      chat(
        ["user", [picture("a.png"), { type: "text", text: "What?" }]],
        ["assistant", `Look.\n${code("box = detect(image_1)\npart = image_1.crop(box)")}`],
        ["user", [{ type: "text", text: "Code execution result:\n" }, picture("crop.png")]],
        ["assistant", "<answer>B</answer>"],
      ),
    );
    expect(records[0]?.report.notUnderstood).toMatchObject([
      { place: "message 2, character 39", code: "unsupported-call", what: "crop", excerpt: "part = image_1.crop(box)" },
    ]);
  });

  it.each([
    ["<interpreter>\nText Result:\n3\n</interpreter>", "saw <interpreter> Text Result: 3 </interpreter>"],
    ["<tool_response>none</tool_response>", "saw <tool_response>none</tool_response>"],
    ["OBSERVATION: Execution success.", "saw OBSERVATION: Execution success."],
  ])("show results that stand in the assistant's role: %j", async (result, seen) => {
    const records = await opened(
      chat(
        ["user", [picture("a.png"), { type: "text", text: "What?" }]],
        ["assistant", code("print(image_1.size)")],
        ["assistant", result],
        ["assistant", "<answer>B</answer>"],
      ),
    );
    expect(stepsOf(records[0] as OpenedRecord).slice(2)).toEqual([seen, "answer B"]);
  });

  it("take the marks in a message for the pictures beside them, and no more of them than there are", async () => {
    const records = await opened(
      chat(
        ["user", [{ type: "text", text: "<image>\nWhat is on <image>?" }, picture("a.png"), picture("turned.png")]],
        ["assistant", "<answer>B</answer>"],
      ),
    );
    expect(records[0]?.report.missingImages).toEqual([]);
    expect(stepsOf(records[0] as OpenedRecord)[0]).toBe("asked What is on ? #1 #2");
  });
});

describe("Mini-o3 with a turn", () => {
  it("means the turned picture by `original_image` from there on", async () => {
    const records = await opened(textOf("16-mini-o3-rotate/traj.jsonl"));
    expect(records[0]?.report).toMatchObject({ system: "mini-o3", notUnderstood: [], missingImages: [] });
    expect(stepsOf(records[0] as OpenedRecord)).toEqual([
      "asked Question: What is on the blue sign? #1",
      "thought The picture lies on its side.",
      "rotate #1 90",
      "saw #2",
      "thought Upright now. I look at the sign.",
      "zoom #2 450 60 270 90",
      "saw #3",
      "thought I can read it.",
      "answer EXIT",
    ]);
    expect(records[0]?.report.comparisons.map(({ agreement }) => agreement > 0.97)).toEqual([true, true]);
    const { trace } = records[0] as OpenedRecord;
    const dialect = createDialect("mini-o3");
    const line = [...trace.steps.values()];
    const shown = shownAlong(dialect, line, trace.images);
    expect(shown.map(({ turned }) => turned ?? false)).toEqual([false, true, false]);
    const zoom = line.find(({ body }) => body.kind === "action" && body.action.kind === "zoom");
    expect(zoom && dialect.print(zoom.body, shown)).toContain('"source": "original_image"');
    const told = dialect.transcribe(line, "", trace.images).turns.map(({ parts }) => JSON.stringify(parts));
    expect(told[2]).toContain("set as the new original image");
  });

  it("counts on where a turn was refused: then the first picture is still the original", async () => {
    const lines = [
      { doc_id: "s1", initial_prompt: "<image>\nWhat?" },
      { turn_idx: 0, text_output: '<rotate>{"angle": 90}</rotate>' },
      { error_info: "ERROR occurs during rotate." },
      { turn_idx: 1, text_output: '<grounding>{"bbox_2d": [0, 0, 0.5, 0.5], "source": "original_image"}</grounding>' },
      { turn_idx: 2, text_output: "<answer>B</answer>" },
    ];
    const records = await opened(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(stepsOf(records[0] as OpenedRecord)[3]).toBe("zoom #1 0 0 300 450");
  });
});

describe("the ledger of these cases", () => {
  it.each(["15-pyvision.json", "15-deepeyesv2.json"])("%s leaves nothing unaccounted for", async (name) => {
    const text = textOf(name);
    expect(lostInSilence(JSON.parse(text), await opened(text), "messages")).toEqual([]);
  });
});

const printed = (text: string): object => ({ output_type: "stream", name: "stdout", text: text.split(/(?<=\n)/) });
const PICTURES: readonly string[] = ["17-grounding.ipynb", "17-coding_demo.ipynb"].flatMap((name) => [
  ...new Set([...textOf(name).matchAll(/"image\/png": "([^"]+)"/g)].map(([, bytes]) => bytes ?? "")),
]);
/** A picture of 480×640. */
const shown: object = { output_type: "display_data", data: { "image/png": PICTURES[0], "text/plain": "<PIL.Image>" } };
const notebook = (...cells: readonly (readonly [source: string, ...outputs: object[]])[]): string =>
  JSON.stringify({
    nbformat: 4,
    cells: cells.map(([source, ...outputs]) => ({ cell_type: "code", source, outputs })),
  });
const PLACES = '```json\n[\n\t{"bbox_2d": [500, 500, 1000, 1000], "label": "cup"}\n]\n```\n';

describe("notebooks without tags", () => {
  it("hold points and boxes on the picture that their cell shows, before them or behind", async () => {
    const records = await opened(textOf("17-grounding.ipynb"));
    expect(records.map(({ report }) => report.system)).toEqual(["qwen3-vl", "qwen3-vl"]);
    expect(records.map(stepsOf)).toEqual([
      ["asked Point to the empty spot on the shelf, as JSON. #1", "point #1 444 395.52 spot"],
      ["asked #1", "box #1 420 380 40 30"],
    ]);
    expect(findings(records)).toEqual([]);
  });

  it("hold several runs in one cell, each with its picture, its question and the right answer", async () => {
    const records = await opened(textOf("17-coding_demo.ipynb"));
    expect(records.map(({ report }) => report.system)).toEqual(["visual-arft", "visual-arft"]);
    expect(findings(records)).toEqual([]);
    expect(records.map(stepsOf)).toEqual([
      [
        "asked What does the label say? #1",
        "thought The picture stands on its head.",
        "thought {'rotation180'}",
        "thought Turn it by 180 degrees.",
        "program #1",
        "rotate #1 180",
        "saw #2",
        "thought Now it can be read.",
        "answer FRAGILE",
      ],
      [
        "asked What stands in the red field? #1",
        "thought Cut the field out.",
        "thought {'crop'}",
        "thought The field is in the middle.",
        "program #1",
        "zoom #1 216 310 90 90",
        "saw #2",
        "thought It says 7.",
        "answer 7",
      ],
    ]);
    expect(records.map(({ trace }) => [...trace.steps.values()][0]?.body)).toMatchObject([
      { reference: { answer: "FRAGILE", source: { field: "Ground Truth" } } },
      { reference: { answer: "7" } },
    ]);
  });

  it("hold the question in their source where they do not print it", async () => {
    const records = await opened(
      notebook(["prompt = 'Box the ' \"cup.\"\nresponse = ask(path, prompt)\nprint(response)", shown, printed(PLACES)]),
    );
    expect(records.map(stepsOf)).toEqual([["asked Box the cup. #1", "box #1 240 320 240 320"]]);
  });

  it("hold an answer in plain words where a question and a picture stand with it", async () => {
    const asked = notebook(["ask()", printed("Prompt:\nWhich?\n\nAnswer:\nC. window\n"), shown]);
    expect((await opened(asked)).map(stepsOf)).toEqual([["asked Which? #1", "answer C. window"]]);
    const { records, unread } = readLog(notebook(["print(1)", printed("C. window\n"), shown]));
    expect([records, unread.map(({ code: why }) => why)]).toEqual([[], ["no-run"]]);
  });

  it("part runs at their questions, at lines of signs, and at answers", async () => {
    const one = "<think>a</think>\n<answer>1</answer>\n";
    const cell = (...outputs: object[]) => opened(notebook(["run()", ...outputs]));
    const asks = (records: readonly OpenedRecord[]) => records.map((record) => stepsOf(record)[0]);
    const both = ["asked A? #1", "asked B? #1"];
    expect(
      asks(
        await cell(
          printed(`<query> A? </query>\n`),
          shown,
          printed(one),
          printed("<query> B? </query>\n"),
          shown,
          printed(one),
        ),
      ),
    ).toEqual(both);
    expect(
      asks(await cell(shown, printed(`Question: A?\nAnswer: ${one}`), shown, printed(`Question: B?\nAnswer: ${one}`))),
    ).toEqual(both);
    const cut = `${"=".repeat(40)}\n`;
    expect(
      asks(
        await cell(
          shown,
          printed("<query>A?</query>\n<think>never ends</think>\n"),
          printed(cut),
          shown,
          printed(`<query>B?</query>\n${one}`),
        ),
      ),
    ).toEqual(both);
    // A line between the turns of one run parts nothing.
    expect(asks(await cell(shown, printed(`<query>A?</query>\n<think>a</think>\n${cut}<answer>1</answer>\n`)))).toEqual(
      ["asked A? #1"],
    );
  });

  it("show pictures within pages, and tell of those that are there only in a plot", async () => {
    const [url] = PICTURES;
    const page = {
      output_type: "display_data",
      data: { "text/html": [`<img width="9" src="data:image/png;base64,${url}"/>`], "text/plain": "<HTML>" },
    };
    const inPage = await opened(notebook(["run()", page, printed(PLACES)]));
    expect([inPage.map(stepsOf), findings(inPage)]).toEqual([[["asked #1", "box #1 240 320 240 320"]], []]);
    const plot = {
      output_type: "display_data",
      data: { "image/png": url, "text/plain": ["<Figure size 500x500 with 1 Axes>"] },
    };
    const inPlot = await opened(notebook(["run()", plot, printed(PLACES)]));
    expect(inPlot[0]?.report.notUnderstood).toMatchObject([
      { code: "picture-lost", what: "plot", excerpt: "<Figure size 500x500 with 1 Axes>" },
    ]);
  });

  it("tell what a cell failed with, and words that are of no run", async () => {
    const failed = { output_type: "error", ename: "ValueError", evalue: "no more tokens", traceback: [] };
    const run = "<think>a</think><answer>1</answer>\n";
    const records = await opened(notebook(["run()", shown, printed(`${run}${"#".repeat(30)}\nDone.\n`), failed]));
    expect(records[0]?.report.notUnderstood).toMatchObject([
      { code: "no-run", excerpt: "Done." },
      { code: "unread-field", what: "outputs[].ValueError", excerpt: "no more tokens" },
    ]);
  });
});
