import { beforeEach, describe, expect, it } from "vitest";
import type { Action, ImageId } from "../action";
import { must, ok } from "../base";
import { createDialect, type DialectName, FOREIGN_SYSTEMS } from "../dialect";
import { imageBox, imagePoint } from "../geometry";
import { countingClockAndIds, GREEDY, PICTURE, picture, problemStep, scriptedModel } from "../runner/testing";
import { emptyTrace, logOf, plainStep, type Step, type StepBody, type StepId, type TraceId } from "../trace";
import { visibleLine } from "./place";
import { createSession, type Session } from "./session";

// A model that speaks another system's dialect, driven as that system drives it.

let performed: Action[];
let session: Session;

/** ToolExecutor that name each picture by how many there were, and remember what they were asked. */
const executor = {
  async perform(action: Action) {
    performed.push(action);
    const { width, height } = action.kind === "zoom" ? { width: 40, height: 20 } : picture;
    return ok({ id: String(performed.length).repeat(64) as ImageId, width, height });
  },
};

const open = (line: readonly Step[]): void => {
  performed = [];
  session = createSession({ executor, clockAndIds: countingClockAndIds() });
  session.open(logOf(emptyTrace("t" as TraceId, "")), null, null);
  const steps = line.map((step) => ({ kind: "add-step" as const, step, index: 0 }));
  must(session.commit("open-problem", { kind: "batch", edits: [{ kind: "add-image", image: picture }, ...steps] }));
  session.goTo(line.at(-1)?.id ?? problemStep.id);
};

const state = () => session.store.getState();
const onScreen = (): readonly Step[] => {
  const { log, place } = state();
  return log ? visibleLine(log.trace, place) : [];
};
const kinds = (): string =>
  onScreen()
    .map(({ body }) => body.kind)
    .join(" ");

async function drive(name: Exclude<DialectName, "native">, words: readonly string[], turns = 4) {
  const model = scriptedModel(words);
  await session.run({
    model,
    dialect: createDialect(name, { instructions: FOREIGN_SYSTEMS.instructions(name) ?? "" }),
    sampling: GREEDY,
    conditions: { limits: { turns, tokensPerTurn: 999 }, refuseActions: false },
    from: state().place.step as StepId,
    siblings: 1,
  });
  const { run } = state();
  return { model, outcome: run.kind === "idle" ? run.outcome?.kind : null };
}

const call = (box: readonly number[], more = ""): string =>
  `<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [${box}], "label": "x"${more}}}\n</tool_call>`;
const imported = (id: string, parent: string | null, body: StepBody, raw = ""): Step =>
  plainStep({ id: id as StepId, parent: parent as StepId | null, author: "import", atMillis: 0, body, raw });

beforeEach(() => open([problemStep]));

