import type { Rng } from "../../base";
import { drawArrow, fillCircle, type Pixels } from "../../pixels";
import { inkOn, paintGround } from "../ground";
import { paintShape } from "../paint";
import { DOT_RADIUS, type Figure } from "./figure";

export const ARROW_THICKNESS = 7;

export function paintFigure(rng: Rng, { size, arrow, dot, objects, radius }: Figure): Pixels {
  const ground = paintGround(rng, size);
  const ink = inkOn(ground);
  drawArrow(ground.pixels, arrow.from, arrow.to, ARROW_THICKNESS, ink);
  fillCircle(ground.pixels, dot, DOT_RADIUS, ink);
  for (const { kind, center } of objects) paintShape(ground.pixels, kind, center, radius);
  return ground.pixels;
}
