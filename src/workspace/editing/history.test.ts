import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { applyEdit, type Edit } from "../../trace";
import { addImage, addJudgement, addStep, batch, judged, judgementId, source, stepId } from "../../trace/testing";
import { stepOf } from "./history";

/** As undo and redo ask: with the traces on both sides of the edit. */
const stepIn = (edit: Edit, before = judged) => {
  const after = applyEdit(before, edit);
  return stepOf(edit, after.ok ? [after.value, before] : [before]);
};

describe("the step that an edit is about", () => {
  it("is the one it adds or remarks on", () => {
    expect(stepIn(addStep("a", null))).toBe("a");
    expect(stepIn({ kind: "remark", id: stepId("b"), remark: { starred: true } })).toBe("b");
  });

  it("is the one that a judgement is about, also where that is gone", () => {
    expect(stepIn(addJudgement("new", "saw"))).toBe("saw");
    expect(stepIn({ kind: "remove-judgement", id: judgementId("mine") })).toBe("zoom");
    const { value, atMillis } = must(applyEdit(judged, addJudgement("x", "ask"))).judgements.get(judgementId("x"))!;
    expect(stepIn({ kind: "change-judgement", id: judgementId("mine"), value, atMillis })).toBe("zoom");
  });

  it("is the last of several, so that one lands where the change ended", () => {
    expect(stepIn(batch(addStep("a", null), addStep("b", "a"), addImage(source("1"))))).toBe("b");
  });

  it("is none where the edit is about the trace", () => {
    expect(stepIn({ kind: "entitle", title: "x" })).toBeNull();
    expect(stepIn(batch())).toBeNull();
  });
});
