import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { lineTo } from "../../trace";
import { addImage, addStep, built, derived, imageId, source, stepId, trunk } from "../../trace/testing";
import { guessSceneAt } from "./guessScene";

const at = (trace: typeof trunk, step: string) => {
  const line = lineTo(trace, stepId(step));
  return guessSceneAt(trace, line, line.length - 1);
};

describe("what the audience guesses at", () => {
  it("is the box of an action, on the picture as it was before, which shows no mark of it", () => {
    const { hidden, shown, truth } = at(trunk, "zoom");
    expect(truth).toEqual({ kind: "box", box: imageBox(10, 20, 30, 40) });
    expect(hidden.image?.id).toBe(imageId("1"));
    expect(hidden.marks).toEqual([]);
    expect(shown.marks.map(({ stepId, tone }) => [stepId, tone])).toEqual([["zoom", "current"]]);
  });

  it("is the action that an observation shows", () => {
    expect(at(trunk, "saw")).toEqual(at(trunk, "zoom"));
  });

  it("lies in the outer picture where the action is on a crop of it", () => {
    const deeper = built(
      addImage(source("1")),
      addImage({ ...derived("3", "1"), width: 60, height: 80 }),
      addStep("ask", null, { kind: "problem", question: "?", images: [imageId("1")] }),
      addStep("zoom", "ask", {
        kind: "action",
        action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 20, 30, 40) },
        declared: null,
      }),
      addStep("saw", "zoom", { kind: "observation", image: imageId("3"), text: "" }),
      addStep("box", "saw", {
        kind: "action",
        action: { kind: "box", image: imageId("3"), box: imageBox(20, 20, 20, 20), label: "" },
        declared: null,
      }),
    );
    const { hidden, truth } = at(deeper, "box");
    expect(hidden.image?.id).toBe(imageId("1"));
    expect(truth).toEqual({ kind: "box", box: imageBox(20, 30, 10, 10) });
  });

  it("is looked for on its own picture where the step before looked at another", () => {
    const other = built(
      addImage(source("1")),
      addImage(source("2")),
      addStep("ask", null, { kind: "problem", question: "?", images: [imageId("1"), imageId("2")] }),
      addStep("box", "ask", {
        kind: "action",
        action: { kind: "box", image: imageId("2"), box: imageBox(1, 2, 3, 4), label: "" },
        declared: null,
      }),
    );
    expect(at(other, "box").hidden.image?.id).toBe(imageId("2"));
  });

  it("is nothing where the step has no place", () => {
    expect(at(trunk, "answer").truth).toBeNull();
    expect(at(trunk, "ask").truth).toBeNull();
  });
});
