import type { Point } from "../../geometry";
import type { Color, Pixels } from "../pixels";
import { fillPolygon } from "./polygon";

/** A straight line with flat ends, in place. Points and `thickness` in pixels; nothing where the points are one. */
export function drawLine(pixels: Pixels, from: Point, to: Point, thickness: number, color: Color): void {
  const along = directionOf(from, to);
  if (!along) return;
  const half = thickness / 2;
  fillPolygon(
    pixels,
    [place(from, along, 0, half), place(to, along, 0, half), place(to, along, 0, -half), place(from, along, 0, -half)],
    color,
  );
}

/** How long and how wide an arrow's head is, in thicknesses of its shaft. */
const HEAD_LENGTH = 4;
const HEAD_WIDTH = 4;

/** A line whose `to` end is the tip of an arrow, in place. A short arrow is all head. */
export function drawArrow(pixels: Pixels, from: Point, to: Point, thickness: number, color: Color): void {
  const along = directionOf(from, to);
  if (!along) return;
  const head = Math.min(HEAD_LENGTH * thickness, lengthOf(from, to));
  const half = thickness / 2;
  const barb = (half * HEAD_WIDTH * head) / (HEAD_LENGTH * thickness);
  const corners = [
    place(from, along, 0, half),
    place(to, along, -head, half),
    place(to, along, -head, barb),
    to,
    place(to, along, -head, -barb),
    place(to, along, -head, -half),
    place(from, along, 0, -half),
  ];
  fillPolygon(pixels, corners, color);
}

// Not Math.hypot, whose last bit differs between engines; a square root is exact in all.
const lengthOf = (from: Point, to: Point): number => Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);

function directionOf(from: Point, to: Point): Point | undefined {
  const length = lengthOf(from, to);
  return length === 0 ? undefined : { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
}

/** The place `forward` pixels along and `aside` pixels to the right of a direction. */
const place = (start: Point, along: Point, forward: number, aside: number): Point => ({
  x: start.x + along.x * forward - along.y * aside,
  y: start.y + along.y * forward + along.x * aside,
});
