import type { Rng } from "../../base";
import type { Point } from "../../geometry";
import { type Color, drawText, fillCircle, fillPolygon, type Pixels } from "../../pixels";
import { inkOn, paintGround } from "../ground";
import { PAINT } from "../kinds";
import { boxCornersOf } from "../outline";
import { darker, paintTag } from "../paint";
import { LETTER_DOT } from "../scene";
import { cellCenter, cellSize, doorBetween, type Maze, neighbours } from "./maze";

const WALL = 9;
export const START_RADIUS = 20;
const END_RADIUS = 17;

export function paintMaze(rng: Rng, maze: Maze): Pixels {
  const ground = paintGround(rng, maze.size);
  const ink = inkOn(ground);
  for (const corners of wallsOf(maze)) fillPolygon(ground.pixels, corners, ink);
  for (const { cells, colour, letter } of maze.corridors) {
    paintStart(ground.pixels, cellCenter(maze, cells[0]!), PAINT[colour]);
    paintEnd(ground.pixels, cellCenter(maze, cells.at(-1)!), letter);
  }
  return ground.pixels;
}

function paintStart(pixels: Pixels, center: Point, fill: Color): void {
  fillCircle(pixels, center, START_RADIUS, [darker(fill[0]), darker(fill[1]), darker(fill[2])]);
  fillCircle(pixels, center, START_RADIUS - 2.5, fill);
}

function paintEnd(pixels: Pixels, center: Point, letter: string): void {
  paintTag(pixels, center, END_RADIUS);
  const topLeft = { x: center.x - 2.5 * LETTER_DOT, y: center.y - 3.5 * LETTER_DOT };
  drawText(pixels, letter, topLeft, LETTER_DOT, [28, 26, 38]);
}

/** The corners of every wall, the rim's among them, in pixels of the picture. */
export function wallsOf(maze: Maze): Point[][] {
  const half = cellSize(maze) / 2 + WALL / 2;
  const thin = WALL / 2;
  const cells = Array.from({ length: maze.side * maze.side }, (_, i) => i);
  return cells.flatMap((cell) => {
    const { x, y } = cellCenter(maze, cell);
    const open = new Set(neighbours(maze.side, cell).filter((other) => maze.doors.has(doorBetween(cell, other))));
    const reach = cellSize(maze) / 2;
    const isShut = (other: number, isRim: boolean) => isRim || !open.has(other);
    const [column, row] = [cell % maze.side, Math.floor(cell / maze.side)];
    return [
      ...(isShut(cell - maze.side, row === 0) ? [boxCornersOf(x - half, y - reach - thin, 2 * half, WALL)] : []),
      ...(isShut(cell - 1, column === 0) ? [boxCornersOf(x - reach - thin, y - half, WALL, 2 * half)] : []),
      ...(row === maze.side - 1 ? [boxCornersOf(x - half, y + reach - thin, 2 * half, WALL)] : []),
      ...(column === maze.side - 1 ? [boxCornersOf(x + reach - thin, y - half, WALL, 2 * half)] : []),
    ];
  });
}
