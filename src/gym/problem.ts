import type { Pixels } from "../pixels";
import type { Chart } from "./chart/layout";
import type { Figure } from "./geometry/figure";
import type { Maze } from "./maze/maze";
import type { Rule } from "./measure/rule";
import type { Family, Puzzle } from "./puzzle";
import type { Difficulty, Scene } from "./scene";
import type { Film } from "./track/film";

/** What a picture holds, told without pixels. */
export type Layout = Scene | Maze | Rule | Film | Figure | Chart;

export type AnyPuzzle = Puzzle<Layout>;

export interface GymProblem extends AnyPuzzle {
  readonly family: Family;
  readonly seed: number;
  readonly difficulty: Difficulty;
  /** One picture, or the frames of a film in order. */
  readonly pictures: readonly Pixels[];
}

/** A puzzle with a trap in it; it is judged as a puzzle of its family. */
export type TrapPuzzle = AnyPuzzle & { readonly family: Family };
