import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { cornersOf, imageBox, imagePoint, isRealBox, type Size } from "../geometry";
import {
  ACTION_NAMES,
  type Action,
  fitAction,
  imagesOf,
  imagesShownBy,
  isMark,
  isPerformed,
  isView,
  marksOf,
  parseAction,
  planAction,
} from "./action";
import type { ImageId } from "./image";
import { parseImageId } from "./image";
import type { Mark } from "./mark";
import type { ActionRefusal } from "./plan";
import { moveShape, shapeOf, withShape } from "./shape";
import { actionAnywhere, actionInside } from "./testing";
import { pixelsTouched } from "./zoom";

const image = "a".repeat(64) as ImageId;
const size: Size = { width: 120, height: 80 };
const anySize = fc.record({ width: fc.integer({ min: 1, max: 5000 }), height: fc.integer({ min: 1, max: 5000 }) });

const placesOf = (mark: Mark): readonly { x: number; y: number }[] => {
  if ("at" in mark) return [mark.at];
  if (mark.shape === "polyline") return mark.points;
  const [x1, y1, x2, y2] = cornersOf(mark.box);
  return [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ];
};

// A sum of an edge and a width may miss the rim by the last bits of a double.
const isInside = ({ x, y }: { x: number; y: number }, { width, height }: Size): boolean =>
  x >= 0 && y >= 0 && x <= width + 1e-6 && y <= height + 1e-6;

/** Every law of an action that fits an image of this size. */
function expectLawful(action: Action, within: Size): void {
  const again = must(fitAction(action, within));
  expect(closeTo(again, action)).toBe(true); // fitted once is fitted
  expect(withShape(action, shapeOf(action))).toEqual(action);
  expect(moveShape(moveShape(shapeOf(action), 5, -3), -5, 3).kind).toBe(shapeOf(action).kind);
  for (const mark of marksOf(action)) for (const place of placesOf(mark)) expect(isInside(place, within)).toBe(true);
  const plan = planAction(action, within);
  // What touches no pixels shows images that are there already, or is never performed.
  if (plan.length === 0) expect(imagesShownBy(action) !== null || !isPerformed(action)).toBe(true);
  expect(imagesOf(action)).toContain(action.image);
  for (const operation of plan) {
    if (operation.operation !== "crop") continue;
    const { box } = operation;
    expect([box.left, box.top, box.width, box.height].every(Number.isInteger)).toBe(true);
    expect(isRealBox(box)).toBe(true);
    expect(box.left >= 0 && box.top >= 0 && box.left + box.width <= within.width).toBe(true);
    expect(box.top + box.height <= within.height).toBe(true);
  }
  expect(must(parseAction(JSON.parse(JSON.stringify(action))))).toEqual(action);
}

const closeTo = (a: Action, b: Action): boolean => JSON.stringify(rounded(a)) === JSON.stringify(rounded(b));
const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item) => (typeof item === "number" ? Math.round(item * 1e6) / 1e6 + 0 : item)));

