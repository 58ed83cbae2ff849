import type { Rng } from "../../base";
import { type ImageBox, type ImagePoint, imageBox, imagePoint, type Size } from "../../geometry";
import { COLOURS, type Colour, LETTERS } from "../kinds";
import { type Difficulty, PICTURE_SIZE } from "../scene";

/** A winding way from a coloured dot to a lettered disc. Cells are numbered row by row. */
export interface Corridor {
  readonly colour: Colour;
  readonly letter: string;
  /** At least two cells, each beside the one before. */
  readonly cells: readonly number[];
}

/** Several corridors that fill a square of cells; walls stand between all cells that are not joined. */
export interface Maze {
  readonly kind: "maze";
  readonly size: Size;
  /** Cells along one side. */
  readonly side: number;
  readonly corridors: readonly Corridor[];
  /** Pairs of neighbouring cells without a wall between them, the lower number first. */
  readonly doors: ReadonlySet<string>;
}

interface Level {
  readonly side: number;
  readonly corridors: number;
  readonly shortest: number;
}

const LEVELS: Readonly<Record<Difficulty, Level>> = {
  1: { side: 3, corridors: 2, shortest: 3 },
  2: { side: 4, corridors: 2, shortest: 3 },
  3: { side: 4, corridors: 2, shortest: 5 },
  4: { side: 5, corridors: 3, shortest: 4 },
  5: { side: 5, corridors: 2, shortest: 7 },
};

export const MAZE_MARGIN = 12;

/** The side of a cell, in pixels of the picture. */
export const cellSize = ({ side }: Pick<Maze, "side">): number => (PICTURE_SIZE.width - 2 * MAZE_MARGIN) / side;

export function cellCenter(maze: Pick<Maze, "side">, cell: number): ImagePoint {
  const size = cellSize(maze);
  const at = (index: number) => MAZE_MARGIN + (index + 0.5) * size;
  return imagePoint(at(cell % maze.side), at(Math.floor(cell / maze.side)));
}

/** The box to look at a corridor's end through, in pixels of the picture. */
export function endBox(maze: Maze, { cells }: Corridor): ImageBox {
  const { x, y } = cellCenter(maze, cells.at(-1)!);
  return imageBox(x - 32, y - 32, 64, 64);
}

export const doorBetween = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`);

/** Grows the corridors cell by cell until one is stuck too early; then begins again. */
export function drawMaze(rng: Rng, difficulty: Difficulty): Maze {
  const level = LEVELS[difficulty];
  for (;;) {
    const paths = growPaths(rng, level);
    if (paths.some((path) => path.length < level.shortest)) continue;
    const letters = rng.shuffle(LETTERS);
    const colours = rng.shuffle(COLOURS);
    const corridors = paths.map((cells, i) => ({ colour: colours[i]!, letter: letters[i]!, cells }));
    const walked = corridors.flatMap(({ cells }) => cells.slice(1).map((cell, i) => doorBetween(cell, cells[i]!)));
    const doors = new Set([...walked, ...sideDoors(rng, level.side, corridors)]);
    return { kind: "maze", size: PICTURE_SIZE, side: level.side, corridors, doors };
  }
}

function growPaths(rng: Rng, { side, corridors }: Level): number[][] {
  const starts = rng.shuffle(allCells(side)).slice(0, corridors);
  const taken = new Set(starts);
  return starts.map((start) => {
    const path = [start];
    for (;;) {
      const free = neighbours(side, path.at(-1)!).filter((cell) => !taken.has(cell));
      if (free.length === 0) return path;
      const next = rng.pick(free);
      taken.add(next);
      path.push(next);
    }
  });
}

/**
 * Cells that no corridor took become dead ends: each is joined to one cell inside a corridor, never to its ends, so
 * that the way from a dot to its disc stays the only one.
 */
function sideDoors(rng: Rng, side: number, corridors: readonly Corridor[]): string[] {
  const taken = new Set(corridors.flatMap(({ cells }) => cells));
  const inner = new Set(corridors.flatMap(({ cells }) => cells.slice(1, -1)));
  return allCells(side)
    .filter((cell) => !taken.has(cell))
    .flatMap((cell) => {
      const joined = neighbours(side, cell).filter((other) => inner.has(other));
      return joined.length === 0 ? [] : [doorBetween(cell, rng.pick(joined))];
    });
}

const allCells = (side: number): number[] => Array.from({ length: side * side }, (_, i) => i);

export function neighbours(side: number, cell: number): number[] {
  const [column, row] = [cell % side, Math.floor(cell / side)];
  return [
    ...(row > 0 ? [cell - side] : []),
    ...(column < side - 1 ? [cell + 1] : []),
    ...(row < side - 1 ? [cell + side] : []),
    ...(column > 0 ? [cell - 1] : []),
  ];
}
