import { expect, it } from "vitest";
import { actionsIn, expectHarderByLevel, expectLaws } from "../testing";
import { AXIS_X, type Chart, type Entry } from "./layout";
import { CHART_WORDINGS, entryName } from "./puzzle";

const asked = ({ layout, question }: { layout: Chart; question: string }): Entry => {
  const isAsked = (entry: Entry) => CHART_WORDINGS.some((wording) => wording(entryName(layout, entry)) === question);
  const found = layout.entries.filter(isAsked);
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** The figure of the tick nearest to a height. */
const figureAt = ({ ticks }: Chart, y: number): number =>
  ticks.toSorted((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y))[0]!.figure;

it("tells the figure of the tick that the entry's top stands at", () => {
  expectLaws<Chart>("chart", ({ layout, question, truth }) => {
    const entry = asked({ layout, question });
    expect(layout.ticks.map(({ y }) => y)).toContain(entry.top.y);
    expect(truth).toBe(String(figureAt(layout, entry.top.y)));
    expect(new Set(layout.entries.map(({ colour }) => colour)).size).toBe(layout.entries.length);
  });
});

it("has an axis that rises in equal steps, with room for its figures", () => {
  expectLaws<Chart>("chart", ({ layout: { ticks, size } }) => {
    const steps = ticks.slice(1).map(({ y, figure }, i) => [ticks[i]!.y - y, figure - ticks[i]!.figure]);
    for (const step of steps) expect(step).toEqual(steps[0]);
    expect(steps[0]![0]).toBeGreaterThan(28);
    expect(Math.max(...ticks.map(({ figure }) => figure))).toBeLessThan(100);
    for (const { y } of ticks) expect(y > 0 && y < size.height).toBe(true);
  });
});

it("draws a level line from the entry to the axis", () => {
  expectLaws<Chart>("chart", (problem) => {
    const { top } = asked(problem);
    const [line] = actionsIn(problem).flatMap(({ action }) => (action.kind === "line" ? [action.points] : []));
    for (const { y } of line!) expect(Math.abs(y - top.y)).toBeLessThan(2);
    expect(Math.abs(line![0]!.x - top.x) + Math.abs(line![1]!.x - AXIS_X)).toBeLessThan(4);
  });
});

it("is harder from level to level for eyes that misjudge a height", () => {
  expectHarderByLevel<Chart>("chart", (problem, blur) =>
    String(figureAt(problem.layout, asked(problem).top.y + blur(22))),
  );
});
