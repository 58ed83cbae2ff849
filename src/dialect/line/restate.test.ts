import { describe, expect, it } from "vitest";
import type { Action, ImageId } from "../../action";
import { boxFromCorners, imageBox } from "../../geometry";
import { type Author, type ImageRecord, plainStep, type Step, type StepBody, type StepId } from "../../trace";
import { generation } from "../../trace/testing";
import { createDialect, FOREIGN_SYSTEMS } from "../systems";
import { restated, turnsOf } from "./restate";

const PICTURE = "a".repeat(64) as ImageId;
const CROP = "b".repeat(64) as ImageId;
const images = new Map<ImageId, ImageRecord>([
  [PICTURE, { id: PICTURE, width: 1920, height: 1080, name: "", origin: { kind: "source" } }],
  [CROP, { id: CROP, width: 192, height: 108, name: "", origin: { kind: "derived", from: PICTURE } }],
]);

let count = 0;
const step = (author: Author, body: StepBody, raw = "", model?: { dialect?: string }): Step => ({
  ...plainStep({ id: `s${++count}` as StepId, parent: null, author, atMillis: 0, body, raw }),
  generation: model ? { ...generation, ...model } : null,
});
const problem = (dialect?: string, instructions?: string): Step =>
  step(dialect ? "import" : "human", {
    kind: "problem",
    question: "What time is it?",
    images: [PICTURE],
    ...(dialect ? { dialect } : {}),
    ...(instructions === undefined ? {} : { instructions }),
  });
const zoom: StepBody = {
  kind: "action",
  action: { kind: "zoom", image: PICTURE, box: boxFromCorners(192, 108, 384, 216) },
  declared: null,
};
const CALL =
  '<tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [192, 108, 384, 216], "label": "clock"}}</tool_call>';
const deepEyesLine = [
  problem("deepeyes", "The log's own instructions."),
  step("import", { kind: "thought", text: "look" }, "<think>look</think>"),
  step("import", zoom, CALL),
  step("import", { kind: "observation", image: CROP, text: "Go on." }, "<image>Go on."),
];
const wordsOf = (turns: ReturnType<typeof turnsOf>["turns"]): string[] =>
  turns.map(({ role, parts }) => `${role}: ${parts.map((part) => (part.kind === "text" ? part.text : "▣")).join("")}`);

describe("thinking on from a log", () => {
  it("keeps the system's own words to the letter", () => {
    const { turns } = turnsOf(createDialect("deepeyes", { instructions: "ours" }), deepEyesLine, "m", images);
    expect(wordsOf(turns).slice(0, 3)).toEqual([
      "system: The log's own instructions.",
      "user: ▣What time is it?",
      `assistant: <think>look</think>${CALL}`,
    ]);
    expect(wordsOf(turns)[3]).toMatch(/^user: <tool_response>Go on\.▣/);
  });

  it("puts a person's instructions before those of the log", () => {
    const dialect = createDialect("deepeyes", { instructions: "Be quick.", insists: true });
    expect(wordsOf(turnsOf(dialect, deepEyesLine, "m", images).turns)[0]).toBe("system: Be quick.");
  });

  it("says it all again for a model that is asked to speak another way", () => {
    const dialect = createDialect("qwen3-vl", { instructions: "Qwen's tools." });
    const { turns } = turnsOf(dialect, deepEyesLine, "m", images);
    expect(wordsOf(turns)).toEqual([
      "system: Qwen's tools.",
      "user: ▣What time is it?",
      'assistant: <think>look</think><tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 100, 200, 200], "label": "", "img_idx": 0}}\n</tool_call>',
      "user: <tool_response>▣</tool_response>",
    ]);
  });

  it("keeps words that say the same in a dialect next to its own", () => {
    const line = restated(createDialect("deepeyes-training"), deepEyesLine, images);
    expect(line.map(({ raw }) => raw)).toEqual(deepEyesLine.map(({ raw }) => raw));
  });

  it("keeps a turn that cannot be told apart from its words, as a fence with several boxes", () => {
    const box = (label: string): StepBody => ({
      kind: "action",
      action: { kind: "box", image: PICTURE, box: boxFromCorners(0, 0, 9, 9), label },
      declared: null,
    });
    const [first, second] = ['```json\n[{"index": 1, "bbox_2d": [0, 0, 9, 9], "label": "a"},', ' {"index": 1}]\n```'];
    const line = [problem("vilasr"), step("import", box("a"), first), step("import", box("b"), second)];
    expect(restated(createDialect("vilasr"), line, images)).toEqual(line);
  });
});

