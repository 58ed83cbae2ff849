import type { Rng } from "../../base";
import { imagePoint } from "../../geometry";
import { act, answer, percents, percentsAlong, think } from "../native";
import type { Puzzle, ReferenceTurn } from "../puzzle";
import type { Difficulty } from "../scene";
import { AXIS_X, type Chart, drawChart, type Entry, figureBox } from "./layout";

/** What a chart's entries are called. */
export const entryName = ({ style }: Chart, { colour }: Entry): string =>
  `${colour} ${style === "bars" ? "bar" : "dot"}`;

/** The ways to ask for a value, given the entry's name. */
export const CHART_WORDINGS: readonly ((name: string) => string)[] = [
  (name) => `What is the value of the ${name}?`,
  (name) => `How high is the ${name}?`,
  (name) => `Read the value of the ${name}.`,
];

/** Chart: rule a line from an entry to the axis, and read the figure there. */
export function chartPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Chart> {
  return chartPuzzleOf(rng, drawChart(rng, difficulty));
}

export function chartPuzzleOf(rng: Rng, chart: Chart): Puzzle<Chart> {
  const entry = rng.pick(chart.entries);
  const other = rng.pick(chart.ticks.filter(({ y }) => y !== entry.top.y));
  return {
    layout: chart,
    question: rng.pick(CHART_WORDINGS)(entryName(chart, entry)),
    truth: String(entry.value),
    reference: chartReference(chart, entry),
    rightMove: { kind: "zoom", box: figureBox(entry.top.y), image: 0 },
    wrongMove: { kind: "zoom", box: figureBox(other.y), image: 0 },
  };
}

export const chartThought = (chart: Chart, entry: Entry): string =>
  think(`from the ${entryName(chart, entry)} to the axis`);

export const chartLine = (chart: Chart, { top }: Entry): string =>
  act("line", percentsAlong([top, imagePoint(AXIS_X, top.y)], chart.size));

export const chartZoom = (chart: Chart, y: number): string => act("zoom", percents(figureBox(y), chart.size));

export const chartResult = ({ value }: Entry): string => think("it says") + answer(value);

function chartReference(chart: Chart, entry: Entry): ReferenceTurn[] {
  const looking = chartThought(chart, entry) + chartLine(chart, entry);
  return [
    { author: "model", text: looking + chartZoom(chart, entry.top.y) },
    { author: "runner", crop: figureBox(entry.top.y) },
    { author: "model", text: chartResult(entry) },
  ];
}
