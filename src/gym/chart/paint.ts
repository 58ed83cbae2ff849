import type { Rng } from "../../base";
import type { Point } from "../../geometry";
import { type Color, circleCorners, drawLine, fillPolygon, type Pixels } from "../../pixels";
import { inkOn, paintGround } from "../ground";
import { PAINT } from "../kinds";
import { writeFigure } from "../measure/paint";
import { boxCornersOf } from "../outline";
import { darker } from "../paint";
import { AXIS_X, type Chart, type Entry, figureCenter } from "./layout";

const AXIS_THICKNESS = 4;
const TICK_LENGTH = 8;
const GRID_THICKNESS = 1.5;
const DOT_RADIUS = 13;
const RIM = 2.5;

export function paintChart(rng: Rng, chart: Chart): Pixels {
  const ground = paintGround(rng, chart.size);
  const ink = inkOn(ground);
  const isRuled = rng.next() < 0.6;
  const { pixels } = ground;
  const right = chart.size.width - 10;
  for (const { y, figure } of chart.ticks) {
    if (isRuled) drawLine(pixels, { x: AXIS_X, y }, { x: right, y }, GRID_THICKNESS, [ink[0], ink[1], ink[2], 50]);
    drawLine(pixels, { x: AXIS_X - TICK_LENGTH, y }, { x: AXIS_X, y }, 3, ink);
    writeFigure(pixels, String(figure), figureCenter(y), ink);
  }
  for (const corners of axisCorners(chart)) fillPolygon(pixels, corners, ink);
  for (const entry of chart.entries) paintEntry(pixels, chart, entry);
  return pixels;
}

/** The axis, and the line that the bars stand on. */
export function axisCorners({ ticks, size }: Chart): Point[][] {
  const [foot, top] = [ticks[0]!.y, ticks.at(-1)!.y];
  return [
    boxCornersOf(AXIS_X - AXIS_THICKNESS / 2, top - 8, AXIS_THICKNESS, foot - top + 8),
    boxCornersOf(AXIS_X, foot - AXIS_THICKNESS / 2, size.width - 10 - AXIS_X, AXIS_THICKNESS),
  ];
}

export function entryCorners(chart: Chart, { top }: Entry, inset = 0): Point[] {
  if (chart.style === "dots") return circleCorners(top, DOT_RADIUS - inset);
  const half = chart.entryWidth / 2 - inset;
  return boxCornersOf(top.x - half, top.y + inset, 2 * half, chart.ticks[0]!.y - top.y - inset);
}

function paintEntry(pixels: Pixels, chart: Chart, entry: Entry): void {
  const fill = PAINT[entry.colour];
  const rim: Color = [darker(fill[0]), darker(fill[1]), darker(fill[2])];
  fillPolygon(pixels, entryCorners(chart, entry), rim);
  fillPolygon(pixels, entryCorners(chart, entry, RIM), fill);
}
