import { unreachable } from "../base";
import { boxFromCorners, type ImageBox, type ImagePoint, imagePoint, moveBox, type Size } from "../geometry";
import type { Action } from "./action";

/**
 * The part of an action that a hand can take hold of: a box by its edges, points one by one,
 * or nothing, where the action concerns the whole image.
 */
export type Shape =
  | { readonly kind: "box"; readonly box: ImageBox }
  | { readonly kind: "points"; readonly points: readonly ImagePoint[] }
  | { readonly kind: "whole" };

export function shapeOf(action: Action): Shape {
  switch (action.kind) {
    case "zoom":
    case "box":
    case "highlight":
      return { kind: "box", box: action.box };
    case "line":
      return { kind: "points", points: action.points };
    case "arrow":
      return { kind: "points", points: [action.from, action.to] };
    case "point":
    case "label":
      return { kind: "points", points: [action.at] };
    case "tool":
      return action.region === null ? { kind: "whole" } : { kind: "box", box: action.region };
    case "operate":
      return action.points.length === 0 ? { kind: "whole" } : { kind: "points", points: action.points };
    case "rotate":
    case "flip":
    case "select-frames":
    case "program":
    case "imagine":
      return { kind: "whole" };
    default:
      return unreachable(action);
  }
}

/** The same action with another shape of the same kind. A shape of another kind changes nothing. */
export function withShape(action: Action, shape: Shape): Action {
  if (shape.kind === "box" && action.kind === "tool" && action.region !== null) return { ...action, region: shape.box };
  if (shape.kind === "box" && "box" in action) return { ...action, box: shape.box };
  if (shape.kind !== "points") return action;
  const [first, second] = shape.points;
  if (action.kind === "line") return { ...action, points: shape.points };
  if (action.kind === "operate" && first && action.points.length > 0)
    return { ...action, points: follow(action.points, shape.points) };
  if (action.kind === "arrow" && first && second) return { ...action, from: first, to: second };
  if ("at" in action && first) return { ...action, at: first };
  return action;
}

/** A shape in the pixels of one size of a picture, in those of another size of it. */
export function shapeInSize(shape: Shape, from: Size, to: Size): Shape {
  if (shape.kind === "whole") return shape;
  const moved = ({ x, y }: ImagePoint): ImagePoint =>
    imagePoint((x / from.width) * to.width, (y / from.height) * to.height);
  if (shape.kind === "points") return { kind: "points", points: shape.points.map(moved) };
  const { left, top, width, height } = shape.box;
  const [first, last] = [moved(imagePoint(left, top)), moved(imagePoint(left + width, top + height))];
  return { kind: "box", box: boxFromCorners(first.x, first.y, last.x, last.y) };
}

/** The points anew. Where fewer are told, as of a scroll only the place, the others go along with the first. */
function follow(points: readonly ImagePoint[], told: readonly ImagePoint[]): readonly ImagePoint[] {
  const [was, now] = [points[0], told[0]];
  if (!was || !now || told.length >= points.length) return told;
  return [
    ...told,
    ...points.slice(told.length).map((point) => imagePoint(point.x + now.x - was.x, point.y + now.y - was.y)),
  ];
}

/** `shape` shifted by image pixels. */
export function moveShape(shape: Shape, dx: number, dy: number): Shape {
  if (shape.kind === "box") return { kind: "box", box: moveBox(shape.box, dx, dy) };
  if (shape.kind === "whole") return shape;
  return { kind: "points", points: shape.points.map((point) => imagePoint(point.x + dx, point.y + dy)) };
}
