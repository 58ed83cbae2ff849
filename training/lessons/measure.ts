import type { Rng } from "../../src/base";
import { type ImageBox, imageBox } from "../../src/geometry";
import {
  act,
  barFigureBox,
  bothLines,
  type Difficulty,
  drawRule,
  lengthsThought,
  MEASURE_WORDINGS,
  measureResult,
  measureThought,
  percents,
  type Rule,
  type Stick,
} from "../../src/gym";
import { middleOf, nearly } from "./crops";
import { drill, drills } from "./drill";
import { begun, type Crop, type Dialog, drawOpening, type Lesson } from "./lesson";
import { lookDialog } from "./look";

const FIGURE_SIDE = 26;

/** Every stick is asked for once. Crop 1 is the bar's figure, crop 2 some other place. */
export function measureLesson(rng: Rng, rule: Rule): Lesson {
  const exact = barFigureBox(rule);
  const elsewhere = drawElsewhere(rng, rule);
  const crops: Crop[] = [
    { box: nearly(rng, exact, middleOf(exact, FIGURE_SIDE)), figure: rule.unit },
    { box: nearly(rng, elsewhere, middleOf(elsewhere, FIGURE_SIDE)) },
  ];
  const dialogs = rule.sticks.map((stick) => stickDialog(rng, rule, stick, elsewhere));
  return { crops, dialogs: [...dialogs, ...drills(() => lengthsDrill(rng))] };
}

/** How often the bar goes into the stick, from the ends of both alone. */
function lengthsDrill(rng: Rng): Dialog {
  const rule = drawRule(rng, rng.int(1, 5) as Difficulty);
  const stick = rule.sticks[0]!;
  const questions = MEASURE_WORDINGS.map((ask) => ask(stick.colour));
  return drill(rng, questions, measureThought(stick) + bothLines(rule, stick), begun(lengthsThought(rule, stick)));
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
  const thought = measureThought(stick);
  const lookAt = (box: ImageBox, image: number) => ({ zoom: act("zoom", percents(box, rule.size)), image });
  return lookDialog(rng, drawOpening(rng), {
    family: "measure",
    question: rng.pick(MEASURE_WORDINGS)(stick.colour),
    thought,
    drawn: thought + bothLines(rule, stick) + lengthsThought(rule, stick),
    look: lookAt(barFigureBox(rule), 1),
    result: measureResult(rule, stick),
    truth: stick.bars * rule.unit,
    wrong: lookAt(elsewhere, 2),
  });
}
