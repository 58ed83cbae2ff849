import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { must } from "../../base";
import { imageBox, imagePoint, type Size, turnedSize } from "../../geometry";
import { crop, flip, type Pixels, plain, rotate } from "../../pixels";
import { applyEdit, type Edit, emptyTrace, type Trace } from "../../trace";
import { derived, imageId, source, step, traceId } from "../../trace/testing";
import type { MarkShape } from "./shape";
import { CROP, PICTURE, ROTATED, sampleTrace } from "./testing/sample";
import { viewPlaces } from "./views";

/** A trace in which each action makes the next image of the one before: images 1, 2, 3, … */
function chainOf(views: readonly { readonly action: Action; readonly size: Size }[]): Trace {
  const edits: Edit[] = [
    { kind: "add-image", image: source("1") },
    { kind: "add-step", step: step("p", null, { kind: "problem", question: "?", images: [PICTURE] }), index: 0 },
  ];
  let parent = "p";
  for (const [i, { action, size }] of views.entries()) {
    const image = { ...derived(String(i + 2), String(i + 1)), ...size };
    edits.push(
      { kind: "add-image", image },
      { kind: "add-step", step: step(`a${i}`, parent, { kind: "action", action, declared: null }), index: 0 },
      {
        kind: "add-step",
        step: step(`o${i}`, `a${i}`, { kind: "observation", image: image.id, text: "" }),
        index: 0,
      },
    );
    parent = `o${i}`;
  }
  return edits.reduce<Trace>((trace, edit) => must(applyEdit(trace, edit)), emptyTrace(traceId("t"), ""));
}

const outwardFrom = (trace: Trace, image: string, shape: MarkShape): MarkShape | undefined =>
  viewPlaces(trace)(imageId(image))?.outward(shape);

/** Black with one white block of 5 × 5 pixels. */
function withBlock(left: number, top: number): Pixels {
  const pixels = plain({ width: 100, height: 80 }, [0, 0, 0]);
  for (let y = top; y < top + 5; y++)
    for (let x = left; x < left + 5; x++) pixels.data.fill(255, (y * 100 + x) * 4, (y * 100 + x) * 4 + 3);
  return pixels;
}

/** The middle of what is white, in pixels; the middle of pixel 0 lies at 0.5. */
function middleOf({ width, height, data }: Pixels): { x: number; y: number } {
  let [weight, x, y] = [0, 0, 0];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const white = data[(row * width + column) * 4] ?? 0;
      weight += white;
      x += white * (column + 0.5);
      y += white * (row + 0.5);
    }
  return { x: x / weight, y: y / weight };
}

