import type { Rng } from "../../src/base";
import { type ImageBox, imageBox } from "../../src/geometry";
import {
  act,
  answer,
  barFigureBox,
  MEASURE_WORDINGS,
  measureLines,
  measureResult,
  measureThought,
  percents,
  type Rule,
  type Stick,
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

/** Every stick is asked for once. Crop 1 is the bar's figure, crop 2 some other place. */
export function measureLesson(rng: Rng, rule: Rule): Lesson {
  const exact = barFigureBox(rule);
  const elsewhere = drawElsewhere(rng, rule);
  const crops: Crop[] = [
    { box: nearly(rng, exact, middleOf(exact, FIGURE_SIDE)), figure: rule.unit },
    { box: nearly(rng, elsewhere, middleOf(elsewhere, FIGURE_SIDE)) },
  ];
  return { crops, dialogs: rule.sticks.map((stick) => stickDialog(rng, rule, stick, elsewhere)) };
}

/** The middle of a stick, or anywhere; never where the figure is. */
function drawElsewhere(rng: Rng, rule: Rule): ImageBox {
  const { from, to } = rng.pick(rule.sticks);
  const figure = barFigureBox(rule);
  for (;;) {
    const isStick = rng.next() < 0.6;
    const [x, y] = isStick
      ? [(from.x + to.x) / 2, (from.y + to.y) / 2]
      : [rng.int(40, rule.size.width - 40), rng.int(40, rule.size.height - 40)];
    const box = imageBox(x - 28, y - 28, 56, 56);
    if (isStick || Math.abs(box.left - figure.left) > 70 || Math.abs(box.top - figure.top) > 70) return box;
  }
}

function stickDialog(rng: Rng, rule: Rule, stick: Stick, elsewhere: ImageBox): Dialog {
  const opening = drawOpening(rng);
  const question = asked(rng.pick(MEASURE_WORDINGS)(stick.colour));
  const lines = measureThought(stick) + measureLines(rule, stick);
  const zoom = act("zoom", percents(barFigureBox(rule), rule.size));
  const result = learnt(measureResult(rule, stick));
  const kind = kindOf("measure", opening);
  switch (opening) {
    case "own":
      return { kind, stretches: [question, learnt(lines + zoom), SHOWN, result], images: [0, 1] };
    case "given":
      return {
        kind,
        stretches: [question, given(zoom), END_GIVEN, SHOWN, learnt(lines + measureResult(rule, stick))],
        images: [0, 1],
      };
    case "refused":
      return {
        kind,
        stretches: [question, learnt(lines + zoom), REFUSED, learnt(think("a guess") + answer(stick.bars * rule.unit))],
        images: [0],
      };
    case "wrong": {
      const wrong = given(act("zoom", percents(elsewhere, rule.size)));
      return {
        kind,
        stretches: [question, wrong, END_GIVEN, SHOWN, learnt(lines + zoom), SHOWN, result],
        images: [0, 2, 1],
      };
    }
  }
}
