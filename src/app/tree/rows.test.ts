import { describe, expect, it } from "vitest";
import { must } from "../../base";
import type { StepId, Trace } from "../../trace";
import { applyEdit } from "../../trace";
import { addStep, batch, built, forked, stepId } from "../../trace/testing";
import { isSameRow, parentRow, rowOfStep, rowsOf } from "./rows";

/** Nothing is folded: every step is on a line that is seen. */
const open = { folded: new Set<StepId>(), unfolded: new Set<StepId>(), line: all(forked), showRemoved: false };

function all({ steps }: Trace): ReadonlySet<StepId> {
  return new Set(steps.keys());
}

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

  const taken = { ...open, line: new Set(["p", "a", "b", "c"].map(stepId)) };

  it("folds the unforked steps of a branch not taken into one row, which ends in its last step", () => {
    const rows = rowsOf(forked, taken);
    expect(rows.map(({ step, last, isBranch }) => `${step.id}${isBranch ? last.id : ""}`)).toEqual([
      "p",
      "a",
      "b",
      "c",
      "de",
    ]);
    expect(rows.at(-1)).toMatchObject({ hiddenCount: 1, folded: true, level: 1 });
    expect(shape(forked, { ...taken, unfolded: new Set([stepId("d")]) })).toEqual(["0p", "0a", "1b", "1c", "1d", "1e"]);
    // The row stands for every step of it, and is where a step above it leads back from.
    expect(rowOfStep(rows, ["p", "a", "d", "e"].map(stepId))).toBe(4);
  });

  it("shows the branches of a branch that is one row", () => {
    const twice = must(applyEdit(forked, batch(addStep("f", "e"), addStep("g", "e"), addStep("h", "g"))));
    const rows = rowsOf(twice, taken);
    expect(rows.slice(4).map(({ step, last, level }) => `${level}${step.id}${last.id}`)).toEqual(["1de", "2ff", "2gh"]);
    expect(parentRow(rows, 5)).toBe(4);
  });

  it("counts what the branches of a fork answer, the most frequent first", () => {
    const answer = (id: string, parent: string, text: string) => addStep(id, parent, { kind: "answer", text });
    const ended = must(
      applyEdit(forked, batch(answer("x", "c", "A"), answer("y", "e", " J"), answer("z", "e", "J"), addStep("w", "e"))),
    );
    const [, fork, , , , , inner] = rowsOf(ended, { ...open, line: all(ended) });
    expect(fork?.answers).toEqual([
      { answer: "J", count: 2 },
      { answer: "A", count: 1 },
      { answer: null, count: 1 },
    ]);
    expect(inner?.step.id === "e" ? inner.answers : []).toHaveLength(2);
  });

  it("stands for a folded step by the row that hides it", () => {
    const rows = rowsOf(forked, { ...open, folded: new Set([stepId("d")]) });
    expect(rowOfStep(rows, ["p", "a", "d", "e"].map(stepId))).toBe(rows.findIndex(({ step }) => step.id === "d"));
    expect(parentRow(rows, 2)).toBe(1);
  });

  it("takes a line that is too long for recursion", () => {
    const steps = Array.from({ length: 3000 }, (_, i) => addStep(`s${i}`, i === 0 ? null : `s${i - 1}`));
    const line = built(...steps);
    expect(rowsOf(line, { ...open, line: all(line) })).toHaveLength(3000);
  });
});

describe("rows that are made anew", () => {
  const fork = rowsOf(forked, { ...open, line: new Set(["p", "a"].map(stepId)) });

  it("are the same where they say the same, with what their branches answer", () => {
    const again = rowsOf(forked, { ...open, line: new Set(["p", "a"].map(stepId)) });
    expect(fork.some(({ answers }) => answers.length > 0)).toBe(true);
    expect(fork.map((row, i) => row !== again[i] && again[i] && isSameRow(row, again[i]))).toEqual(
      fork.map(() => true),
    );
  });

  it("are others where a step, the fold or an answer is another one", () => {
    const [, at] = fork;
    if (!at) throw new Error("There is no fork");
    const others = [
      { ...at, step: { ...at.step, title: "named" } },
      { ...at, folded: !at.folded },
      { ...at, answers: [] },
      { ...at, answers: [{ answer: "other", count: 2 }] },
    ];
    expect(others.map((other) => isSameRow(at, other))).toEqual([false, false, false, false]);
  });
});