describe("actions", () => {
  it("keep their laws wherever they lie inside an image", () => {
    const placed = anySize.chain((within) => fc.tuple(actionInside(image, within), fc.constant(within)));
    fc.assert(
      fc.property(placed, ([action, within]) => {
        const fitted = fitAction(action, within);
        if (fitted.ok) expectLawful(fitted.value, within);
        else expect(fitted.error).toBe("no-words");
      }),
      { numRuns: 500 },
    );
  });

  it.each([-2.8421709430404014e-14, -360, -0, 720, 359.99999999999994])("turn by %s the same way twice", (degrees) => {
    const within = { width: 1, height: 1 };
    const once = must(fitAction({ kind: "rotate", image, degrees }, within));
    expect(must(fitAction(once, within))).toEqual(once);
  });

  it("are pulled inside or refused, whatever their numbers", () => {
    fc.assert(
      fc.property(actionAnywhere(image), anySize, (action, within) => {
        const fitted = fitAction(action, within);
        if (fitted.ok) expectLawful(fitted.value, within);
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[ActionRefusal, Action]>([
    ["empty-box", { kind: "zoom", image, box: imageBox(5, 5, 0, 9) }],
    ["empty-box", { kind: "box", image, box: imageBox(5, 5, -4, 9), label: "" }],
    ["outside-image", { kind: "highlight", image, box: imageBox(120, 0, 9, 9) }],
    ["outside-image", { kind: "zoom", image, box: imageBox(-50, -50, 50, 50) }],
    ["not-a-number", { kind: "zoom", image, box: imageBox(Number.NaN, 0, 9, 9) }],
    ["not-a-number", { kind: "rotate", image, degrees: Number.POSITIVE_INFINITY }],
    ["not-a-number", { kind: "point", image, at: imagePoint(Number.NaN, 3), label: "" }],
    ["too-few-points", { kind: "line", image, points: [imagePoint(1, 1)] }],
    ["no-words", { kind: "label", image, at: imagePoint(1, 1), text: "  " }],
  ])("are refused as %s", (code, action) => expect(fitAction(action, size)).toEqual({ ok: false, error: code }));

  it("keep a turn within one round", () => {
    const degreesOf = (degrees: number) => must(fitAction({ kind: "rotate", image, degrees }, size));
    expect(
      [degreesOf(-90), degreesOf(720), degreesOf(450)].map((action) => "degrees" in action && action.degrees),
    ).toEqual([270, 0, 90]);
  });

  it("know which of them give something new to look at", () => {
    const views = new Set(["zoom", "rotate", "flip", "select-frames", "imagine"]);
    fc.assert(
      fc.property(actionInside(image, size), (action) => {
        expect(isView(action)).toBe(views.has(action.kind));
        expect(isMark(action)).toBe(marksOf(action).length > 0 && action.kind !== "zoom" && isPerformed(action));
      }),
    );
    expect(ACTION_NAMES).toHaveLength(14);
  });

  it("do not take a shape of another kind", () => {
    fc.assert(
      fc.property(actionInside(image, size), actionInside(image, size), (one, other) => {
        const reshaped = withShape(one, shapeOf(other));
        expect(reshaped.kind).toBe(one.kind);
        if (shapeOf(one).kind !== shapeOf(other).kind) expect(reshaped).toEqual(one);
      }),
    );
  });
});

describe("operating a screen", () => {
  const click = { kind: "operate", image, gesture: "click", points: [imagePoint(30, 40)], words: "" } as const;

  it("leaves a dot for a place, an arrow for a way, and nothing where it has no place", () => {
    const shapes = (points: readonly (readonly [number, number])[], words = "") =>
      marksOf({ ...click, words, points: points.map(([x, y]) => imagePoint(x, y)) });
    expect(shapes([])).toEqual([]);
    expect(shapes([[30, 40]], "one\ntwo")).toEqual([{ shape: "dot", at: { x: 30, y: 40 }, words: "one two" }]);
    expect(
      shapes([
        [1, 2],
        [3, 4],
      ]).map(({ shape }) => shape),
    ).toEqual(["dot", "polyline"]);
  });

  it("keeps its way when only its place is told anew", () => {
    const scroll = { ...click, gesture: "scroll", points: [imagePoint(10, 10), imagePoint(10, 60)] } as const;
    const moved = withShape(scroll, { kind: "points", points: [imagePoint(50, 20)] });
    expect(shapeOf(moved)).toEqual({ kind: "points", points: [imagePoint(50, 20), imagePoint(50, 70)] });
  });

  it("is pulled inside its picture, with a place or without", () => {
    expect(must(fitAction({ ...click, points: [imagePoint(500, -3)] }, size))).toMatchObject({
      points: [{ x: 120, y: 0 }],
    });
    expect(must(fitAction({ ...click, points: [] }, size))).toMatchObject({ points: [] });
  });
});

describe("parsing an action", () => {
  it.each<[string, unknown]>([
    ["nothing", null],
    ["an unknown kind", { kind: "delete", image }],
    ["an image that is no hash", { kind: "flip", image: "javascript:alert(1)", axis: "vertical" }],
    ["a missing box", { kind: "zoom", image }],
    ["a number as words", { kind: "rotate", image, degrees: "90" }],
    ["an infinite number", { kind: "rotate", image, degrees: Number.POSITIVE_INFINITY }],
    ["endless words", { kind: "label", image, at: { x: 0, y: 0 }, text: "x".repeat(501) }],
    ["an endless program", { kind: "program", image, language: "python", source: "x".repeat(100_001), readings: 0 }],
    ["half a reading", { kind: "program", image, language: "python", source: "", readings: 0.5 }],
    ["a frame that is no image", { kind: "select-frames", image, more: ["frame 2"] }],
    ["a gesture that nobody knows", { kind: "operate", image, gesture: "swim", points: [], words: "" }],
    ["endless typing", { kind: "operate", image, gesture: "type", points: [], words: "x".repeat(20_001) }],
    ["endless points", { kind: "line", image, points: Array.from({ length: 1001 }, () => ({ x: 0, y: 0 })) }],
  ])("refuses %s", (_, value) => expect(parseAction(value).ok).toBe(false));

  it("drops what it does not know", () => {
    const parsed = must(parseAction({ kind: "flip", image, axis: "vertical", html: "<script>" }));
    expect(parsed).toEqual({ kind: "flip", image, axis: "vertical" });
  });
});

describe("the pixels under a box", () => {
  it("are all that it touches, and at least one", () => {
    expect(pixelsTouched(imageBox(2.4, 3, 4, 2), size)).toEqual(imageBox(2, 3, 5, 2));
    expect(pixelsTouched(imageBox(120, 80, 0, 0), size)).toEqual(imageBox(119, 79, 1, 1));
    expect(pixelsTouched(imageBox(0.2, 0.2, 0.1, 0.1), size)).toEqual(imageBox(0, 0, 1, 1));
  });
});

describe("image ids", () => {
  it("are SHA-256 in lower-case hex and nothing else", () => {
    expect(parseImageId(image)).toEqual({ ok: true, value: image });
    for (const text of ["", "A".repeat(64), "a".repeat(63), `${image}\n`, `../${image}`]) {
      expect(parseImageId(text).ok).toBe(false);
    }
  });
});
