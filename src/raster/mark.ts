import type { DrawingStyle, Mark } from "../action";
import { type ImageBox, imageBox, type Point } from "../geometry";
import {
  boxCorners,
  type Color,
  drawArrow,
  drawBox,
  drawLine,
  drawText,
  fillCircle,
  fillPolygon,
  type Pixels,
  textSize,
} from "../pixels";
import { drawStyled } from "./styled";

// A mark must read on any photograph: vivid ink over a wider white halo.
const INK: Color = [224, 30, 90];
const HALO: Color = [255, 255, 255];
const WASH: Color = [255, 222, 0, 90];
const PLATE: Color = [255, 255, 255, 230];

/** The styles that systems' own tools draw in, by the names that marks have them by. */
export type DrawingStyles = ReadonlyMap<string, DrawingStyle>;

/** A copy of the image with the marks drawn on it, each over the one before. */
export function drawMarks(pixels: Pixels, marks: readonly Mark[], styles: DrawingStyles): Pixels {
  const drawn: Pixels = { ...pixels, data: new Uint8ClampedArray(pixels.data) };
  for (const mark of marks) drawMark(drawn, mark, inkWidth(pixels), styles);
  return drawn;
}

/** One three-hundredth of the longer side: thin enough for small things, and still seen when a network shrinks it. */
const inkWidth = ({ width, height }: Pixels): number => Math.max(1, Math.round(Math.max(width, height) / 300));

function drawMark(pixels: Pixels, mark: Mark, width: number, styles: DrawingStyles): void {
  const style = "pen" in mark && mark.pen ? styles.get(mark.pen.style) : undefined;
  if ("pen" in mark && mark.pen && style) {
    drawStyled(pixels, mark, mark.pen, style);
    return;
  }
  switch (mark.shape) {
    case "rectangle":
      drawOutline(pixels, mark.box, width);
      drawWords(pixels, mark.words, { x: mark.box.left, y: mark.box.top - width }, width);
      break;
    case "wash":
      fillPolygon(pixels, rectangle(mark.box), WASH);
      break;
    case "polyline":
      if (mark.arrow) drawArrows(pixels, mark.points, width);
      else drawPath(pixels, mark.points, width);
      break;
    case "dot":
      fillCircle(pixels, mark.at, 4 * width, HALO);
      fillCircle(pixels, mark.at, 3 * width, INK);
      drawWords(pixels, mark.words, { x: mark.at.x + 5 * width, y: mark.at.y - 5 * width }, width);
      break;
    case "text":
      drawWords(pixels, mark.words, mark.at, width);
  }
}

const rectangle = ({ left, top, width, height }: ImageBox): Point[] =>
  boxCorners(left, top, left + width, top + height);

/** At the image's rim the outline is moved inside, where it can be seen. */
function drawOutline(pixels: Pixels, box: ImageBox, width: number): void {
  const left = Math.max(box.left, width);
  const top = Math.max(box.top, width);
  const right = Math.min(box.left + box.width, pixels.width - width);
  const bottom = Math.min(box.top + box.height, pixels.height - width);
  const seen = right > left && bottom > top ? imageBox(left, top, right - left, bottom - top) : box;
  drawBox(pixels, seen, 2 * width, HALO);
  drawBox(pixels, seen, width, INK);
}

/** The halo goes first along the whole path, or it would cover the ink where pieces meet. Round at every point. */
function drawPath(pixels: Pixels, points: readonly Point[], width: number): void {
  for (const [thickness, color] of [
    [2 * width, HALO],
    [width, INK],
  ] as const) {
    for (const point of points) fillCircle(pixels, point, thickness / 2, color);
    points.slice(1).forEach((to, i) => {
      drawLine(pixels, points[i] ?? to, to, thickness, color);
    });
  }
}

/** A path whose last piece ends in a head. */
function drawArrows(pixels: Pixels, points: readonly Point[], width: number): void {
  const [from, to] = points.slice(-2);
  if (points.length > 2) drawPath(pixels, points.slice(0, -1), width);
  if (!from || !to) return;
  drawLine(pixels, from, to, 2 * width, HALO);
  drawArrow(pixels, from, to, width, INK);
}

/** Words on a white plate. `bottomLeft` is where they want to stand; they are moved inside the image where they fit. */
function drawWords(pixels: Pixels, words: string, bottomLeft: Point, dot: number): void {
  if (words.trim() === "") return;
  const text = textSize(words, dot);
  const plate = { width: text.width + 4 * dot, height: text.height + 4 * dot };
  const left = within(bottomLeft.x, pixels.width - plate.width);
  const top = within(bottomLeft.y - plate.height, pixels.height - plate.height);
  fillPolygon(pixels, boxCorners(left, top, left + plate.width, top + plate.height), PLATE);
  drawText(pixels, words, { x: left + 2 * dot, y: top + 2 * dot }, dot, INK);
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));