describe("a model in a foreign dialect", () => {
  it("asks in the system's words, and shows what came of the look in them", async () => {
    const { model, outcome } = await drive("deepeyes", [
      `<think>closer</think>${call([40, 20, 200, 120])}`,
      "<think>yes</think><answer>K</answer>",
    ]);
    expect(outcome).toBe("answered");
    expect(kinds()).toBe("problem thought action observation thought answer");
    expect(performed).toEqual([{ kind: "zoom", image: PICTURE, box: imageBox(40, 20, 160, 100) }]);
    const [first, second] = model.asked;
    expect(first?.turns.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(JSON.stringify(first?.turns[0])).toContain("image_zoom_in_tool");
    expect(second?.turns.at(-1)?.parts[0]).toEqual({ kind: "text", text: "<tool_response>" });
    expect(onScreen()[1]?.generation?.dialect).toBe("deepeyes");
  });

  it("reads thousandths as thousandths and counts images as the system does", async () => {
    await drive("qwen3-vl", [
      call([100, 100, 600, 600], ', "img_idx": 0'),
      call([0, 0, 500, 500], ', "img_idx": 1'),
      "K",
    ]);
    expect(performed).toMatchObject([
      { image: PICTURE, box: { left: 40, top: 20, width: 200, height: 100 } },
      { image: "1".repeat(64) },
    ]);
    expect(onScreen().at(-1)?.body).toEqual({ kind: "answer", text: "K" });
  });

  it("cuts what the system's own tool would cut", async () => {
    await drive("chain-of-focus", [call([112, 56, 224, 112]), "<answer>K</answer>"]);
    const body = onScreen().find((step) => step.body.kind === "action")?.body;
    const executed = body?.kind === "action" ? body.declared?.executed : null;
    expect(executed).toBeTruthy();
    expect(performed).toMatchObject([{ box: executed }]);
  });

  it("draws all boxes of a fence, and shows one picture with them", async () => {
    const fence =
      '```json\n[{"index": 1, "bbox_2d": [0, 0, 50, 50], "label": "a"}, {"index": 1, "bbox_2d": [60, 0, 90, 50], "label": "b"}]\n```';
    const { model } = await drive("vilasr", [
      `<think>mark</think> Action: Object Mapper\n${fence}`,
      "<think>two</think> Action: Answer\n<answer>2</answer>",
    ]);
    expect(kinds()).toBe("problem thought action action observation thought answer");
    // The second is drawn on what came of the first.
    expect(performed.map(({ image }) => image)).toEqual([PICTURE, "1".repeat(64)]);
    expect(onScreen()[4]?.body).toMatchObject({ image: "2".repeat(64) });
    expect(state().log?.trace.images.get("2".repeat(64) as ImageId)?.origin).toEqual({
      kind: "derived",
      from: PICTURE,
    });
    expect(JSON.stringify(model.asked[1]?.turns.at(-1))).toContain("The index of the given image is 2");
    expect(
      onScreen()
        .slice(2, 4)
        .map(({ raw }) => raw)
        .join(""),
    ).toContain(fence);
  });

  it("keeps what a model does to a screen, and says that there is none here", async () => {
    const clicked = "Thought: There.\nAction: click(start_box='(500,500)')";
    const { outcome } = await drive("ui-tars-1.0", [clicked, "Action: finished(content='K')"]);
    expect(outcome).toBe("answered");
    expect(kinds()).toBe("problem thought action observation answer");
    expect(performed).toEqual([]);
    expect(onScreen()[3]?.body).toMatchObject({ image: null, text: "no screen" });
    const click = onScreen()[2];
    if (click?.body.kind !== "action" || click.body.action.kind !== "operate") throw new Error("No click");
    expect(click.body.action.points).toEqual([{ x: picture.width / 2, y: picture.height / 2 }]);

    // A person who drags the click makes another branch, in the system's words.
    const moved = { ...click.body.action, points: [imagePoint(picture.width / 10, picture.height / 5)] };
    must(await session.reshape(click.id, moved, createDialect("ui-tars-1.0")));
    expect(onScreen()[2]?.raw).toBe("Action: click(start_box='<|box_start|>(100,200)<|box_end|>')\n");
    expect(onScreen()[3]?.body).toMatchObject({ image: null, text: "no screen" });
    session.undo();
    expect(onScreen()[2]?.id).toBe(click.id);
  });

  it("performs the last of several calls where the system does", async () => {
    await drive("deepeyes-training", [`${call([0, 0, 50, 50])}${call([60, 0, 160, 80])}`, "<answer>K</answer>"]);
    expect(kinds()).toBe("problem action action observation answer");
    expect(performed).toMatchObject([{ box: { left: 60 } }]);
  });

  it("keeps all of a turn that is read only when it has ended, and performs what the system does of it", async () => {
    const turn = JSON.stringify({
      thought: "look",
      actions: [
        { name: "crop", arguments: { image: "img_1", param: "[0, 0, 50, 50]" } },
        { name: "crop", arguments: { image: "img_1", param: "[60, 0, 90, 50]" } },
      ],
    });
    await drive("openthinkimg", [
      turn,
      '{"thought": "so", "actions": [{"name": "Terminate", "arguments": {"ans": "K"}}]}',
    ]);
    expect(performed).toMatchObject([{ box: { left: 0 } }]);
    expect(
      onScreen()
        .filter(({ parent }) => parent !== null)
        .map(({ raw }) => raw)
        .join(""),
    ).toContain(turn);
    expect(onScreen().at(-1)?.body).toEqual({ kind: "answer", text: "K" });
  });

  it("ends its turn at the system's own stop", async () => {
    const look = '<grounding>{"bbox_2d": [0.1, 0.1, 0.5, 0.5], "source": "original_image"}</grounding>';
    const { model } = await drive("mini-o3", [`<think>look</think>${look} and then I go on`, "<answer>K</answer>"]);
    expect(kinds()).toBe("problem thought action observation answer");
    expect(model.aborted()).toBe(2);
  });

  it("tells the model of a call that cannot be read, in the system's words", async () => {
    const { model } = await drive("deepeyes", ["<tool_call>zoom please</tool_call>", "<answer>K</answer>"]);
    expect(kinds()).toBe("problem unparsed observation answer");
    expect(JSON.stringify(model.asked[1]?.turns.at(-1))).toContain("Error: ");
  });

  it("keeps words that are none of the system's, and takes none of them for an answer", async () => {
    const { outcome } = await drive("deepeyes", ["<act>zoom 1 2 3 4</act> It is a K."]);
    expect(outcome).toBe("silent");
    expect(onScreen().at(-1)).toMatchObject({ body: { kind: "thought" }, raw: "<act>zoom 1 2 3 4</act> It is a K." });
  });

  it("takes the last words for the answer where the system marks none", async () => {
    const { outcome } = await drive("qwen3-vl", ["It is a K."]);
    expect(outcome).toBe("answered");
  });
});

describe("thinking on from a log", () => {
  it.each([
    ["deepeyes", `<think>look</think>\n${call([40, 20, 200, 120])}`],
    ["qwen3-vl", `Look.\n${call([100, 100, 600, 600], ', "img_idx": 0')}`],
    [
      "vilasr",
      '<think>look</think> Action: Object Mapper\n```json\n[{"index": 1, "bbox_2d": [0, 0, 50, 50], "label": "a"}]\n```',
    ],
  ] as const)("goes on in the words of %s, to the letter", async (name, raw) => {
    const action: Action = { kind: "zoom", image: PICTURE, box: imageBox(40, 20, 160, 100) };
    const problem: StepBody = {
      kind: "problem",
      question: "Which letter?",
      images: [PICTURE],
      instructions: "As the log says.",
      dialect: name,
    };
    open([
      imported("ask", null, problem),
      imported("act", "ask", { kind: "action", action, declared: null }, raw),
      imported(
        "saw",
        "act",
        { kind: "observation", image: PICTURE, text: "Go on.", recomputed: true },
        "<image>Go on.",
      ),
    ]);
    const { model } = await drive(name, ["<answer>K</answer>"]);
    const turns = model.asked[0]?.turns ?? [];
    expect(turns.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(turns[0]?.parts).toEqual([{ kind: "text", text: "As the log says." }]);
    expect(turns[2]?.parts).toEqual([{ kind: "text", text: raw }]);
    expect(JSON.stringify(turns[3])).toContain("Go on.");
  });

  it("cuts of a person's box what the system's tool would cut of it", async () => {
    const dialect = createDialect("chain-of-focus");
    must(await session.act(problemStep.id, { kind: "zoom", image: PICTURE, box: imageBox(100, 50, 80, 40) }, dialect));
    expect(onScreen()[1]?.body).toMatchObject({ action: { box: { left: 100, width: 80 } } });
    const [{ box } = { box: null }] = performed as { box: { width: number } | null }[];
    expect(box?.width).toBeGreaterThan(110);
  });

  it("prints a box that a person moved in the system's words", async () => {
    const dialect = createDialect("deepeyes");
    must(await session.act(problemStep.id, { kind: "zoom", image: PICTURE, box: imageBox(40, 20, 160, 100) }, dialect));
    expect(onScreen()[1]?.raw).toContain('"bbox_2d": [40, 20, 200, 120]');
    const flip: Action = { kind: "flip", image: PICTURE, axis: "horizontal" };
    expect(await session.act(problemStep.id, flip, dialect)).toEqual({ ok: false, error: "no-words-for-it" });
  });
});
