import { shapeOf, withShape } from "../../action";
import {
  boxFromCorners,
  cornersOf,
  type ImageBox,
  type ImagePoint,
  imageBox,
  imagePoint,
  type Orientation,
  type Size,
  storedSize,
  uprightBoxFromStored,
  uprightFromStored,
} from "../../geometry";
import type { CoordinateSpace, Declared, StepBody } from "../../trace";
import type { Measured } from "../contract/dialect";

/** Image pixels per one of the space's units, along x and along y. */
export function pixelsPerUnit(space: CoordinateSpace, { size, frame = size }: Measured): { x: number; y: number } {
  switch (space) {
    case "pixel":
      return { x: 1, y: 1 };
    case "resized":
      return { x: size.width / frame.width, y: size.height / frame.height };
    case "percent":
      return { x: size.width / 100, y: size.height / 100 };
    case "permille":
      return { x: size.width / 1000, y: size.height / 1000 };
    case "unit":
      return { x: size.width, y: size.height };
  }
}

/**
 * One number along a side, in image pixels. Tools divide thousandths first and multiply then. Done the other way the last
 * bit may differ, and with it the pixel that a half is rounded to.
 */
function inPixels(value: number, side: "width" | "height", space: CoordinateSpace, image: Measured): number {
  if (space === "permille") return (value / 1000) * image.size[side];
  const { x, y } = pixelsPerUnit(space, image);
  return value * (side === "width" ? x : y);
}

/** Four numbers as a box in image pixels; corners may come in any order. */
export function boxFromNumbers(
  [a = 0, b = 0, c = 0, d = 0]: readonly number[],
  space: CoordinateSpace,
  image: Measured,
  layout?: Declared["layout"],
): ImageBox {
  const across = (value: number): number => inPixels(value, "width", space, image);
  const down = (value: number): number => inPixels(value, "height", space, image);
  const made = layout === "corner-and-size" ? imageBox : boxFromCorners;
  return made(across(a), down(b), across(c), down(d));
}

/** Numbers in pairs as points in image pixels; an odd one at the end is left out. */
export function pointsFromNumbers(
  numbers: readonly number[],
  space: CoordinateSpace,
  image: Measured,
): readonly ImagePoint[] {
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, i) =>
    imagePoint(
      inPixels(numbers[2 * i] ?? 0, "width", space, image),
      inPixels(numbers[2 * i + 1] ?? 0, "height", space, image),
    ),
  );
}

/** Decimals that a space is written with: whole numbers, but for 0–1. */
const DECIMALS: Readonly<Record<CoordinateSpace, number>> = {
  pixel: 0,
  resized: 0,
  percent: 1,
  permille: 0,
  unit: 4,
};

/** A box in image pixels as the numbers that a space writes it with. */
export function numbersFromBox(
  box: ImageBox,
  space: CoordinateSpace,
  image: Measured,
  layout?: Declared["layout"],
): readonly number[] {
  const corners = cornersOf(box);
  const told = layout === "corner-and-size" ? [box.left, box.top, box.width, box.height] : corners;
  return rounded(told, space, image);
}

export const numbersFromPoints = (
  points: readonly ImagePoint[],
  space: CoordinateSpace,
  image: Measured,
): readonly number[] =>
  rounded(
    points.flatMap((point) => [point.x, point.y]),
    space,
    image,
  );

function rounded(values: readonly number[], space: CoordinateSpace, image: Measured): readonly number[] {
  const { x, y } = pixelsPerUnit(space, image);
  const scale = 10 ** DECIMALS[space];
  // Adding zero turns -0, which prints as 0, into the number that is read back.
  return values.map((value, i) => Math.round((value / (i % 2 === 0 ? x : y)) * scale) / scale + 0);
}

export const declare = (
  numbers: readonly number[],
  space: CoordinateSpace,
  image: Measured,
  layout?: Declared["layout"],
): Declared => ({
  space,
  numbers,
  ...(layout ? { layout } : {}),
  ...(space === "resized" ? { frame: image.frame ?? image.size } : {}),
});

type ActionBody = Extract<StepBody, { kind: "action" }>;

/** What numbers count in: a space of the upright picture, or the same space of the picture as its file is stored. */
export interface Counted {
  readonly space: CoordinateSpace;
  readonly asStored: boolean;
}

/**
 * The same words read in another space, as when a person sees that a box lies wrong.
 * The tool's own box is dropped: it was computed from the old reading. Null where no numbers were declared.
 */
export function respace(body: ActionBody, { space, asStored }: Counted, image: Measured): ActionBody | null {
  const { action, declared } = body;
  if (!declared || declared.numbers.length < 2) return null;
  const shape = shapeOf(action);
  if (shape.kind === "whole") return null;
  const { orientation } = image;
  const turned = asStored && orientation !== undefined;
  const counted = turned ? asStoredOf(image, orientation) : image;
  const { numbers, layout } = declared;
  const box = boxFromNumbers(numbers, space, counted, layout);
  const points = pointsFromNumbers(numbers, space, counted);
  const moved =
    shape.kind === "box"
      ? withShape(action, { kind: "box", box: turned ? uprightBoxFromStored(box, orientation, counted.size) : box })
      : withShape(action, {
          kind: "points",
          points: turned ? points.map((point) => uprightFromStored(point, orientation, counted.size)) : points,
        });
  const stored = turned ? { asStored: true as const } : {};
  return {
    kind: "action",
    action: moved,
    declared: { ...declare(numbers, space, counted, layout), ...stored, ...penOf(declared) },
  };
}

/** An image as its file is stored: sides are changed where it lies on its side. */
export const asStoredOf = ({ size, frame }: Measured, orientation: Orientation): Measured => ({
  size: storedSize(size, orientation),
  ...(frame ? { frame: storedSize(frame, orientation) } : {}),
});

/** What draws a mark stays the same, wherever the mark turns out to lie. */
const penOf = ({ pen }: Declared): Pick<Declared, "pen"> => (pen ? { pen } : {});

/** Numbers in pairs, and the size of the picture that they are of. */
export interface Numbers {
  readonly numbers: readonly number[];
  readonly size: Size;
}

/** The space that numbers look like, where nothing says it. A guess, to be shown as one. */
export const guessSpace = (numbers: readonly number[], size: Size): CoordinateSpace =>
  guessSpaceOfAll([{ numbers, size }]);

/** The one space that all of these look like: what a model writes once in pixels, it does not write in shares next. */
export function guessSpaceOfAll(all: readonly Numbers[]): CoordinateSpace {
  const every = (fits: (value: number, side: number) => boolean): boolean =>
    all.every(({ numbers, size }) => numbers.every((value, i) => fits(value, i % 2 === 0 ? size.width : size.height)));
  if (every((value) => value >= 0 && value <= 1)) return "unit";
  const beyond = !every((value, side) => value <= side);
  return beyond && every((value) => value <= 1000) ? "permille" : "pixel";
}
