import { type Action, shapeOf, withShape } from "../../action";
import { imageBox, imagePoint, type Size } from "../../geometry";

export type Unit = "pixel" | "percent";
export type NumberName = "left" | "top" | "width" | "height" | "x" | "y" | "degrees";

/** One number of an action that can be typed. */
export interface ActionNumber {
  readonly name: NumberName;
  /** Which point of several it belongs to; 0 for boxes. */
  readonly point: number;
  /** In the unit asked for, rounded as it is shown. */
  readonly value: number;
}

/** More points than this are a drawing, not numbers to type. */
const MOST_POINTS = 6;

/** The numbers of an action's shape, in pixels or in percent of the image. */
export function numbersIn(action: Action, size: Size, unit: Unit): readonly ActionNumber[] {
  const shape = shapeOf(action);
  const x = (value: number): number => shown(value, size.width, unit);
  const y = (value: number): number => shown(value, size.height, unit);
  if (action.kind === "rotate") return [{ name: "degrees", point: 0, value: tenth(action.degrees) }];
  if (shape.kind === "whole") return [];
  if (shape.kind === "points")
    return shape.points.slice(0, MOST_POINTS).flatMap((at, point): ActionNumber[] => [
      { name: "x", point, value: x(at.x) },
      { name: "y", point, value: y(at.y) },
    ]);
  const { left, top, width, height } = shape.box;
  return [
    { name: "left", point: 0, value: x(left) },
    { name: "top", point: 0, value: y(top) },
    { name: "width", point: 0, value: x(width) },
    { name: "height", point: 0, value: y(height) },
  ];
}

/** The action with one number typed anew. */
export function withNumber(action: Action, size: Size, unit: Unit, { name, point, value }: ActionNumber): Action {
  if (action.kind === "rotate") return { ...action, degrees: value };
  const across = name === "left" || name === "width" || name === "x";
  const pixels = unit === "pixel" ? value : (value / 100) * (across ? size.width : size.height);
  const shape = shapeOf(action);
  if (shape.kind === "box") {
    const box = { ...shape.box, [name]: pixels };
    return withShape(action, { kind: "box", box: imageBox(box.left, box.top, box.width, box.height) });
  }
  if (shape.kind !== "points") return action;
  const points = shape.points.map((at, index) =>
    index === point ? imagePoint(name === "x" ? pixels : at.x, name === "y" ? pixels : at.y) : at,
  );
  return withShape(action, { kind: "points", points });
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const shown = (pixels: number, extent: number, unit: Unit): number =>
  tenth(unit === "pixel" ? pixels : (pixels / extent) * 100);
