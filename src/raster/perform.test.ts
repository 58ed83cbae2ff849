import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action, ImageId } from "../action";
import { must } from "../base";
import { imageBox, imagePoint } from "../geometry";
import { type Pixels, plain } from "../pixels";
import { imageIdOfPixels } from "./imageId";
import { performAction } from "./perform";

const image = "a".repeat(64) as ImageId;

/** Every pixel its own colour, so that a pixel in the wrong place is seen. */
function numbered(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([i % 256, Math.floor(i / 256) % 256, 7, 255], i * 4);
  return { width, height, data };
}

const colorAt = ({ width, data }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

/** Every law of performing, whatever the action. */
function expectLawful(action: Action, before: Pixels): void {
  const copy = new Uint8ClampedArray(before.data);
  const result = performAction(action, before);
  expect(before.data).toEqual(copy); // what is given is left as it is
  if (!result.ok) return;
  const { width, height, data } = result.value;
  expect(data.length).toBe(width * height * 4);
  expect(width).toBeGreaterThan(0);
  expect(height).toBeGreaterThan(0);
  expect(must(performAction(action, before)).data).toEqual(data); // the same again
}

describe("performing an action", () => {
  const square = numbered(20, 20);

  it.each<[string, Action]>([
    ["zoom", { kind: "zoom", image, box: imageBox(3, 4, 5, 6) }],
    ["zoom over the rim", { kind: "zoom", image, box: imageBox(-3, -4, 500, 600) }],
    ["rotate", { kind: "rotate", image, degrees: 33 }],
    ["flip", { kind: "flip", image, axis: "vertical" }],
    ["box", { kind: "box", image, box: imageBox(3, 4, 5, 6), label: "DOG" }],
    ["highlight", { kind: "highlight", image, box: imageBox(3, 4, 5, 6) }],
    ["line", { kind: "line", image, points: [imagePoint(0, 0), imagePoint(9, 3), imagePoint(2, 19)] }],
    ["arrow", { kind: "arrow", image, from: imagePoint(1, 1), to: imagePoint(15, 9) }],
    ["an arrow without a length", { kind: "arrow", image, from: imagePoint(1, 1), to: imagePoint(1, 1) }],
    ["point", { kind: "point", image, at: imagePoint(20, 20), label: "here" }],
    ["label", { kind: "label", image, at: imagePoint(10, 10), text: "words that are far too long for it 文字" }],
  ])("keeps the laws for %s", (_, action) => expectLawful(action, square));

  it("gives a zoom the very pixels of its box, at their own size", () => {
    const zoomed = must(performAction({ kind: "zoom", image, box: imageBox(2.4, 3, 4, 2) }, square));
    expect([zoomed.width, zoomed.height]).toEqual([5, 2]);
    expect(colorAt(zoomed, 0, 0)).toEqual(colorAt(square, 2, 3));
    expect(colorAt(zoomed, 4, 1)).toEqual(colorAt(square, 6, 4));
  });

  it("turns clockwise", () => {
    const turned = must(performAction({ kind: "rotate", image, degrees: 90 }, numbered(3, 2)));
    expect([turned.width, turned.height]).toEqual([2, 3]);
    expect(colorAt(turned, 1, 0)).toEqual(colorAt(numbered(3, 2), 0, 0));
  });

  it("draws marks where they are told and nowhere far off", () => {
    const white = plain({ width: 300, height: 300 }, [255, 255, 255]);
    const marked = must(performAction({ kind: "box", image, box: imageBox(50, 60, 100, 80), label: "" }, white));
    expect(colorAt(marked, 50, 100)).not.toEqual([255, 255, 255]);
    expect(colorAt(marked, 100, 60)).not.toEqual([255, 255, 255]);
    expect(colorAt(marked, 100, 100)).toEqual([255, 255, 255]);
    expect(colorAt(marked, 200, 200)).toEqual([255, 255, 255]);
  });

  it("can be seen on black, on white and on its own ink", () => {
    for (const ground of [
      [0, 0, 0],
      [255, 255, 255],
      [224, 30, 90],
    ] as const) {
      const before = plain({ width: 100, height: 100 }, ground);
      const after = must(
        performAction({ kind: "line", image, points: [imagePoint(10, 50), imagePoint(90, 50)] }, before),
      );
      const column = Array.from({ length: 100 }, (_, y) => String(colorAt(after, 50, y)));
      expect(new Set(column).size).toBeGreaterThan(1);
    }
  });

  it("refuses what does not fit", () => {
    const zoom = (left: number, width: number): Action => ({ kind: "zoom", image, box: imageBox(left, 0, width, 5) });
    expect(performAction(zoom(20, 5), square)).toEqual({ ok: false, error: "outside-image" });
    expect(performAction(zoom(Number.NaN, 5), square)).toEqual({ ok: false, error: "not-a-number" });
    expect(performAction(zoom(3, 0), square)).toEqual({ ok: false, error: "empty-box" });
  });

  it("refuses a turn that would outgrow memory, however it came to that", () => {
    const turn: Action = { kind: "rotate", image, degrees: 45 };
    const large = { width: 12_000, height: 8000, data: new Uint8ClampedArray() };
    expect(performAction(turn, large)).toEqual({ ok: false, error: "too-large" });
  });

  it("never throws, whatever the numbers", () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -30, max: 50 }));
    const point = fc.tuple(number, number).map(([x, y]) => imagePoint(x, y));
    const box = fc.tuple(number, number, number, number).map((sides) => imageBox(...sides));
    const action = fc.oneof(
      box.map((box): Action => ({ kind: "zoom", image, box })),
      box.map((box): Action => ({ kind: "box", image, box, label: "A" })),
      fc.array(point, { maxLength: 5 }).map((points): Action => ({ kind: "line", image, points })),
      fc.tuple(point, point).map(([from, to]): Action => ({ kind: "arrow", image, from, to })),
      point.map((at): Action => ({ kind: "point", image, at, label: "?" })),
      number.map((degrees): Action => ({ kind: "rotate", image, degrees })),
    );
    fc.assert(
      fc.property(action, fc.integer({ min: 1, max: 30 }), (made, side) => expectLawful(made, numbered(side, 9))),
    );
  });

  it("names pixels by their size and bytes (golden)", async () => {
    const drawn = must(
      performAction({ kind: "arrow", image, from: imagePoint(2, 3), to: imagePoint(17, 12) }, numbered(20, 20)),
    );
    expect(await imageIdOfPixels(numbered(20, 20))).toMatchInlineSnapshot(
      `"d4ad8aff0d2f8a503cda751ca29bb855c0de2b86254bd481e7cef6af2f32080f"`,
    );
    expect(await imageIdOfPixels(drawn)).toMatchInlineSnapshot(
      `"cd3b17a348769b3072f9f5c82c66b92ddfcdfe4969aafad26b524060f82447e4"`,
    );
    const flat = numbered(20, 20);
    expect(await imageIdOfPixels({ ...flat, width: 10, height: 40 })).not.toBe(await imageIdOfPixels(flat));
  });
});
