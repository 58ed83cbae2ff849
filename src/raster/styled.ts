import type { Mark, Pen } from "../action";
import { imageBox } from "../geometry";
import { type Color, drawBox, drawLine, drawText, fillCircle, type Pixels } from "../pixels";

type Penned = Extract<Mark, { pen?: Pen }>;

// ViLaSR (AntResearchNLP/ViLaSR at 61669c0) draws with Pillow, in colours by their names in CSS and in this order.
const COLOURS: readonly Color[] = [
  [255, 0, 0],
  [0, 128, 0],
  [0, 0, 255],
  [255, 255, 0],
  [255, 165, 0],
  [255, 192, 203],
  [128, 0, 128],
  [165, 42, 42],
  [128, 128, 128],
  [245, 245, 220],
  [64, 224, 208],
  [0, 255, 255],
  [255, 0, 255],
  [0, 255, 0],
  [0, 0, 128],
  [128, 0, 0],
  [0, 128, 128],
  [128, 128, 0],
  [255, 127, 80],
  [230, 230, 250],
  [238, 130, 238],
  [255, 215, 0],
  [192, 192, 192],
];
const BLACK: Color = [0, 0, 0];
const START: Color = [255, 0, 0];
const END: Color = [0, 0, 255];
/** Of the picture that the system draws on: the outline of a box and a line, and the radius of a line's ends. */
const WIDTH = 4;
const RADIUS = 4;
/** Where a label stands, from the top left of its box. */
const LABEL = { x: 8, y: 6 };

/**
 * A mark as the system's own tool draws it. The outline lies within the box, as Pillow has it. Glyphs are ours, and
 * after the 23 named colours the list begins again, where the system goes on with all that Pillow knows.
 */
export function drawPenned(pixels: Pixels, mark: Penned, { order, scale }: Pen): void {
  if (order === null) return;
  const width = WIDTH * scale;
  if (mark.shape === "polyline") {
    mark.points.slice(1).forEach((to, i) => {
      drawLine(pixels, mark.points[i] ?? to, to, width, BLACK);
    });
    const [start, end] = [mark.points[0], mark.points.at(-1)];
    if (start) fillCircle(pixels, start, RADIUS * scale, START);
    if (end) fillCircle(pixels, end, RADIUS * scale, END);
    return;
  }
  const colour = COLOURS[order % COLOURS.length] ?? BLACK;
  const { left, top } = mark.box;
  const inner = imageBox(
    left + width / 2,
    top + width / 2,
    Math.max(0, mark.box.width - width),
    Math.max(0, mark.box.height - width),
  );
  drawBox(pixels, inner, width, colour);
  drawText(
    pixels,
    mark.words,
    { x: left + LABEL.x * scale, y: top + LABEL.y * scale },
    Math.max(1, Math.round(scale)),
    colour,
  );
}
