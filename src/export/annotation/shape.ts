import { type Action, shapeOf } from "../../action";
import {
  boxFromPoints,
  clampBox,
  clampPoint,
  type ImageBox,
  type ImagePoint,
  imagePoint,
  isFinitePoint,
  isRealBox,
  type Size,
} from "../../geometry";

/** A shape on one picture, in its pixels, unrounded. */
export type MarkShape =
  | { readonly kind: "box"; readonly box: ImageBox }
  /** A box that lies askew: its corners in order, the last joined to the first. */
  | { readonly kind: "polygon"; readonly points: readonly ImagePoint[] }
  | { readonly kind: "path"; readonly points: readonly ImagePoint[]; readonly arrow: boolean }
  | { readonly kind: "point"; readonly at: ImagePoint };

/** What an action draws on the picture that it names; null where it is about the whole picture. */
export function shapeDrawn(action: Action): MarkShape | null {
  const shape = shapeOf(action);
  if (shape.kind === "box") return shape;
  if (shape.kind === "whole") return null;
  const [at, ...more] = shape.points;
  if (!at) return null;
  const arrow = action.kind === "arrow" || action.kind === "operate";
  return more.length === 0 ? { kind: "point", at } : { kind: "path", points: shape.points, arrow };
}

/** The corners of a box, clockwise from the top left. */
export const boxCornersOf = ({ left, top, width, height }: ImageBox): readonly ImagePoint[] => [
  imagePoint(left, top),
  imagePoint(left + width, top),
  imagePoint(left + width, top + height),
  imagePoint(left, top + height),
];

/** A shape brought inside its picture, with whether that moved it; null where nothing of it can be drawn there. */
export function clipShape(shape: MarkShape, size: Size): { readonly shape: MarkShape; readonly moved: boolean } | null {
  switch (shape.kind) {
    case "box": {
      const box = clampBox(shape.box, size);
      if (!isRealBox(shape.box) || !isRealBox(box)) return null;
      const corners = boxCornersOf(shape.box);
      // A box that lies inside keeps its very numbers: a difference of sums has other last bits.
      if (corners.every((corner) => isInside(corner, size))) return { shape, moved: false };
      return { shape: { kind: "box", box }, moved: areApart(boxCornersOf(box), corners) };
    }
    case "point":
      return isInside(shape.at, size) ? { shape, moved: false } : null;
    case "polygon": {
      const inside = shape.points.every(isFinitePoint) ? clipPolygon(shape.points, size) : [];
      const points = inside.map((point) => clampPoint(point, size));
      if (points.length < 3 || areaOfPolygon(points) === 0) return null;
      return { shape: { ...shape, points }, moved: areApart(points, shape.points) };
    }
    case "path": {
      if (!shape.points.every(isFinitePoint) || !reachesInto(shape.points, size)) return null;
      const points = shape.points.map((point) => clampPoint(point, size));
      return { shape: { ...shape, points }, moved: areApart(points, shape.points) };
    }
  }
}

/** The least box around a shape; its sides may be 0. */
export function extentOf(shape: MarkShape): ImageBox {
  if (shape.kind === "box") return shape.box;
  return boxFromPoints(shape.kind === "point" ? [shape.at] : shape.points);
}

/** The area of a polygon in square pixels, by the shoelace formula. */
export function areaOfPolygon(points: readonly ImagePoint[]): number {
  const twice = points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

const isInside = ({ x, y }: ImagePoint, { width, height }: Size): boolean =>
  x >= 0 && y >= 0 && x <= width && y <= height;

/** Whether points reach into the picture, be it with a straight line. */
function reachesInto(points: readonly ImagePoint[], { width, height }: Size): boolean {
  const { left, top, width: across, height: down } = boxFromPoints(points);
  return left <= width && top <= height && left + across >= 0 && top + down >= 0;
}

/** The part of a polygon inside a picture, edge after edge of the picture (Sutherland and Hodgman, 1974). */
function clipPolygon(points: readonly ImagePoint[], { width, height }: Size): readonly ImagePoint[] {
  const edges: readonly ((point: ImagePoint) => number)[] = [
    ({ x }) => x,
    ({ x }) => width - x,
    ({ y }) => y,
    ({ y }) => height - y,
  ];
  return edges.reduce((left, inside) => clipAtEdge(left, inside), points);
}

/** `inside` is how far a point lies within the edge, in pixels; below 0 it lies beyond. */
const clipAtEdge = (points: readonly ImagePoint[], inside: (point: ImagePoint) => number): readonly ImagePoint[] =>
  points.flatMap((point, i) => {
    const before = points.at(i - 1) ?? point;
    const [was, is] = [inside(before), inside(point)];
    const share = was / (was - is);
    const crossing = imagePoint(before.x + (point.x - before.x) * share, before.y + (point.y - before.y) * share);
    if (is >= 0) return was < 0 ? [crossing, point] : [point];
    return was > 0 ? [crossing] : [];
  });

/** Corners are sums, so that the last bits differ where nothing was moved. */
const areApart = (a: readonly ImagePoint[], b: readonly ImagePoint[]): boolean =>
  a.length !== b.length ||
  a.some(({ x, y }, i) => Math.abs(x - (b[i]?.x ?? x)) > 1e-6 || Math.abs(y - (b[i]?.y ?? y)) > 1e-6);
