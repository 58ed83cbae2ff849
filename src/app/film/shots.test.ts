import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { lineView, NOWHERE, placeAt } from "../../session";
import type { StepBody } from "../../trace";
import { addImage, addStep, built, derived, imageId, source, stepId } from "../../trace/testing";
import { en } from "../words/en";
import { paperOf } from "./paperFiles";
import { saidBy, scenesOf, shotOf } from "./shots";
import { rangeOf } from "./useScenes";

const zoom: StepBody = {
  kind: "action",
  action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 10, 40, 20) },
  declared: null,
};
const trace = built(
  addImage(source("1")),
  addImage({ ...derived("2", "1"), width: 40, height: 20 }),
  addStep("p", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
  addStep("t", "p", { kind: "thought", text: "I look\ncloser." }),
  addStep("z", "t", zoom),
  addStep("s", "z", { kind: "observation", image: imageId("2"), text: "<image>" }),
  addStep("x", "s", { kind: "answer", text: "K" }),
);
const { line } = lineView(trace, placeAt(trace, NOWHERE, stepId("x")));
// Only whether there are pixels is asked for.
const pixels = () => ({ width: 1, height: 1 }) as ImageBitmap;
const shotsOf = (from: number, to: number) =>
  scenesOf(trace, line, from, to).map((each) => shotOf(each, en, "Question", pixels));

describe("the shots of a line", () => {
  it("say what a step says, and nothing where its picture says it", () => {
    expect(line.map((step) => saidBy(step, en))).toEqual(["Which letter?", "I look\ncloser.", "40 × 20", "", "K"]);
  });

  it("are those from one step to another, numbered as on the line", () => {
    expect(shotsOf(2, 4).map(({ heading, caption }) => [heading, caption])).toEqual([
      ["2 · Thought", "I look closer."],
      ["3 · Crop", "40 × 20"],
      ["4 · Saw", ""],
    ]);
  });

  it("go into a crop and come back", () => {
    expect(shotsOf(1, 5).map(({ region }) => region !== null)).toEqual([false, false, false, true, false]);
    expect(new Set(shotsOf(1, 5).map(({ image }) => image?.id))).toEqual(new Set([imageId("1")]));
  });

  it("are of a range within the line, whatever was asked for", () => {
    expect(rangeOf({ from: null, to: null }, 5)).toEqual({ from: 1, to: 5 });
    expect(rangeOf({ from: 4, to: 2 }, 5)).toEqual({ from: 4, to: 4 });
    expect(rangeOf({ from: 9, to: 12 }, 5)).toEqual({ from: 5, to: 5 });
    expect(rangeOf({ from: null, to: null }, 0)).toEqual({ from: 1, to: 1 });
  });
});

describe("a paper", () => {
  it("has a figure where a step shows something else than the one before", () => {
    const scenes = scenesOf(trace, line, 1, 5);
    const { paper, figures } = paperOf({ scenes, shots: shotsOf(1, 5) }, "Letters", en, "Question");
    expect(paper.steps.map(({ kind, figure }) => [kind, figure])).toEqual([
      ["Problem", "figures/step-01"],
      ["Thought", null],
      ["Crop", "figures/step-03"],
      ["Saw", "figures/step-04"],
      ["Answer", "figures/step-05"],
    ]);
    expect(figures).toHaveLength(4);
  });
});
