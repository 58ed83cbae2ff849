import type { Point } from "../../geometry";
import type { Color, Pixels } from "../pixels";
import { boxCorners } from "./box";
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from "./font";
import { fillPolygon } from "./polygon";

/** How wide and high `text` is drawn with dots of `dot` pixels. */
export const textSize = (text: string, dot: number): { readonly width: number; readonly height: number } => ({
  width: Math.max(0, text.length * (GLYPH_WIDTH + 1) - 1) * dot,
  height: GLYPH_HEIGHT * dot,
});

/** Draws one row of capitals, digits and signs, in place. `topLeft` and `dot` (the side of one dot) in pixels. */
export function drawText(pixels: Pixels, text: string, topLeft: Point, dot: number, color: Color): void {
  [...text].forEach((sign, i) => {
    drawGlyph(pixels, sign, { x: topLeft.x + i * (GLYPH_WIDTH + 1) * dot, y: topLeft.y }, dot, color);
  });
}

function drawGlyph(pixels: Pixels, sign: string, { x, y }: Point, dot: number, color: Color): void {
  glyphOf(sign).forEach((row, rowIndex) => {
    // Dots that touch are drawn as one run, or their smooth edges would show a seam.
    for (const run of row.matchAll(/#+/g)) {
      const left = x + run.index * dot;
      const right = left + run[0].length * dot;
      const top = y + rowIndex * dot;
      fillPolygon(pixels, boxCorners(left, top, right, top + dot), color);
    }
  });
}
