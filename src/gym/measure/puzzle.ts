import type { Rng } from "../../base";
import { imageBox } from "../../geometry";
import { act, answer, percent, percents, percentsAlong, think } from "../native";
import type { Puzzle, ReferenceTurn } from "../puzzle";
import type { Difficulty } from "../scene";
import { drawRule, figureBox, type Rule, type Stick } from "./rule";

/** The ways to ask for a length, given the stick's colour. */
export const MEASURE_WORDINGS: readonly ((colour: string) => string)[] = [
  (colour) => `How long is the ${colour} stick?`,
  (colour) => `Measure the ${colour} stick.`,
  (colour) => `What is the length of the ${colour} stick?`,
];

/** Measure: a stick against a bar whose length is written too small to be read (after ViLaSR's metric problems). */
export function measurePuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Rule> {
  const rule = drawRule(rng, difficulty);
  const stick = rng.pick(rule.sticks);
  const middle = imageBox((stick.from.x + stick.to.x) / 2 - 28, (stick.from.y + stick.to.y) / 2 - 28, 56, 56);
  return {
    layout: rule,
    question: rng.pick(MEASURE_WORDINGS)(stick.colour),
    truth: String(stick.bars * rule.unit),
    reference: measureReference(rule, stick),
    rightMove: { kind: "zoom", box: figureBox(rule), image: 0 },
    wrongMove: { kind: "zoom", box: middle, image: 0 },
  };
}

export const measureThought = ({ colour }: Stick): string => think(`the bar and the ${colour} stick`);

type Ends = Pick<Stick, "from" | "to">;

/** A line along the bar, then one along the stick. */
export function bothLines(rule: Rule, stick: Stick): string {
  const line = ({ from, to }: Ends) => act("line", percentsAlong([from, to], rule.size));
  return line(rule) + line(stick);
}

/** The lengths of both in percents, and how often the bar goes into the stick. */
export function lengthsThought(rule: Rule, stick: Stick): string {
  const length = ({ from, to }: Ends) => percent(Math.abs(to.x - from.x) + Math.abs(to.y - from.y), rule.size.width);
  return think(`the bar ${length(rule)}, the stick ${length(stick)}, ${stick.bars} times`);
}

export const measureResult = ({ unit }: Rule, { bars }: Stick): string =>
  think(`${bars} times ${unit}`) + answer(bars * unit);

function measureReference(rule: Rule, stick: Stick): ReferenceTurn[] {
  const box = figureBox(rule);
  const lines = measureThought(stick) + bothLines(rule, stick) + lengthsThought(rule, stick);
  return [
    { author: "model", text: lines + act("zoom", percents(box, rule.size)) },
    { author: "runner", crop: box },
    { author: "model", text: measureResult(rule, stick) },
  ];
}
