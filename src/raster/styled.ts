import type { DrawingStyle, DrawnBy, Mark } from "../action";
import { imageBox } from "../geometry";
import { drawBox, drawLine, drawText, fillCircle, type Pixels } from "../pixels";

type StyledMark = Extract<Mark, { pen?: DrawnBy }>;

/**
 * A mark as some system's own tool draws it. The outline lies within the box, as Pillow has it, which these tools draw
 * with. Glyphs are ours.
 */
export function drawStyled(pixels: Pixels, mark: StyledMark, { order, scale }: DrawnBy, style: DrawingStyle): void {
  if (order === null) return;
  if (mark.shape === "polyline") drawStyledLine(pixels, mark, scale, style);
  else drawStyledBox(pixels, mark, order, scale, style);
}

function drawStyledLine(
  pixels: Pixels,
  { points }: Extract<StyledMark, { shape: "polyline" }>,
  scale: number,
  { width, endRadius, lineColour, startColour, endColour }: DrawingStyle,
): void {
  points.slice(1).forEach((to, i) => {
    drawLine(pixels, points[i] ?? to, to, width * scale, lineColour);
  });
  const [start, end] = [points[0], points.at(-1)];
  if (start) fillCircle(pixels, start, endRadius * scale, startColour);
  if (end) fillCircle(pixels, end, endRadius * scale, endColour);
}

function drawStyledBox(
  pixels: Pixels,
  { box, words }: Extract<StyledMark, { shape: "rectangle" }>,
  order: number,
  scale: number,
  { width: styleWidth, boxColours, labelAt }: DrawingStyle,
): void {
  const width = styleWidth * scale;
  const colour = boxColours[order % boxColours.length] ?? boxColours[0];
  const { left, top } = box;
  const inner = imageBox(
    left + width / 2,
    top + width / 2,
    Math.max(0, box.width - width),
    Math.max(0, box.height - width),
  );
  drawBox(pixels, inner, width, colour);
  const place = { x: left + labelAt.x * scale, y: top + labelAt.y * scale };
  drawText(pixels, words, place, Math.max(1, Math.round(scale)), colour);
}
