import { type Action, fitAction, moveShape, type Shape, withShape } from "../../action";
import {
  type Box,
  boxFromCorners,
  boxFromPoints,
  clampPoint,
  cornersOf,
  type ImageBox,
  type ImagePoint,
  imageBox,
  imagePoint,
  type Size,
} from "../../geometry";
import { type Camera, type ViewPoint, viewFromImage } from "../camera/camera";
import { isInside, REACH, viewBox } from "../marks/hit";
import { type Guides, NO_GUIDES, type SnapLines, snapBounds, snapPoint } from "../marks/snap";

/** The part of a shape that is held. An edge names its side of the box: −1 left or top, 0 neither, 1 the other. */
export type Grip =
  | { readonly kind: "body" }
  | { readonly kind: "edge"; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 }
  | { readonly kind: "vertex"; readonly index: number };

export interface Handle {
  readonly grip: Grip;
  readonly at: ImagePoint;
}

const EDGES = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** Corners first, so that they win over the sides of a small box. */
export function handlesOf(shape: Shape): readonly Handle[] {
  if (shape.kind === "points") return shape.points.map((at, index) => ({ grip: { kind: "vertex", index }, at }));
  if (shape.kind === "whole") return [];
  const { box } = shape;
  return EDGES.map(([x, y]) => ({
    grip: { kind: "edge", x, y },
    at: imagePoint(box.left + (box.width * (x + 1)) / 2, box.top + (box.height * (y + 1)) / 2),
  }));
}

/** A handle as it is drawn, CSS pixels from side to side. */
export interface ShownHandle extends Handle {
  readonly size: number;
}

const HANDLE_SIZE = 9;
const SMALLEST_HANDLE = 4;

/**
 * The handles that are shown: never so many or so large that they bury what they are for. A side keeps the one in its
 * middle while two thirds of it stay free, and the corners of a small box shrink with it.
 */
export function handlesShown(shape: Shape, camera: Camera): readonly ShownHandle[] {
  const handles = handlesOf(shape);
  if (shape.kind !== "box") return handles.map((handle) => ({ ...handle, size: HANDLE_SIZE }));
  const { width, height } = viewBox(camera, shape.box);
  const hasMiddle = ({ grip }: Handle): boolean =>
    grip.kind !== "edge" || ((grip.x !== 0 || width >= 4 * HANDLE_SIZE) && (grip.y !== 0 || height >= 4 * HANDLE_SIZE));
  const size = Math.max(SMALLEST_HANDLE, Math.min(HANDLE_SIZE, Math.min(width, height) / 3));
  return handles.filter(hasMiddle).map((handle) => ({ ...handle, size }));
}

/** The handle within reach of a pointer, or the body where it is inside a box; null elsewhere. */
export function gripAt(shape: Shape, camera: Camera, at: ViewPoint, reach = REACH): Grip | null {
  let best: { grip: Grip; away: number } | null = null;
  for (const { grip, at: place } of handlesOf(shape)) {
    const { x, y } = viewFromImage(camera, place);
    const away = Math.max(Math.abs(x - at.x), Math.abs(y - at.y));
    if (away <= reach && (best === null || away < best.away)) best = { grip, away };
  }
  if (shape.kind !== "box") return best?.grip ?? null;
  const box = viewBox(camera, shape.box);
  // In a box too small for eight targets the middle still moves it.
  if (isInside(middleThird(box), at)) return { kind: "body" };
  if (best) return best.grip;
  return isInside(box, at) ? { kind: "body" } : null;
}

const middleThird = (box: Box): Box => ({
  left: box.left + box.width / 3,
  top: box.top + box.height / 3,
  width: box.width / 3,
  height: box.height / 3,
});

export interface DragRules {
  readonly image: Size;
  /** Null where snapping is off. */
  readonly snap: { readonly lines: SnapLines; readonly reach: number } | null;
  /** Keep the ratio of sides while resizing by a corner. */
  readonly keepRatio?: boolean;
}

export interface Dragged {
  readonly shape: Shape;
  readonly guides: Guides;
}

/** `before` with the gripped part moved from `from` to `to`. Stays inside the image; edges land on whole pixels. */
export function dragShape(before: Shape, grip: Grip, from: ImagePoint, to: ImagePoint, rules: DragRules): Dragged {
  if (before.kind === "whole") return { shape: before, guides: NO_GUIDES };
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (grip.kind === "body") return dragBody(before, dx, dy, rules);
  if (before.kind === "points" && grip.kind === "vertex") return dragVertex(before.points, grip.index, dx, dy, rules);
  if (before.kind === "box" && grip.kind === "edge") return dragEdge(before.box, grip, dx, dy, rules);
  return { shape: before, guides: NO_GUIDES };
}

