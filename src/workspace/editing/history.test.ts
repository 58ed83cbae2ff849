import { describe, expect, it } from "vitest";
import { addImage, addStep, batch, source, stepId } from "../../trace/testing";
import { stepOf } from "./history";

describe("the step that an edit is about", () => {
  it("is the one it adds or remarks on", () => {
    expect(stepOf(addStep("a", null))).toBe("a");
    expect(stepOf({ kind: "remark", id: stepId("b"), remark: { starred: true } })).toBe("b");
  });

  it("is the last of several, so that one lands where the change ended", () => {
    expect(stepOf(batch(addStep("a", null), addStep("b", "a"), addImage(source("1"))))).toBe("b");
  });

  it("is none where the edit is about the trace", () => {
    expect(stepOf({ kind: "entitle", title: "x" })).toBeNull();
    expect(stepOf(batch())).toBeNull();
  });
});
