import type { Rng } from "../../src/base";
import {
  axisFigureBox,
  CHART_WORDINGS,
  type Chart,
  chartLine,
  chartResult,
  chartThought,
  chartZoom,
  type Entry,
  entryName,
} from "../../src/gym";
import { middleOf, nearly } from "./crops";
import { type Crop, type Dialog, drawOpening, type Lesson } from "./lesson";
import { lookDialog } from "./look";

const FIGURE_SIDE = 26;
const ASKED_COUNT = 3;

/** Up to three entries are asked for; crop i + 1 is the axis beside entry i, and the last crop another place of it. */
export function chartLesson(rng: Rng, chart: Chart): Lesson {
  const entries = rng.shuffle(chart.entries).slice(0, ASKED_COUNT);
  const figureCrop = (y: number, figure: number): Crop => {
    const exact = axisFigureBox(y);
    return { box: nearly(rng, exact, middleOf(exact, FIGURE_SIDE)), figure };
  };
  const other = rng.pick(chart.ticks);
  const crops = [...entries.map(({ top, value }) => figureCrop(top.y, value)), figureCrop(other.y, other.figure)];
  return {
    crops,
    dialogs: entries.map((entry, i) => entryDialog(rng, chart, entry, i + 1, { ...other, image: crops.length })),
  };
}

function entryDialog(
  rng: Rng,
  chart: Chart,
  entry: Entry,
  image: number,
  other: { readonly y: number; readonly image: number },
): Dialog {
  const drawn = drawOpening(rng);
  const opening = drawn === "wrong" && other.y === entry.top.y ? "own" : drawn;
  const thought = chartThought(chart, entry);
  return lookDialog(rng, opening, {
    family: "chart",
    question: rng.pick(CHART_WORDINGS)(entryName(chart, entry)),
    thought,
    drawn: thought + chartLine(chart, entry),
    look: { zoom: chartZoom(chart, entry.top.y), image },
    result: chartResult(entry),
    truth: entry.value,
    wrong: { zoom: chartZoom(chart, other.y), image: other.image },
  });
}
