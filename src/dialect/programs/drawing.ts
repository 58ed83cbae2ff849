import { type Action, shapeOf } from "../../action";
import { boxFromCorners, cornersOf, imagePoint } from "../../geometry";
import { short } from "../reading/call";
import type { Picture } from "./value";

// What programs draw on pictures, as marks on the images that those are parts of.

/** The mark of a drawing with these numbers, in pixels of the picture; null where they make none. */
export type Drawing = (picture: Picture, numbers: readonly number[], words: string) => Action | null;

export function boxOn({ map }: Picture, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]) {
  if (!map) return null;
  const [left, right] = [x1, x2].map((x) => x * map.scaleX + map.x);
  const [top, bottom] = [y1, y2].map((y) => y * map.scaleY + map.y);
  return boxFromCorners(left ?? 0, top ?? 0, right ?? 0, bottom ?? 0);
}

function pointsOn({ map }: Picture, numbers: readonly number[]) {
  if (!map) return null;
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) =>
    imagePoint((numbers[2 * i] ?? 0) * map.scaleX + map.x, (numbers[2 * i + 1] ?? 0) * map.scaleY + map.y),
  );
}

export const drawBox: Drawing = (picture, numbers) => {
  const box = numbers.length === 4 ? boxOn(picture, numbers) : null;
  return box && { kind: "box", image: picture.of.id, box, label: "" };
};

export const drawLabelledBox: Drawing = (picture, numbers, words) => {
  const box = boxOn(picture, numbers);
  return box && { kind: "box", image: picture.of.id, box, label: short(words) };
};

export const drawWash: Drawing = (picture, numbers) => {
  const box = boxOn(picture, numbers);
  return box && { kind: "highlight", image: picture.of.id, box };
};

export const drawLine: Drawing = (picture, numbers) => {
  const points = numbers.length >= 4 && numbers.length <= 2000 ? pointsOn(picture, numbers) : null;
  return points && { kind: "line", image: picture.of.id, points };
};

export const drawArrow: Drawing = (picture, numbers) => {
  const [from, to] = pointsOn(picture, numbers) ?? [];
  return from && to ? { kind: "arrow", image: picture.of.id, from, to } : null;
};

export const drawWords: Drawing = (picture, numbers, words) => {
  const [at] = pointsOn(picture, numbers) ?? [];
  return at && words.trim() !== "" ? { kind: "label", image: picture.of.id, at, text: short(words) } : null;
};

const drawDot: Drawing = (picture, numbers) => {
  const [at] = pointsOn(picture, numbers) ?? [];
  return at ? { kind: "point", image: picture.of.id, at, label: "" } : null;
};

/** A circle by centre and radius, as the box around it. */
const drawCircle: Drawing = (picture, [x, y, radius]) =>
  x === undefined || y === undefined || radius === undefined
    ? null
    : drawBox(picture, [x - radius, y - radius, x + radius, y + radius], "");

/** The methods of PIL's `ImageDraw`. */
export const PEN: Readonly<Record<string, Drawing>> = {
  rectangle: drawBox,
  rounded_rectangle: drawBox,
  ellipse: drawBox,
  line: drawLine,
  polygon: drawLine,
  text: drawWords,
  point: drawDot,
};

/** OpenCV's functions, and how many of the arguments behind the picture say where. */
export const OPEN_CV: Readonly<Record<string, readonly [Drawing, places: number]>> = {
  rectangle: [drawBox, 2],
  line: [drawLine, 2],
  arrowedLine: [drawArrow, 2],
  circle: [drawCircle, 2],
};

/** Where an action is, in pixels of its image: corners, points, or by how much it turns. */
export function placesOf(action: Action): readonly number[] {
  const shape = shapeOf(action);
  if (shape.kind === "box") return cornersOf(shape.box);
  if (shape.kind === "points") return shape.points.flatMap(({ x, y }) => [x, y]);
  return action.kind === "rotate" ? [action.degrees] : [];
}
