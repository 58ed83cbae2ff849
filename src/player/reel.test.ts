import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { plainStep, type StepBody } from "../trace";
import { addImage, addStep, built, imageId, source, stepId } from "../trace/testing";
import { beside, doerOf, forkOf, movedTo, reelAt } from "./reel";

/**
 *     p ─ a ─ b ─ c
 *      ├─ x ─ y
 *      └─ z
 */
const trace = built(
  addImage(source("1")),
  addStep("p", null, { kind: "problem", question: "?", images: [imageId("1")] }),
  ...["a", "b", "c"].map((id, i) => addStep(id, ["p", "a", "b"][i] ?? null)),
  addStep("x", "p"),
  addStep("y", "x"),
  addStep("z", "p"),
);
const idsOf = ({ line }: ReturnType<typeof reelAt>): string => line.map(({ id }) => id).join(" ");

describe("a reel", () => {
  it("begins at the step that is named, on the branch that is named", () => {
    const reel = reelAt(trace, "p", "b");
    expect([idsOf(reel), reel.index]).toEqual(["p a b c", 0]);
    expect([idsOf(reelAt(trace, "y")), reelAt(trace, "y").index]).toEqual(["p x y", 2]);
  });

  it("begins at the beginning where the step is not there", () => {
    for (const step of [null, "nowhere", ""])
      expect([idsOf(reelAt(trace, step)), reelAt(trace, step).index]).toEqual(["p z", 0]);
    expect(reelAt(built(), null).index).toBe(-1);
  });

  it("stops at both ends", () => {
    const reel = reelAt(trace, "b");
    expect([movedTo(reel, -5).index, movedTo(reel, 99).index]).toEqual([0, 3]);
  });

  it("goes to the branch beside, as far down it as it goes, and back to where it turned", () => {
    const deep = reelAt(trace, "c");
    expect(forkOf(trace, deep)).toMatchObject({ at: 0 });
    const right = beside(trace, deep, 1);
    expect([right && idsOf(right), right?.index]).toEqual(["p x y", 2]);
    const next = right && beside(trace, right, 1);
    expect([next && idsOf(next), next?.index]).toEqual(["p z", 1]);
    expect(next && beside(trace, next, 1)).toBeNull();
    expect(beside(trace, deep, -1)).toBeNull();
  });
});

it("tells what was seen as the doing of who asked to see it, and of a problem nobody", () => {
  const by = (author: "human" | "model", id: string, parent: string, body: StepBody) => ({
    kind: "add-step" as const,
    step: plainStep({ id: stepId(id), parent: stepId(parent), author, atMillis: 0, body }),
    index: 0,
  });
  const action = { kind: "zoom", image: imageId("1"), box: imageBox(1, 1, 9, 9) } as const;
  const acted = built(
    addImage(source("1")),
    addStep("ask", null, { kind: "problem", question: "?", images: [imageId("1")] }),
    by("human", "crop", "ask", { kind: "action", action, declared: null }),
    by("model", "saw", "crop", { kind: "observation", image: null, text: "" }),
    by("model", "say", "saw", { kind: "answer", text: "K" }),
  );
  expect([...acted.steps.values()].map((step) => doerOf(acted, step))).toEqual([null, "human", "human", "model"]);
});
