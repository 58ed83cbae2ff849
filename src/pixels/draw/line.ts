import type { Point } from "../../geometry";
import type { Color } from "../color";
import type { Pixels } from "../pixels";
import { fillPolygon } from "./polygon";

/** A straight line with flat ends, in place. Points and `thickness` in pixels. */
export function drawLine(pixels: Pixels, from: Point, to: Point, thickness: number, color: Color): void {
  const length = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
  if (length === 0) return;
  const dx = (((to.x - from.x) / length) * thickness) / 2;
  const dy = (((to.y - from.y) / length) * thickness) / 2;
  const corners = [
    { x: from.x - dy, y: from.y + dx },
    { x: to.x - dy, y: to.y + dx },
    { x: to.x + dy, y: to.y - dx },
    { x: from.x + dy, y: from.y - dx },
  ];
  fillPolygon(pixels, corners, color);
}
