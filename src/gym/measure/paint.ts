import type { Rng } from "../../base";
import type { Point } from "../../geometry";
import { type Color, drawText, fillPolygon, type Pixels, textSize } from "../../pixels";
import { inkOn, paintGround } from "../ground";
import { PAINT } from "../kinds";
import { boxCornersOf } from "../outline";
import { darker } from "../paint";
import { LETTER_DOT } from "../scene";
import { figureCenter, type Rule, STICK_THICKNESS, type Stick } from "./rule";

const BAR_THICKNESS = 6;
const BAR_TICK = 18;
const RIM = 2;

export function paintRule(rng: Rng, rule: Rule): Pixels {
  const ground = paintGround(rng, rule.size);
  const ink = inkOn(ground);
  for (const corners of barCorners(rule)) fillPolygon(ground.pixels, corners, ink);
  writeFigure(ground.pixels, String(rule.unit), figureCenter(rule), ink);
  for (const stick of rule.sticks) paintStick(ground.pixels, stick);
  return ground.pixels;
}

/** Writes a small number about its middle. */
export function writeFigure(pixels: Pixels, figure: string, center: Point, ink: Color): void {
  const { width, height } = textSize(figure, LETTER_DOT);
  drawText(
    pixels,
    figure,
    { x: Math.round(center.x - width / 2), y: Math.round(center.y - height / 2) },
    LETTER_DOT,
    ink,
  );
}

/** The bar and a tick at each end. */
export function barCorners({ from, to }: Rule): Point[][] {
  const tick = (x: number) => boxCornersOf(x - BAR_THICKNESS / 4, from.y - BAR_TICK / 2, BAR_THICKNESS / 2, BAR_TICK);
  return [
    boxCornersOf(from.x, from.y - BAR_THICKNESS / 2, to.x - from.x, BAR_THICKNESS),
    tick(from.x + BAR_THICKNESS / 4),
    tick(to.x - BAR_THICKNESS / 4),
  ];
}

/** A stick's ends are flat: it is exactly as long as its ends are apart. */
export function stickCorners({ from, to }: Stick, inset = 0): Point[] {
  const half = STICK_THICKNESS / 2;
  return from.y === to.y
    ? boxCornersOf(from.x + inset, from.y - half + inset, to.x - from.x - 2 * inset, 2 * (half - inset))
    : boxCornersOf(from.x - half + inset, from.y + inset, 2 * (half - inset), to.y - from.y - 2 * inset);
}

function paintStick(pixels: Pixels, stick: Stick): void {
  const fill = PAINT[stick.colour];
  fillPolygon(pixels, stickCorners(stick), [darker(fill[0]), darker(fill[1]), darker(fill[2])]);
  fillPolygon(pixels, stickCorners(stick, RIM), fill);
}
