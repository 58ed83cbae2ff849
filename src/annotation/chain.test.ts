import { describe, expect, it } from "vitest";
import { lineTo, ME } from "../trace";
import { addJudgement, addStep, built, forked, stepId } from "../trace/testing";
import { chainAlong } from "./chain";

const link = (cause: string, effect: string) =>
  ({ kind: "link", cause: stepId(cause), effect: stepId(effect) }) as const;
const missing = (after: string, words: string) => ({ kind: "missing-step", after: stepId(after), words }) as const;

const STEPS = [addStep("p", null), addStep("a", "p"), addStep("b", "a"), addStep("c", "b"), addStep("d", "a")];
const trace = built(
  ...STEPS,
  addJudgement("late", link("b", "c")),
  addJudgement("early", link("a", "c"), { verdict: "wrong" }),
  addJudgement("elsewhere", link("a", "d")),
  addJudgement("theirs", link("p", "a"), {}, { rater: { id: "ann", name: "Ann" } }),
  addJudgement("second", missing("b", "count them")),
  addJudgement("first", missing("a", "look closer")),
  addJudgement("more", missing("b", "read the sign")),
  addJudgement("step", "c", { verdict: "wrong" }),
);

describe("a chain of failure", () => {
  it("has the rater's own links and gaps of the line, in the order of the line", () => {
    const { links, gaps } = chainAlong(trace, lineTo(trace, stepId("c")), ME.id);
    expect(links.map(({ judgement, cause, effect }) => [judgement.id, cause, effect])).toEqual([
      ["early", 1, 3],
      ["late", 2, 3],
    ]);
    expect(gaps.map(({ after, missing }) => [after, missing.map(({ id }) => id)])).toEqual([
      [1, ["first"]],
      [2, ["second", "more"]],
    ]);
  });

  it("leaves out what ends on another branch, and shows it on the line of that branch", () => {
    const { links, gaps } = chainAlong(trace, lineTo(trace, stepId("d")), ME.id);
    expect(links.map(({ judgement }) => judgement.id)).toEqual(["elsewhere"]);
    expect(gaps.map(({ after }) => after)).toEqual([1]);
  });

  it("is the very same empty one where nobody linked anything", () => {
    const plain = chainAlong(forked, lineTo(forked, stepId("c")), ME.id);
    expect(plain).toEqual({ links: [], gaps: [] });
    expect(chainAlong(forked, lineTo(forked, stepId("e")), "ann")).toBe(plain);
  });
});
