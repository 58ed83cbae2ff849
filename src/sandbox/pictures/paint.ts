// Marks with hard edges, as Pillow and OpenCV draw them: a pixel is drawn or it is not. In place; places in pixels.
import { type Color, drawText, GLYPH_HEIGHT, type Pixels, textSize } from "../../pixels";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One pixel, laid over what is there where the colour is see-through and `blends` says so. */
function dot({ data, width, height }: Pixels, x: number, y: number, [red, green, blue, alpha = 255]: Color): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = (y * width + x) * 4;
  data[at] = red;
  data[at + 1] = green;
  data[at + 2] = blue;
  data[at + 3] = alpha;
}

/** Pixels of one row, both ends included. */
function row(pixels: Pixels, y: number, from: number, to: number, color: Color): void {
  if (y < 0 || y >= pixels.height) return;
  const last = Math.min(to, pixels.width - 1);
  for (let x = Math.max(from, 0); x <= last; x++) dot(pixels, x, y, color);
}

/** A rectangle whose corners both belong to it. */
export function fillRectangle(
  pixels: Pixels,
  left: number,
  top: number,
  right: number,
  bottom: number,
  color: Color,
): void {
  const last = Math.min(bottom, pixels.height - 1);
  for (let y = Math.max(top, 0); y <= last; y++) row(pixels, y, left, right, color);
}

/** The outline of a rectangle whose corners belong to it; `grows` says to which side it is thicker than one pixel. */
export function strokeRectangle(
  pixels: Pixels,
  [left, top, right, bottom]: readonly [number, number, number, number],
  thickness: number,
  color: Color,
  grows: "inwards" | "both",
): void {
  const out = grows === "both" ? Math.floor(thickness / 2) : 0;
  const [l, t, r, b] = [left - out, top - out, right + out, bottom + out];
  const side = Math.min(grows === "both" ? 2 * out + 1 : thickness, r - l + 1, b - t + 1);
  if (side < 1) return;
  fillRectangle(pixels, l, t, r, t + side - 1, color);
  fillRectangle(pixels, l, b - side + 1, r, b, color);
  fillRectangle(pixels, l, t, l + side - 1, b, color);
  fillRectangle(pixels, r - side + 1, t, r, b, color);
}

/** A straight line: one pixel wide by Bresenham's rule, wider ones as the rectangle around it. */
export function strokeLine(pixels: Pixels, from: Place, to: Place, thickness: number, color: Color): void {
  if (thickness <= 1) {
    thinLine(pixels, from, to, color);
    return;
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length === 0) {
    fillEllipse(pixels, from, thickness / 2, thickness / 2, color);
    return;
  }
  const half = (thickness - 1) / 2;
  const [x, y] = [(-dy / length) * half, (dx / length) * half];
  fillShape(
    pixels,
    [
      { x: from.x + x, y: from.y + y },
      { x: to.x + x, y: to.y + y },
      { x: to.x - x, y: to.y - y },
      { x: from.x - x, y: from.y - y },
    ],
    color,
  );
}

function thinLine(pixels: Pixels, from: Place, to: Place, color: Color): void {
  let [x, y] = [Math.round(from.x), Math.round(from.y)];
  const [endX, endY] = [Math.round(to.x), Math.round(to.y)];
  const [dx, dy] = [Math.abs(endX - x), -Math.abs(endY - y)];
  const [stepX, stepY] = [x < endX ? 1 : -1, y < endY ? 1 : -1];
  // A line that lies far outside is not walked to its end.
  const most = 4 * (pixels.width + pixels.height) + dx - dy;
  for (let error = dx + dy, walked = 0; walked <= Math.min(most, 1_000_000); walked++) {
    dot(pixels, x, y, color);
    if (x === endX && y === endY) return;
    const twice = 2 * error;
    if (twice >= dy) [error, x] = [error + dy, x + stepX];
    if (twice <= dx) [error, y] = [error + dx, y + stepY];
  }
}

/** A closed shape: every pixel whose middle lies within it, and those that its edges pass through. */
export function fillShape(pixels: Pixels, corners: readonly Place[], color: Color): void {
  if (corners.length === 0) return;
  const ys = corners.map(({ y }) => y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(pixels.height - 1, Math.ceil(Math.max(...ys)));
  for (let y = top; y <= bottom; y++) {
    const crossings = crossingsAt(corners, y).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      row(pixels, y, Math.round(crossings[i]!), Math.round(crossings[i + 1]!), color);
  }
  for (const [i, corner] of corners.entries()) thinLine(pixels, corner, corners[(i + 1) % corners.length]!, color);
}

function crossingsAt(corners: readonly Place[], y: number): number[] {
  const found: number[] = [];
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length]!;
    if (a.y <= y !== b.y <= y) found.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  return found;
}

export function fillEllipse(pixels: Pixels, center: Place, radiusX: number, radiusY: number, color: Color): void {
  for (let y = Math.ceil(center.y - radiusY); y <= Math.floor(center.y + radiusY); y++) {
    const half = radiusX * Math.sqrt(Math.max(0, 1 - ((y - center.y) / (radiusY || 1)) ** 2));
    row(pixels, y, Math.round(center.x - half), Math.round(center.x + half), color);
  }
}

/** The rim of an ellipse, or the part of it from one angle to another, in degrees clockwise from the right. */
export function strokeEllipse(
  pixels: Pixels,
  center: Place,
  [radiusX, radiusY]: readonly [number, number],
  thickness: number,
  color: Color,
  [start, end]: readonly [number, number] = [0, 360],
): void {
  const places = arcPlaces(center, radiusX, radiusY, start, end);
  for (let i = 1; i < places.length; i++) strokeLine(pixels, places[i - 1]!, places[i]!, thickness, color);
}

/** Points along an ellipse, near enough to each other that the lines between them are no longer seen. */
export function arcPlaces(
  center: Place,
  radiusX: number,
  radiusY: number,
  start: number,
  end: number,
): readonly Place[] {
  const sides = Math.min(720, Math.max(12, Math.ceil((Math.abs(end - start) / 360) * 4 * Math.max(radiusX, radiusY))));
  return Array.from({ length: sides + 1 }, (_, i) => {
    const radians = ((start + ((end - start) * i) / sides) * Math.PI) / 180;
    return { x: center.x + radiusX * Math.cos(radians), y: center.y + radiusY * Math.sin(radians) };
  });
}

/** How wide and high words are at a size that is the height of a line, in pixels. */
export function wordsSize(text: string, size: number): { readonly width: number; readonly height: number } {
  const lines = text.split("\n").map((words) => textSize(words, dotOf(size)));
  return {
    width: Math.max(0, ...lines.map(({ width }) => width)),
    height: (lines.length - 1) * size * LINE_HEIGHT + GLYPH_HEIGHT * dotOf(size),
  };
}

const LINE_HEIGHT = 1.2;
// A capital is about seven tenths of the size of its font.
const dotOf = (size: number): number => (0.72 * size) / GLYPH_HEIGHT;

/** Words from their top left corner on. The glyphs are our own: capitals, digits and signs. */
export function paintWords(pixels: Pixels, text: string, topLeft: Place, size: number, color: Color): void {
  for (const [i, words] of text.split("\n").entries())
    drawText(pixels, words, { x: topLeft.x, y: topLeft.y + i * size * LINE_HEIGHT }, dotOf(size), color);
}