describe("the place of a view on the picture that it was made from", () => {
  const views: readonly (readonly [name: string, Action, (pixels: Pixels) => Pixels])[] = [
    [
      "a crop",
      { kind: "zoom", image: PICTURE, box: imageBox(10.4, 9.6, 60, 50) },
      (p) => crop(p, imageBox(10, 9, 61, 51)),
    ],
    ["a mirror", { kind: "flip", image: PICTURE, axis: "horizontal" }, (p) => flip(p, "horizontal")],
    ["a picture upside down", { kind: "flip", image: PICTURE, axis: "vertical" }, (p) => flip(p, "vertical")],
    ...[90, 180, 270, 30, 211.5].map((degrees): (typeof views)[number] => [
      `a turn by ${degrees}°`,
      { kind: "rotate", image: PICTURE, degrees },
      (p) => rotate(p, degrees),
    ]),
  ];

  it.each(views)("is where its pixels came from: %s", (_name, action, made) => {
    const shown = made(withBlock(30, 40));
    const trace = chainOf([{ action, size: shown }]);
    const { x, y } = middleOf(shown);
    const place = outwardFrom(trace, "2", { kind: "point", at: imagePoint(x, y) });
    if (place?.kind !== "point") throw new Error("A point stays a point");
    // Mixing neighbours moves the middle of a block by far less than a tenth of a pixel.
    expect(place.at.x).toBeCloseTo(32.5, 1);
    expect(place.at.y).toBeCloseTo(42.5, 1);
  });

  it("goes through views of views", () => {
    const first = rotate(withBlock(30, 40), 90);
    const second = crop(first, imageBox(20, 10, 50, 60));
    const trace = chainOf([
      { action: { kind: "rotate", image: PICTURE, degrees: 90 }, size: first },
      { action: { kind: "zoom", image: CROP, box: imageBox(20, 10, 50, 60) }, size: second },
    ]);
    const { x, y } = middleOf(second);
    expect(outwardFrom(trace, "3", { kind: "point", at: imagePoint(x, y) })).toEqual({
      kind: "point",
      at: { x: 32.5, y: 42.5 },
    });
  });

  it("makes a polygon of a box only where it lies askew", () => {
    const box: MarkShape = { kind: "box", box: imageBox(2, 3, 4, 5) };
    const turned = (degrees: number) =>
      outwardFrom(
        chainOf([
          {
            action: { kind: "rotate", image: PICTURE, degrees },
            size: turnedSize({ width: 100, height: 80 }, degrees),
          },
        ]),
        "2",
        box,
      );
    expect(turned(90)).toEqual({ kind: "box", box: imageBox(3, 74, 5, 4) });
    expect(turned(30)?.kind).toBe("polygon");
  });

  it("keeps the area of what was turned", () => {
    const place = viewPlaces(sampleTrace())(ROTATED);
    const shape = place?.outward({ kind: "box", box: imageBox(60, 50, 8, 6) });
    if (shape?.kind !== "polygon") throw new Error("A turned box is a polygon");
    const [a, b, c] = shape.points;
    if (!a || !b || !c) throw new Error("A box has corners");
    expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeCloseTo(8, 5);
    expect(Math.hypot(c.x - b.x, c.y - b.y)).toBeCloseTo(6, 5);
  });

  it("counts a crop that was shown larger in pixels of the picture", () => {
    const trace = chainOf([
      { action: { kind: "zoom", image: PICTURE, box: imageBox(10, 20, 30, 40) }, size: { width: 60, height: 120 } },
    ]);
    expect(outwardFrom(trace, "2", { kind: "box", box: imageBox(6, 12, 20, 30) })).toEqual({
      kind: "box",
      box: imageBox(13, 24, 10, 10),
    });
  });

  it("is not known where the sizes do not fit, nor of a picture that was given", () => {
    const trace = chainOf([
      { action: { kind: "rotate", image: PICTURE, degrees: 90 }, size: { width: 100, height: 80 } },
    ]);
    expect(viewPlaces(trace)(CROP)).toBeNull();
    expect(viewPlaces(trace)(PICTURE)).toBeNull();
  });

  it("ends for views that are made from each other", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { maxLength: 8 }),
        (pairs) => {
          const edits: Edit[] = [1, 2, 3, 4].map((i) => ({ kind: "add-image", image: source(String(i)) }));
          edits.push({
            kind: "add-step",
            step: step("p", null, { kind: "problem", question: "?", images: [PICTURE] }),
            index: 0,
          });
          for (const [i, [from, to]] of pairs.entries()) {
            const of: Action = { kind: "zoom", image: imageId(String(from)), box: imageBox(1, 1, 50, 50) };
            edits.push(
              { kind: "add-step", step: step(`a${i}`, "p", { kind: "action", action: of, declared: null }), index: 0 },
              {
                kind: "add-step",
                step: step(`o${i}`, `a${i}`, { kind: "observation", image: imageId(String(to)), text: "" }),
                index: 0,
              },
            );
          }
          const trace = edits.reduce<Trace>((at, edit) => must(applyEdit(at, edit)), emptyTrace(traceId("t"), ""));
          const places = viewPlaces(trace);
          for (const i of [1, 2, 3, 4]) {
            const place = places(imageId(String(i)));
            expect(place?.image).not.toBe(imageId(String(i)));
          }
        },
      ),
    );
  });
});