function dragBody(before: Shape, dx: number, dy: number, rules: DragRules): Dragged {
  const bounds = boundsOf(before);
  const moved = { ...bounds, left: bounds.left + dx, top: bounds.top + dy };
  const snapped = rules.snap ? snapBounds(moved, rules.snap.lines, rules.snap.reach) : null;
  const shiftX = room(Math.round(dx + (snapped?.dx ?? 0)), bounds.left, bounds.width, rules.image.width);
  const shiftY = room(Math.round(dy + (snapped?.dy ?? 0)), bounds.top, bounds.height, rules.image.height);
  return { shape: moveShape(before, shiftX, shiftY), guides: snapped?.guides ?? NO_GUIDES };
}

// A shape that came in from outside may already stick out; it is let go no further.
const room = (shift: number, start: number, extent: number, size: number): number =>
  Math.min(Math.max(shift, Math.min(0, -start)), Math.max(0, size - start - extent));

function dragVertex(points: readonly ImagePoint[], index: number, dx: number, dy: number, rules: DragRules): Dragged {
  const held = points[index];
  if (!held) return { shape: { kind: "points", points }, guides: NO_GUIDES };
  const { point, guides } = land(imagePoint(held.x + dx, held.y + dy), rules);
  return { shape: { kind: "points", points: points.map((other, i) => (i === index ? point : other)) }, guides };
}

function dragEdge(
  box: ImageBox,
  grip: { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 },
  dx: number,
  dy: number,
  rules: DragRules,
): Dragged {
  const [x1, y1, x2, y2] = cornersOf(box);
  const held = imagePoint(grip.x < 0 ? x1 : x2, grip.y < 0 ? y1 : y2);
  const aim = imagePoint(held.x + dx, held.y + dy);
  const landed = land(aim, rules);
  const far = imagePoint(grip.x < 0 ? x2 : x1, grip.y < 0 ? y2 : y1);
  const point = rules.keepRatio && grip.x !== 0 && grip.y !== 0 ? onDiagonal(far, held, landed.point) : landed.point;
  const x = grip.x === 0 ? held.x : point.x;
  const y = grip.y === 0 ? held.y : point.y;
  return {
    shape: { kind: "box", box: atLeastOnePixel(boxFromCorners(far.x, far.y, x, y), rules.image) },
    guides: { x: grip.x === 0 ? null : landed.guides.x, y: grip.y === 0 ? null : landed.guides.y },
  };
}

function onDiagonal(far: ImagePoint, held: ImagePoint, aim: ImagePoint): ImagePoint {
  const [width, height] = [held.x - far.x, held.y - far.y];
  const along = ((aim.x - far.x) * width + (aim.y - far.y) * height) / (width ** 2 + height ** 2 || 1);
  return imagePoint(Math.round(far.x + along * width), Math.round(far.y + along * height));
}

/** Where a pointer's place comes to rest: on a line that is near, or else on a whole pixel; inside the image. */
export function land(at: ImagePoint, rules: DragRules): { readonly point: ImagePoint; readonly guides: Guides } {
  const snapped = rules.snap ? snapPoint(at, rules.snap.lines, rules.snap.reach) : { point: at, guides: NO_GUIDES };
  const { guides } = snapped;
  const x = guides.x ?? Math.round(snapped.point.x);
  const y = guides.y ?? Math.round(snapped.point.y);
  return { point: clampPoint(imagePoint(x, y), rules.image), guides };
}

/** A box that a drag has turned to nothing keeps one pixel, so that it can still be held. */
export function atLeastOnePixel(box: ImageBox, image: Size): ImageBox {
  const width = Math.max(box.width, 1);
  const height = Math.max(box.height, 1);
  return imageBox(Math.min(box.left, image.width - width), Math.min(box.top, image.height - height), width, height);
}

export function boundsOf(shape: Shape): ImageBox {
  if (shape.kind === "box") return shape.box;
  return shape.kind === "points" && shape.points.length > 0 ? boxFromPoints(shape.points) : imageBox(0, 0, 0, 0);
}

/** `action` in a new shape, pulled inside the image; null where nothing of it would be left. */
export function reshaped(action: Action, shape: Shape, image: Size): Action | null {
  const fitted = fitAction(withShape(action, shape), image);
  return fitted.ok ? fitted.value : null;
}

export const sameShape = (a: Shape, b: Shape): boolean => JSON.stringify(a) === JSON.stringify(b);
