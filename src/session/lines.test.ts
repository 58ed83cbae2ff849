import { describe, expect, it } from "vitest";
import { addImage, addStep, built, imageId, source, stepId, zoomIn } from "../trace/testing";
import { NOWHERE, placeAt } from ".";
import { doerOf, forkAbove, lineView, siblingPlace, stepBeside, stepToActAfter, stepToRunFrom } from "./lines";

const problem = { kind: "problem", question: "Which letter?", images: [imageId("1")] } as const;
const zoom = { kind: "action", action: zoomIn("1"), declared: null } as const;
const seen = { kind: "observation", image: imageId("1"), text: "" } as const;
const answer = { kind: "answer", text: "K" } as const;

// p ─┬─ a ── b (zoom) ── c (saw) ── d (answer)
//    └─ e ── f (zoom) ── g (saw)
const trace = built(
  addImage(source("1")),
  addStep("p", null, problem),
  addStep("a", "p"),
  addStep("b", "a", zoom),
  addStep("c", "b", seen),
  addStep("d", "c", answer),
  addStep("e", "p"),
  addStep("f", "e", zoom),
  addStep("g", "f", seen),
);
const at = (id: string) => placeAt(trace, NOWHERE, stepId(id));
const step = (id: string) => trace.steps.get(stepId(id))!;

describe("lines", () => {
  it("tells where on the visible line one is", () => {
    const { line, index, current } = lineView(trace, at("c"));
    expect([line.map(({ id }) => id), index, current?.id]).toEqual([["p", "a", "b", "c", "d"], 3, "c"]);
  });

  it("finds the fork that the line last passed", () => {
    expect(forkAbove(trace, stepId("d"))?.id).toBe("a");
    expect(forkAbove(trace, stepId("p"))).toBeNull();
    expect(siblingPlace(trace, step("e"))).toEqual({ index: 2, total: 2 });
  });

  it("switches to the branch beside at the same depth", () => {
    expect(stepBeside(trace, at("c"), 1)).toBe("g");
    expect(stepBeside(trace, at("g"), -1)).toBe("c");
  });

  it("stops at the end of a branch that is shorter", () => {
    expect(stepBeside(trace, at("d"), 1)).toBe("g");
  });

  it("goes nowhere beyond the last branch, or without a fork", () => {
    expect(stepBeside(trace, at("g"), 1)).toBeNull();
    expect(stepBeside(trace, at("p"), 1)).toBeNull();
  });

  it("runs from what was seen, so that nothing is looked at twice", () => {
    expect(stepToRunFrom(trace, step("b"))).toBe("c");
    expect(stepToRunFrom(trace, step("a"))).toBe("a");
  });

  it("puts an action by hand before an answer, never between a look and its outcome", () => {
    expect(stepToActAfter(trace, step("d"))).toBe("c");
    expect(stepToActAfter(trace, step("b"))).toBe("c");
  });

  it("counts what was seen as the doing of whoever asked", () => {
    const byHand = built(
      addImage(source("1")),
      addStep("p", null, problem),
      { kind: "add-step", step: { ...step("b"), id: stepId("h"), parent: stepId("p"), author: "human" }, index: 0 },
      addStep("s", "h", seen),
    );
    expect(doerOf(byHand, byHand.steps.get(stepId("s"))!)).toBe("human");
  });
});
