import type { Rng } from "../../src/base";
import {
  answer,
  axisFigureBox,
  CHART_WORDINGS,
  type Chart,
  chartLine,
  chartResult,
  chartThought,
  chartZoom,
  type Entry,
  entryName,
  think,
} from "../../src/gym";
import { middleOf, nearly } from "./crops";
import {
  asked,
  type Crop,
  type Dialog,
  drawOpening,
  END_GIVEN,
  given,
  kindOf,
  type Lesson,
  learnt,
  REFUSED,
  SHOWN,
} from "./lesson";

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
  const question = asked(rng.pick(CHART_WORDINGS)(entryName(chart, entry)));
  const line = chartThought(chart, entry) + chartLine(chart, entry);
  const zoom = chartZoom(chart, entry.top.y);
  const kind = kindOf("chart", opening);
  const result = learnt(chartResult(entry));
  switch (opening) {
    case "own":
      return { kind, stretches: [question, learnt(line + zoom), SHOWN, result], images: [0, image] };
    case "given":
      return {
        kind,
        stretches: [question, given(zoom), END_GIVEN, SHOWN, learnt(line + chartResult(entry))],
        images: [0, image],
      };
    case "refused":
      return {
        kind,
        stretches: [question, learnt(line + zoom), REFUSED, learnt(think("a guess") + answer(entry.value))],
        images: [0],
      };
    case "wrong":
      return {
        kind,
        stretches: [question, given(chartZoom(chart, other.y)), END_GIVEN, SHOWN, learnt(line + zoom), SHOWN, result],
        images: [0, other.image, image],
      };
  }
}
