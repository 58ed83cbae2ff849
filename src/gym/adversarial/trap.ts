import { createRng, type Rng } from "../../base";
import { paintLayout } from "../generate";
import type { GymProblem, TrapPuzzle } from "../problem";
import type { Difficulty } from "../scene";
import type { Atlas } from "../things/atlas";
import { attentionPuzzle } from "./attention";
import { bypassingPuzzle } from "./bypassing";
import { shortcutPuzzle } from "./shortcut";

/**
 * A way in which models that look are known to fail: believing words instead of looking, looking at what stands out
 * instead of what was asked for, and answering by what is usual.
 */
export const TRAPS = ["bypassing", "attention", "shortcut"] as const;
export type Trap = (typeof TRAPS)[number];

const PUZZLES: Readonly<Record<Trap, (rng: Rng, difficulty: Difficulty) => TrapPuzzle>> = {
  bypassing: bypassingPuzzle,
  attention: attentionPuzzle,
  shortcut: shortcutPuzzle,
};

interface TrapName {
  readonly trap: Trap;
  readonly seed: number;
  readonly difficulty: Difficulty;
}

/** The problem of this name, the same bytes on every machine. Models are measured on these, and never trained. */
export function generateTrap(name: TrapName, atlas: Atlas): GymProblem {
  const { seed, difficulty } = name;
  const puzzle = generateTrapPuzzle(name);
  return { seed, difficulty, ...puzzle, pictures: paintLayout(rngOf(name).fork("ground"), puzzle.layout, atlas) };
}

/** The same without its pictures. */
export const generateTrapPuzzle = (name: TrapName): TrapPuzzle =>
  PUZZLES[name.trap](rngOf(name).fork("puzzle"), name.difficulty);

const rngOf = ({ trap, seed, difficulty }: TrapName): Rng => createRng(`${trap}/${difficulty}/${seed}`);
