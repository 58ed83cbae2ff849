// For tests of actions and of what is built on them: all sorts of actions, inside their image or anywhere at all.
import fc from "fast-check";
import { boxFromCorners, imageBox, imagePoint, type Size } from "../../geometry";
import type { Action } from "../action";
import type { ImageId } from "../image";
import { GESTURES } from "../operate";
import { FLIP_AXES } from "../plan";
import { TOOL_NAMES } from "../tool";

/** Words as a person or a model may write them, quotes, tags and lone surrogates among them. */
export const anyWords: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom('a "b" \\', "</act>", "<act>zoom 1 2 3 4</act>", "</think>", "in 2", "文字", "\n"),
);

/** Numbers that a box should not be made of among those it should. */
export const wildNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -500, max: 2000, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e308) },
);

const actionOver = (
  image: ImageId,
  x: fc.Arbitrary<number>,
  y: fc.Arbitrary<number>,
  box: fc.Arbitrary<Action & { kind: "zoom" }>,
) => {
  const point = fc.tuple(x, y).map(([px, py]) => imagePoint(px, py));
  return fc.oneof(
    box,
    fc.tuple(box, anyWords).map(([{ box }, label]): Action => ({ kind: "box", image, box, label })),
    box.map(({ box }): Action => ({ kind: "highlight", image, box })),
    fc.array(point, { minLength: 2, maxLength: 6 }).map((points): Action => ({ kind: "line", image, points })),
    fc.tuple(point, point).map(([from, to]): Action => ({ kind: "arrow", image, from, to })),
    fc.tuple(point, anyWords).map(([at, label]): Action => ({ kind: "point", image, at, label })),
    fc.tuple(point, anyWords).map(([at, text]): Action => ({ kind: "label", image, at, text })),
    x.map((degrees): Action => ({ kind: "rotate", image, degrees })),
    fc.constantFrom(...FLIP_AXES).map((axis): Action => ({ kind: "flip", image, axis })),
    fc.array(fc.constant(image), { maxLength: 3 }).map((more): Action => ({ kind: "select-frames", image, more })),
    fc
      .tuple(anyWords, fc.nat(3))
      .map(([source, readings]): Action => ({ kind: "program", image, language: "python", source, readings })),
    fc.constant<Action>({ kind: "imagine", image }),
    fc
      .tuple(fc.constantFrom(...TOOL_NAMES), fc.option(box), anyWords)
      .map(([tool, at, words]): Action => ({ kind: "tool", image, tool, region: at?.box ?? null, words })),
    fc
      .tuple(fc.constantFrom(...GESTURES), fc.array(point, { maxLength: 3 }), anyWords)
      .map(([gesture, points, words]): Action => ({ kind: "operate", image, gesture, points, words })),
  );
};

/** An action whose places all lie inside an image of this size; its box has an inside. */
export function actionInside(image: ImageId, { width, height }: Size): fc.Arbitrary<Action> {
  const x = fc.double({ min: 0, max: width, noNaN: true }).map((value) => value + 0);
  const y = fc.double({ min: 0, max: height, noNaN: true }).map((value) => value + 0);
  const box = fc
    .tuple(x, y, x, y)
    .filter(([x1, y1, x2, y2]) => Math.abs(x2 - x1) > 1e-6 && Math.abs(y2 - y1) > 1e-6)
    .map((corners) => ({ kind: "zoom" as const, image, box: boxFromCorners(...corners) }));
  return actionOver(image, x, y, box);
}

/** An action of any numbers whatever. */
export const actionAnywhere = (image: ImageId): fc.Arbitrary<Action> =>
  actionOver(
    image,
    wildNumber,
    wildNumber,
    fc
      .tuple(wildNumber, wildNumber, wildNumber, wildNumber)
      .map((sides) => ({ kind: "zoom" as const, image, box: imageBox(...sides) })),
  );
