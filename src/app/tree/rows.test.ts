import { describe, expect, it } from "vitest";
import type { StepId, Trace } from "../../trace";
import { addStep, built, forked, stepId } from "../../trace/testing";
import { parentRow, rowOfStep, rowsOf } from "./rows";

const open = { folded: new Set<StepId>(), showRemoved: false };
const shape = (trace: Trace, options = open) => rowsOf(trace, options).map(({ step, level }) => `${level}${step.id}`);

describe("rows of the tree", () => {
  it("keeps a line in one column and moves in at forks only", () => {
    expect(shape(forked)).toEqual(["0p", "0a", "1b", "1c", "1d", "1e"]);
  });

  it("numbers siblings from 1", () => {
    const rows = rowsOf(forked, open);
    expect(rows.map(({ siblingIndex, siblingCount }) => `${siblingIndex}/${siblingCount}`)).toEqual([
      "1/1",
      "1/1",
      "1/2",
      "1/1",
      "2/2",
      "1/1",
    ]);
  });

  it("folds a branch and says how much is in it", () => {
    const rows = rowsOf(forked, { ...open, folded: new Set([stepId("a")]) });
    expect(rows.map(({ step }) => step.id)).toEqual(["p", "a"]);
    expect(rows[1]).toMatchObject({ folded: true, hiddenCount: 4 });
  });

  it("leaves out what was put away, unless asked, and with it the fork", () => {
    const removed = built(addStep("p", null), addStep("a", "p"), addStep("b", "p"), {
      kind: "remark",
      id: stepId("b"),
      remark: { removed: true },
    });
    expect(shape(removed)).toEqual(["0p", "0a"]);
    expect(shape(removed, { ...open, showRemoved: true })).toEqual(["0p", "1a", "1b"]);
  });

  it("stands for a folded step by the row that hides it", () => {
    const rows = rowsOf(forked, { ...open, folded: new Set([stepId("d")]) });
    expect(rowOfStep(rows, ["p", "a", "d", "e"].map(stepId))).toBe(rows.findIndex(({ step }) => step.id === "d"));
    expect(parentRow(rows, 2)).toBe(1);
  });

  it("takes a line that is too long for recursion", () => {
    const steps = Array.from({ length: 3000 }, (_, i) => addStep(`s${i}`, i === 0 ? null : `s${i - 1}`));
    expect(rowsOf(built(...steps), open)).toHaveLength(3000);
  });
});