describe("words of other hands", () => {
  it("says a model's native turn again, without its tokens", () => {
    const line = [problem(), step("model", zoom, "<act>zoom 10 10 20 20</act>", {})];
    const [, said] = restated(createDialect("deepeyes"), line, images);
    expect(said).toMatchObject({ generation: null, body: zoom });
    expect(said?.raw).toContain('"bbox_2d": [192, 108, 384, 216]');
  });

  it("keeps a turn of its own and its tokens", () => {
    const line = [problem(), step("model", zoom, CALL, { dialect: "deepeyes" })];
    const { turns } = turnsOf(createDialect("deepeyes"), line, generation.model, images);
    expect(turns.at(-1)).toMatchObject({ parts: [{ text: CALL }], tokenIds: [3] });
  });

  it("keeps what a person wrote in the dialect, and says again what was written in another", () => {
    const native = createDialect("native");
    const [, mine] = restated(native, [problem(), step("human", zoom, "<act>zoom 10 10 20 20</act>")], images);
    expect(mine?.raw).toBe("<act>zoom 10 10 20 20</act>");
    const [, theirs] = restated(native, [problem(), step("human", zoom, CALL)], images);
    expect(theirs?.raw).toBe("<act>zoom 10 10 20 20</act>");
  });

  it("leaves words for which it has none as they are", () => {
    const point: StepBody = {
      kind: "action",
      action: { kind: "flip", image: PICTURE, axis: "horizontal" },
      declared: null,
    };
    const line = [problem(), step("model", point, "<act>flip horizontal</act>", {})];
    expect(restated(createDialect("mini-o3"), line, images)).toEqual(line);
  });
});

describe("what a model is told", () => {
  const told = FOREIGN_SYSTEMS.names.filter((name) => FOREIGN_SYSTEMS.instructions(name) !== null);

  it.each(told)("%s: instructions with the sizes filled in, then the picture and the question", (name) => {
    const dialect = createDialect(name, { instructions: FOREIGN_SYSTEMS.instructions(name) ?? "" });
    const { turns } = turnsOf(dialect, [problem()], "m", images);
    const text = wordsOf(turns).join("\n");
    expect(text).not.toMatch(/\{width\}|\{height\}/);
    expect(text).toContain("▣");
    expect(text).toContain("What time is it?");
  });

  it("shows pictures at the size that boxes count in, and says it where the system does", () => {
    const dialect = createDialect("vilasr", { instructions: FOREIGN_SYSTEMS.instructions("vilasr") ?? "" });
    const line = [problem(), step("model", { kind: "observation", image: PICTURE, text: "" })];
    const { turns } = turnsOf(dialect, line, "m", images);
    expect(turns.flatMap(({ parts }) => parts).filter((part) => part.kind === "image")).toEqual([
      { kind: "image", image: PICTURE, size: { width: 784, height: 420 } },
      { kind: "image", image: PICTURE, size: { width: 784, height: 420 } },
    ]);
    expect(wordsOf(turns).at(-1)).toBe("user: ▣\nThe index of the given image is 2 (width: 784, height: 420).");
  });

  it("shows a cut-out as large as the system's tool makes it", () => {
    const action: Action = { kind: "zoom", image: PICTURE, box: imageBox(0, 0, 192, 108) };
    const line = [
      problem(),
      step("model", { kind: "action", action, declared: null }),
      step("model", { kind: "observation", image: CROP, text: "" }),
    ];
    const sizes = (["chain-of-focus", "qwen3-vl", "mini-o3"] as const).map((name) => {
      const part = turnsOf(createDialect(name), line, "m", images)
        .turns.at(-1)
        ?.parts.find(({ kind }) => kind === "image");
      return part?.kind === "image" ? part.size : null;
    });
    expect(sizes).toEqual([{ width: 476, height: 280 }, { width: 704, height: 384 }, undefined]);
  });
});
