import { createRng, type Rng } from "../base";
import { countPuzzle } from "./count";
import { findPuzzle } from "./find";
import { paintScene } from "./paint";
import type { Family, GymProblem, Puzzle } from "./problem";
import type { Difficulty } from "./scene";

export const FAMILIES: readonly Family[] = ["find", "count"];

const PUZZLES: Readonly<Record<Family, (rng: Rng, difficulty: Difficulty) => Puzzle>> = {
  find: findPuzzle,
  count: countPuzzle,
};

/** The problem of this family and seed: the same words and the same pixels on every machine. */
export function generateProblem(family: Family, seed: number, difficulty: Difficulty = 2): GymProblem {
  const rng = createRng(`${family}/${difficulty}/${seed}`);
  const puzzle = PUZZLES[family](rng.fork("puzzle"), difficulty);
  return { family, seed, difficulty, picture: paintScene(rng.fork("ground"), puzzle.scene), ...puzzle };
}
