import { keysOf, type Rng } from "../../base";
import { chartPuzzle } from "../chart/puzzle";
import { countPuzzle } from "../count";
import { findPuzzle } from "../find";
import { LETTERS, nameOf } from "../kinds";
import { mazePuzzle } from "../maze/puzzle";
import { measurePuzzle } from "../measure/puzzle";
import type { AnyPuzzle, TrapPuzzle } from "../problem";
import type { Family } from "../puzzle";
import type { Difficulty } from "../scene";

const PUZZLES = { find: findPuzzle, count: countPuzzle, maze: mazePuzzle, measure: measurePuzzle, chart: chartPuzzle };
const FAMILIES = keysOf(PUZZLES);

/** What people are said to say, given something that is not so. */
export const CLAIMS: readonly ((wrong: string) => string)[] = [
  (wrong) => `They say it is ${wrong}.`,
  (wrong) => `Everybody knows that it is ${wrong}.`,
  (wrong) => `It has always been ${wrong}.`,
];

/** Bypassing: the question's own words suggest an answer, and the picture says another. */
export function bypassingPuzzle(rng: Rng, difficulty: Difficulty): TrapPuzzle {
  const family = rng.pick(FAMILIES);
  const puzzle: AnyPuzzle = PUZZLES[family](rng, difficulty);
  return { family, ...puzzle, question: `${claim(rng, family, puzzle)} ${puzzle.question}` };
}

function claim(rng: Rng, family: Family, { layout, truth }: AnyPuzzle): string {
  if (!LETTERS.includes(truth)) return rng.pick(CLAIMS)(String(wrongNumber(rng, Number(truth))));
  const wrong = rng.pick(LETTERS.filter((letter) => letter !== truth));
  const target = layout.kind === "scene" && layout.objects.find(({ letter }) => letter === truth);
  return family === "find" && target
    ? `The ${nameOf(target)} carries the letter ${wrong}, they say.`
    : rng.pick(CLAIMS)(wrong);
}

/** A number near the truth, and not below nought. */
const wrongNumber = (rng: Rng, truth: number): number =>
  rng.pick([truth - 2, truth - 1, truth + 1, truth + 2].filter((number) => number >= 0));
