import { createRng, keysOf, type Rng, unreachable } from "../base";
import type { Pixels } from "../pixels";
import { paintChart } from "./chart/paint";
import { chartPuzzle } from "./chart/puzzle";
import { countPuzzle } from "./count";
import { findPuzzle } from "./find";
import { paintFigure } from "./geometry/paint";
import { geometryPuzzle } from "./geometry/puzzle";
import { paintMaze } from "./maze/paint";
import { mazePuzzle } from "./maze/puzzle";
import { paintRule } from "./measure/paint";
import { measurePuzzle } from "./measure/puzzle";
import { paintScene } from "./paint";
import type { AnyPuzzle, GymProblem, Layout } from "./problem";
import type { Family } from "./puzzle";
import type { Difficulty } from "./scene";
import type { Atlas } from "./things/atlas";
import { trackPuzzle } from "./track/puzzle";

const PUZZLES: Readonly<Record<Family, (rng: Rng, difficulty: Difficulty) => AnyPuzzle>> = {
  find: findPuzzle,
  count: countPuzzle,
  maze: mazePuzzle,
  measure: measurePuzzle,
  track: trackPuzzle,
  geometry: geometryPuzzle,
  chart: chartPuzzle,
};

export const FAMILIES = keysOf(PUZZLES);

/** What names a problem: the same name gives the same words and the same pixels on every machine. */
export interface ProblemName {
  readonly family: Family;
  readonly seed: number;
  readonly difficulty: Difficulty;
}

/** The problem of this name. The atlas holds the pictures of the things. */
export function generateProblem(name: ProblemName, atlas: Atlas): GymProblem {
  const { family, seed, difficulty } = name;
  const puzzle = generatePuzzle(name);
  return {
    family,
    seed,
    difficulty,
    ...puzzle,
    pictures: paintLayout(rngOf(name).fork("ground"), puzzle.layout, atlas),
  };
}

/** The same without its pictures. */
export const generatePuzzle = (name: ProblemName): AnyPuzzle =>
  PUZZLES[name.family](rngOf(name).fork("puzzle"), name.difficulty);

const rngOf = ({ family, seed, difficulty }: ProblemName): Rng => createRng(`${family}/${difficulty}/${seed}`);

export function paintLayout(rng: Rng, layout: Layout, atlas: Atlas): readonly Pixels[] {
  switch (layout.kind) {
    case "scene":
      return [paintScene(rng, layout, atlas)];
    case "maze":
      return [paintMaze(rng, layout)];
    case "rule":
      return [paintRule(rng, layout)];
    case "figure":
      return [paintFigure(rng, layout)];
    case "chart":
      return [paintChart(rng, layout)];
    case "film":
      // Every frame on the same ground: only the things move.
      return layout.frames.map((scene) => paintScene(rng.fork("film"), scene, atlas));
    default:
      return unreachable(layout);
  }
}
