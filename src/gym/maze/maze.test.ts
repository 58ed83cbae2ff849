import { expect, it } from "vitest";
import { actionsIn, type Blur, expectHarderByLevel, expectLaws } from "../testing";
import { type Corridor, cellCenter, cellSize, doorBetween, type Maze } from "./maze";
import { MAZE_WORDINGS } from "./puzzle";

const asked = ({ layout, question }: { layout: Maze; question: string }): Corridor => {
  const found = layout.corridors.filter(({ colour }) => MAZE_WORDINGS.some((wording) => wording(colour) === question));
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** The cells beside this one, told from the picture's grid alone. */
function cellsBeside({ side }: Maze, cell: number): number[] {
  const [x, y] = [cell % side, Math.floor(cell / side)];
  return Array.from({ length: side * side }, (_, other) => other).filter(
    (other) => Math.abs((other % side) - x) + Math.abs(Math.floor(other / side) - y) === 1,
  );
}

/** All cells that can be reached from one through doors, breadth first; each with the cell it was reached from. */
function reached(maze: Maze, start: number): ReadonlyMap<number, number | null> {
  const from = new Map<number, number | null>([[start, null]]);
  for (const cell of from.keys()) {
    for (const next of cellsBeside(maze, cell)) {
      if (maze.doors.has(doorBetween(cell, next)) && !from.has(next)) from.set(next, cell);
    }
  }
  return from;
}

const discs = (maze: Maze): ReadonlyMap<number, string> =>
  new Map(maze.corridors.map(({ cells, letter }) => [cells.at(-1)!, letter]));

it("lets exactly one disc be reached from the dot, and it carries the truth", () => {
  expectLaws<Maze>("maze", (problem) => {
    const maze = problem.layout;
    const start = asked(problem).cells[0]!;
    const from = reached(maze, start);
    const ends = [...from.keys()].filter((cell) => discs(maze).has(cell));
    expect(ends.map((cell) => discs(maze).get(cell))).toEqual([problem.truth]);
    // A tree: one door fewer than cells, so that there is one way only.
    const doors = [...maze.doors].filter((door) => from.has(Number(door.split("-")[0])));
    expect(doors).toHaveLength(from.size - 1);
    expect(wayTo(from, ends[0]!)).toEqual(asked(problem).cells);
  });
});

function wayTo(from: ReadonlyMap<number, number | null>, end: number): number[] {
  const before = from.get(end);
  return before == null ? [end] : [...wayTo(from, before), end];
}

it("draws the way through the middle of each cell", () => {
  expectLaws<Maze>("maze", (problem) => {
    const maze = problem.layout;
    const [line] = actionsIn(problem).flatMap(({ action }) => (action.kind === "line" ? [action.points] : []));
    const cells = asked(problem).cells;
    expect(line).toHaveLength(cells.length);
    line?.forEach(({ x, y }, i) => {
      const middle = cellCenter(maze, cells[i]!);
      expect(Math.hypot(x - middle.x, y - middle.y)).toBeLessThan(cellSize(maze) / 4);
    });
  });
});

it("has no two corridors with one colour, letter or cell", () => {
  expectLaws<Maze>("maze", ({ layout: { corridors } }) => {
    expect(new Set(corridors.map(({ colour }) => colour)).size).toBe(corridors.length);
    expect(new Set(corridors.map(({ letter }) => letter)).size).toBe(corridors.length);
    const cells = corridors.flatMap((corridor) => corridor.cells);
    expect(new Set(cells).size).toBe(cells.length);
  });
});

it("is harder from level to level for a hand that slips into the next cell", () => {
  expectHarderByLevel<Maze>("maze", (problem, blur) => walkBadly(problem.layout, asked(problem), blur));
});

/** Takes the right door unless the hand slips by half a cell. */
function walkBadly(maze: Maze, { cells, letter }: Corridor, blur: Blur): string {
  const slips = cells.slice(1).some(() => Math.abs(blur(20)) > cellSize(maze) / 2);
  return slips ? "" : letter;
}
