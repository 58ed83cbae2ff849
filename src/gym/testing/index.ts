// For tests of the gym: what every problem must keep to, and solvers that see badly.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { createRng } from "../../base";
import type { Point } from "../../geometry";
import { generateTrap, generateTrapPuzzle, type Trap } from "../adversarial/trap";
import { checkAnswer } from "../answer";
import { generateProblem, generatePuzzle } from "../generate";
import type { GymProblem, Layout } from "../problem";
import type { Family, Puzzle } from "../puzzle";
import type { Difficulty } from "../scene";
import { loadAtlas } from "../things/atlas";
import { expectReplays, type Posed } from "./reference";

export { actionsIn } from "./reference";

const atlas = await loadAtlas();

export const LEVELS: readonly Difficulty[] = [1, 2, 3, 4, 5];

export const makeTrap = (trap: Trap, seed: number, difficulty: Difficulty): GymProblem =>
  generateTrap({ trap, seed, difficulty }, atlas);

export const makeProblem = (family: Family, seed: number, difficulty: Difficulty): GymProblem =>
  generateProblem({ family, seed, difficulty }, atlas);

/** A problem before it is painted, which is most of the work. A family has one kind of layout. */
const pose = <L extends Layout>(family: Family, seed: number, difficulty: Difficulty): Posed<L> =>
  posed(family, generatePuzzle({ family, seed, difficulty }) as Puzzle<L>); // as said

function posed<L extends Layout>(family: Family, puzzle: Puzzle<L>): Posed<L> {
  const layout: Layout = puzzle.layout;
  const pictures = layout.kind === "film" ? layout.frames.map(({ size }) => size) : [layout.size];
  return { ...puzzle, family, pictures };
}

/** Every law of problems, and of this family's own, through many of its problems. */
export function expectLaws<L extends Layout>(family: Family, ownLaws: (problem: Posed<L>) => void): void {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom(...LEVELS), (seed, difficulty) => {
      const problem = pose<L>(family, seed, difficulty);
      expectCommonLaws(problem);
      ownLaws(problem);
    }),
    { numRuns: 100 },
  );
}

/** The same for a trap, whose family and layout differ from seed to seed. */
export function expectTrapLaws(trap: Trap, ownLaws: (problem: Posed) => void): void {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.constantFrom(...LEVELS), (seed, difficulty) => {
      const puzzle = generateTrapPuzzle({ trap, seed, difficulty });
      const problem = posed(puzzle.family, puzzle);
      expectCommonLaws(problem);
      ownLaws(problem);
    }),
    { numRuns: 100 },
  );
}

function expectCommonLaws(problem: Posed): void {
  expect(checkAnswer(problem, problem.truth)).toBe(true);
  expectReplays(problem);
  expectMoves(problem);
}

/** A move is inside a picture that there is, and the misleading one is another than the right one. */
function expectMoves({ rightMove, wrongMove, pictures }: Posed): void {
  expect(wrongMove).not.toEqual(rightMove);
  for (const move of [rightMove, wrongMove]) {
    if (!move) continue;
    const picture = pictures[move.image]!;
    const points = move.kind === "line" ? move.points : [middleOf(move.box)];
    for (const { x, y } of points) {
      expect(x >= 0 && x <= picture.width && y >= 0 && y <= picture.height).toBe(true);
    }
  }
}

const middleOf = ({
  left,
  top,
  width,
  height,
}: {
  left: number;
  top: number;
  width: number;
  height: number;
}): Point => ({
  x: left + width / 2,
  y: top + height / 2,
});

/** Noise with this standard deviation about 0 (Box and Muller). */
export type Blur = (deviation: number) => number;

function blurOf(seed: string): Blur {
  const rng = createRng(seed);
  return (deviation) => deviation * Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

const TRIALS = 300;
/** One and a half times the standard error of a difference between two shares of `TRIALS` near one half, about. */
const MARGIN = 0.06;

/** What a solver that sees badly says to a problem. */
type Solver<L extends Layout> = (problem: Posed<L>, blur: Blur) => string;

/** A solver that sees badly is right less and less often from level to level, and clearly so from first to last. */
export function expectHarderByLevel<L extends Layout>(family: Family, solve: Solver<L>): void {
  const shares = LEVELS.map((level) => {
    const right = Array.from({ length: TRIALS }, (_, seed) => {
      const problem = pose<L>(family, seed, level);
      return checkAnswer(problem, solve(problem, blurOf(`${family}/${level}/${seed}`)));
    });
    return right.filter(Boolean).length / TRIALS;
  });
  shares.slice(1).forEach((share, i) => {
    expect(share, `level ${i + 2} of ${shares}`).toBeLessThanOrEqual(shares[i]! + MARGIN);
  });
  expect(shares[0]! - shares[4]!, String(shares)).toBeGreaterThan(0.1);
  expect(shares[0]!, String(shares)).toBeGreaterThan(0.6);
}

/**
 * What is asked and shown, as sixteen hexadecimal digits. The reference is left out: another way to the same truth is
 * no other problem.
 */
export function hashOf({ pictures, question, truth }: GymProblem): string {
  const hash = createHash("sha256").update(`${question}\n${truth}\n`);
  for (const { data } of pictures) hash.update(data);
  return hash.digest("hex").slice(0, 16);
}
