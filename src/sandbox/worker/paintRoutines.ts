import { boxCorners, type Color, drawArrow, drawLine, fillCircle, fillPolygon, type Pixels } from "../../pixels";
import {
  arcPlaces,
  fillEllipse,
  fillRectangle,
  fillShape,
  type Place,
  paintWords,
  strokeEllipse,
  strokeLine,
  strokeRectangle,
  wordsSize,
} from "../pictures/paint";

type Box = readonly [number, number, number, number];

const placesOf = (flat: readonly number[]): readonly Place[] =>
  Array.from({ length: flat.length >> 1 }, (_, i) => ({ x: flat[2 * i]!, y: flat[2 * i + 1]! }));

const middleOf = ([left, top, right, bottom]: Box): Place => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

/** Marks on a picture, in place: with hard edges as Pillow and OpenCV have them, and `smooth…` as matplotlib has them. */
export const paintRoutines = {
  fillRectangle: (pixels: Pixels, color: Color, [left, top, right, bottom]: Box) =>
    fillRectangle(pixels, left, top, right, bottom, color),
  strokeRectangle: (pixels: Pixels, color: Color, corners: Box, thickness: number, grows: "inwards" | "both") =>
    strokeRectangle(pixels, corners, thickness, color, grows),
  strokePath(pixels: Pixels, color: Color, flat: readonly number[], thickness: number, isClosed: boolean) {
    const places = placesOf(flat);
    const path = isClosed && places[0] ? [...places, places[0]] : places;
    for (let i = 1; i < path.length; i++) strokeLine(pixels, path[i - 1]!, path[i]!, thickness, color);
  },
  fillShape: (pixels: Pixels, color: Color, flat: readonly number[]) => fillShape(pixels, placesOf(flat), color),
  fillEllipse: (pixels: Pixels, color: Color, box: Box) =>
    fillEllipse(pixels, middleOf(box), (box[2] - box[0]) / 2, (box[3] - box[1]) / 2, color),
  strokeEllipse(pixels: Pixels, color: Color, box: Box, thickness: number, start: number, end: number) {
    // The rim lies within the box.
    const [x, y] = [(box[2] - box[0] - thickness + 1) / 2, (box[3] - box[1] - thickness + 1) / 2];
    strokeEllipse(pixels, middleOf(box), [x, y], thickness, color, [start, end]);
  },
  ring: (pixels: Pixels, color: Color, x: number, y: number, radiusX: number, radiusY: number, thickness: number) =>
    strokeEllipse(pixels, { x, y }, [radiusX, radiusY], thickness, color),
  words: (pixels: Pixels, color: Color, text: string, left: number, top: number, size: number) =>
    paintWords(pixels, text, { x: left, y: top }, size, color),
  wordsSize,
  smoothPath(pixels: Pixels, color: Color, flat: readonly number[], width: number, dashes: readonly number[]) {
    const path = placesOf(flat);
    for (const [from, to] of dashed(path, dashes)) drawLine(pixels, from, to, width, color);
    // Round joints, so that a path of many pieces has no gaps at its bends.
    if (dashes.length === 0 && width > 1.5 && (color[3] ?? 255) === 255)
      for (const place of path.slice(1, -1)) fillCircle(pixels, place, width / 2, color);
  },
  smoothShape: (pixels: Pixels, color: Color, flat: readonly number[]) => fillPolygon(pixels, placesOf(flat), color),
  smoothCircle: (pixels: Pixels, color: Color, x: number, y: number, radius: number) =>
    fillCircle(pixels, { x, y }, radius, color),
  smoothEllipse: (pixels: Pixels, color: Color, x: number, y: number, radiusX: number, radiusY: number) =>
    fillPolygon(pixels, arcPlaces({ x, y }, radiusX, radiusY, 0, 360).slice(0, -1), color),
  smoothBox: (pixels: Pixels, color: Color, [left, top, right, bottom]: Box) =>
    fillPolygon(pixels, boxCorners(left, top, right, bottom), color),
  smoothArrow: (pixels: Pixels, color: Color, [x1, y1, x2, y2]: Box, width: number) =>
    drawArrow(pixels, { x: x1, y: y1 }, { x: x2, y: y2 }, width, color),
};

/** The pieces of a path that are drawn, where `dashes` are the lengths of drawn and left-out parts in turn, in pixels. */
function dashed(path: readonly Place[], dashes: readonly number[]): readonly (readonly [Place, Place])[] {
  const pieces: (readonly [Place, Place])[] = [];
  let [turn, left] = [0, dashes[0] ?? Number.POSITIVE_INFINITY];
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const length = Math.sqrt((to.x - from.x) ** 2 + (to.y - from.y) ** 2);
    // A path beyond all pictures is not cut into dashes without end.
    if (!(length < 100_000)) continue;
    for (let passed = 0; passed < length; ) {
      const next = Math.min(length, passed + left);
      const at = (share: number): Place => ({
        x: from.x + ((to.x - from.x) * share) / length,
        y: from.y + ((to.y - from.y) * share) / length,
      });
      if (turn % 2 === 0) pieces.push([at(passed), at(next)]);
      left -= next - passed;
      passed = next;
      // What is left of a dash may be too little to move on by at all.
      if (left <= 1e-6) left = Math.max(0.5, dashes[++turn % dashes.length] ?? 1);
    }
  }
  return pieces;
}
