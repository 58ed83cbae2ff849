import { expect, it } from "vitest";
import { distance } from "../../geometry";
import { actionsIn, expectHarderByLevel, expectLaws } from "../testing";
import { MEASURE_WORDINGS } from "./puzzle";
import type { Rule, Stick } from "./rule";

const asked = ({ layout, question }: { layout: Rule; question: string }): Stick => {
  const found = layout.sticks.filter(({ colour }) => MEASURE_WORDINGS.some((wording) => wording(colour) === question));
  expect(found).toHaveLength(1);
  return found[0]!;
};

it("tells the stick's length: what the bar says, as often as the bar goes into it", () => {
  expectLaws<Rule>("measure", (problem) => {
    const { from, to, unit, sticks } = problem.layout;
    const stick = asked(problem);
    const ratio = distance(stick.from, stick.to) / distance(from, to);
    expect(ratio).toBeCloseTo(Math.round(ratio), 6);
    expect(problem.truth).toBe(String(Math.round(ratio) * unit));
    expect(new Set(sticks.map(({ colour }) => colour)).size).toBe(sticks.length);
  });
});

it("draws lines along the bar and along the stick", () => {
  expectLaws<Rule>("measure", (problem) => {
    const lines = actionsIn(problem).flatMap(({ action }) => (action.kind === "line" ? [action.points] : []));
    const lengths = lines.map((points) => distance(points[0]!, points[1]!));
    const stick = asked(problem);
    expect(lengths).toHaveLength(2);
    expect(lengths[0]).toBeCloseTo(distance(problem.layout.from, problem.layout.to), 3);
    expect(lengths[1]).toBeCloseTo(distance(stick.from, stick.to), 3);
  });
});

it("is harder from level to level for eyes that misjudge a length in proportion to it", () => {
  expectHarderByLevel<Rule>("measure", (problem, blur) => {
    const { from, to, unit } = problem.layout;
    const stick = asked(problem);
    const seen = (distance(stick.from, stick.to) / distance(from, to)) * (1 + blur(0.12));
    return String(Math.round(seen) * unit);
  });
});
