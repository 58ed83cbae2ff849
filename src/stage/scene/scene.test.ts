import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, shapeOf } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import type { Draft } from "../../runner";
import { lineView, NOWHERE, placeAt } from "../../session";
import type { ActionBody, ImageRecord, StepBody, Trace } from "../../trace";
import { addImage, addStep, built, derived, imageId, source, stepId } from "../../trace/testing";
import { actionInward, actionOutward, placementsAlong } from "./placement";
import { DRAFT_STEP, sceneAt } from "./scene";

const problem: StepBody = { kind: "problem", question: "Which letter?", images: [imageId("1")] };
const zoomTo = (on: string, left: number, top: number, width: number, height: number): ActionBody => ({
  kind: "action",
  action: { kind: "zoom", image: imageId(on), box: imageBox(left, top, width, height) },
  declared: null,
});
const seen = (digit: string): StepBody => ({ kind: "observation", image: imageId(digit), text: "" });
const crop = (digit: string, from: string, width: number, height: number): ImageRecord => ({
  ...derived(digit, from),
  width,
  height,
});

// A crop of the picture at twice its size, and a crop of that crop.
const trace = built(
  addImage(source("1")),
  addImage(crop("2", "1", 80, 40)),
  addImage(crop("3", "2", 20, 10)),
  addStep("p", null, problem),
  addStep("z", "p", zoomTo("1", 10, 20, 40, 20)),
  addStep("s", "z", seen("2")),
  addStep("y", "s", zoomTo("2", 20, 10, 20, 10)),
  addStep("r", "y", seen("3")),
  addStep("t", "r", { kind: "thought", text: "a K" }),
  addStep("x", "t", { kind: "answer", text: "K" }),
  addStep("w", "p", zoomTo("1", 60, 50, 20, 20)),
);
const line = lineView(trace, placeAt(trace, NOWHERE, stepId("x"))).line;
const scene = (step: string, options: { cropItself?: boolean; draft?: Draft | null; of?: Trace } = {}) =>
  sceneAt(
    options.of ?? trace,
    line,
    line.findIndex(({ id }) => id === step),
    { cropItself: options.cropItself ?? false, draft: options.draft ?? null },
  );

describe("the scene of a step", () => {
  it("shows the whole picture at the problem, without marks of what comes later", () => {
    expect(scene("p")).toMatchObject({ image: { id: imageId("1") }, region: null, marks: [] });
  });

  it("marks the current action, and the roads not taken beside it as ghosts", () => {
    const marks = scene("z").marks.map(({ stepId, tone }) => `${tone} ${stepId}`);
    expect(marks).toEqual(["ghost w", "current z"]);
  });

  it("shows what a tool found on a crop in its place in the picture, in words while one is there", () => {
    const upright = [imagePoint(10, 10), imagePoint(30, 10), imagePoint(30, 20), imagePoint(10, 20)];
    const slanted = [imagePoint(0, 4), imagePoint(20, 0), imagePoint(21, 6), imagePoint(1, 10)];
    const call = { kind: "tool", image: imageId("2"), tool: "read-text", region: null, words: "" } as const;
    const found = [
      { outline: upright, words: "EXIT", confidence: 0.9 },
      { outline: slanted, words: "", confidence: null },
    ];
    const called = built(
      addImage(source("1")),
      addImage(crop("2", "1", 80, 40)),
      addStep("p", null, problem),
      addStep("z", "p", zoomTo("1", 10, 20, 40, 20)),
      addStep("s", "z", seen("2")),
      addStep("c", "s", { kind: "action", action: call, declared: null }),
      addStep("f", "c", { kind: "observation", image: null, text: "", found }),
      addStep("t", "f", { kind: "thought", text: "so" }),
    );
    const along = lineView(called, placeAt(called, NOWHERE, stepId("t"))).line;
    const marksAt = (index: number) =>
      sceneAt(called, along, index, { cropItself: false, draft: null }).marks.filter(({ fixed }) => fixed);
    expect(marksAt(3)).toEqual([]);
    expect(marksAt(4).map(({ action, tone, words }) => ({ action, tone, words }))).toEqual([
      {
        action: { kind: "box", image: imageId("1"), box: imageBox(15, 25, 10, 5), label: "EXIT" },
        tone: "current",
        words: "EXIT 0.90",
      },
      { action: expect.objectContaining({ kind: "line" }), tone: "current", words: "" },
    ]);
    expect(marksAt(5).map(({ tone, words }) => `${tone}${words}`)).toEqual(["past", "past"]);
  });

  it("outlines the box that was asked for and the one that the system's tool cut, each by its name", () => {
    const declared = { space: "pixel" as const, numbers: [10, 20, 50, 40], executed: imageBox(5, 15, 50, 30) };
    const padded = built(
      addImage(source("1")),
      addStep("p", null, problem),
      addStep("z", "p", { ...zoomTo("1", 10, 20, 40, 20), declared }),
    );
    const steps = lineView(padded, placeAt(padded, NOWHERE, stepId("z"))).line;
    const names = { asked: "asked", cut: "cut" };
    const { marks } = sceneAt(padded, steps, 1, { cropItself: false, draft: null, names });
    expect(marks).toMatchObject([
      { stepId: "z/executed", words: "cut", fixed: true, action: { box: declared.executed } },
      { stepId: "z", words: "asked", action: { box: imageBox(10, 20, 40, 20) } },
    ]);
  });

  it("shows as a ghost how the current action would lie if it were read another way, and no other", () => {
    const action: Action = { kind: "zoom", image: imageId("1"), box: imageBox(1, 2, 30, 40) };
    const at = (of: string) => {
      const index = line.findIndex(({ id }) => id === "z");
      const options = { cropItself: false, draft: null, preview: { step: stepId(of), action, words: "as pixels" } };
      return sceneAt(trace, line, index, options).marks.filter(({ words }) => words);
    };
    expect(at("z")).toMatchObject([{ action, tone: "ghost", fixed: true, words: "as pixels" }]);
    expect(at("y")).toEqual([]);
  });

  it("goes into a crop in its place in the picture, with a rim around it", () => {
    const { image, region, crop } = scene("s");
    expect([image?.id, crop?.id]).toEqual([imageId("1"), imageId("2")]);
    expect(region).toEqual(imageBox(4, 17, 52, 26));
  });

  it("shows the crop itself where that is asked for", () => {
    expect(scene("s", { cropItself: true })).toMatchObject({ image: { id: imageId("2") }, region: null });
  });

  it("places a crop of a crop in the picture, at the scale of both", () => {
    expect(scene("r").region).toEqual(imageBox(18.5, 24.25, 13, 6.5));
    const [inner] = scene("y").marks.filter(({ tone }) => tone === "current");
    expect(inner?.action).toMatchObject({ image: imageId("1"), box: imageBox(20, 25, 10, 5) });
  });

  it("stays where the eyes were while words are said, and steps back for the answer", () => {
    expect(scene("t").region).toEqual(scene("r").region);
    expect(scene("x").region).toBeNull();
    expect(scene("x").marks.every(({ tone }) => tone === "past")).toBe(true);
  });

  it("draws an action that is still being written", () => {
    const action: Action = { kind: "box", image: imageId("1"), box: imageBox(1, 2, 3, 4), label: "" };
    const cost = { promptTokens: 0, reusedTokens: 0, timeToFirstTokenMillis: 0, decodeMillis: 0, generatedTokens: 0 };
    const piece = { kind: "action", raw: "", action, declared: { space: "percent", numbers: [] } } as const;
    const draft: Draft = { parent: stepId("p"), piece, tokens: [], cost };
    expect(scene("p", { draft }).marks).toEqual([
      { stepId: DRAFT_STEP, action, author: "model", tone: "current", draft: true },
    ]);
    expect(scene("z", { draft }).marks.some(({ draft }) => draft)).toBe(false);
  });
});

describe("placements", () => {
  it("bring an action back from the picture to the pixels of its crop", () => {
    const placement = placementsAlong(trace, line).get(imageId("3"));
    if (!placement) throw new Error("No placement");
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, (left, top, width, height) => {
        const action: Action = { kind: "highlight", image: imageId("3"), box: imageBox(left, top, width, height) };
        const back = actionInward(actionOutward(action, placement), imageId("3"), placement);
        const [was, is] = [shapeOf(action), shapeOf(back)];
        if (was.kind !== "box" || is.kind !== "box") throw new Error("A box stays a box");
        for (const side of ["left", "top", "width", "height"] as const)
          expect(is.box[side]).toBeCloseTo(was.box[side], 6);
        expect(back.image).toBe(action.image);
      }),
    );
  });
});
