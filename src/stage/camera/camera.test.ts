import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornersOf, imageBox, imagePoint } from "../../geometry";
import { anyCamera, IMAGE_SIZE, VIEWPORT } from "../testing";
import {
  actualPixels,
  between,
  type Camera,
  cameraOnBox,
  cameraOnImage,
  imageFromView,
  panBy,
  pinch,
  scaleLimits,
  viewFromImage,
  viewPoint,
  visibleBox,
  zoomAbout,
} from "./camera";

const anyView = fc
  .record({ x: fc.integer({ min: 0, max: 1200 }), y: fc.integer({ min: 0, max: 700 }) })
  .map(({ x, y }) => viewPoint(x, y));
const FREE = { least: 0, most: Number.POSITIVE_INFINITY };

function expectNear(a: { x: number; y: number }, b: { x: number; y: number }, within = 1e-6): void {
  expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(within * (1 + Math.hypot(a.x, a.y)));
}

describe("the camera", () => {
  it("goes from image to view and back", () => {
    fc.assert(
      fc.property(anyCamera, anyView, (camera, at) => expectNear(viewFromImage(camera, imageFromView(camera, at)), at)),
    );
  });

  it("keeps what is under the pointer there while it zooms", () => {
    fc.assert(
      fc.property(anyCamera, anyView, fc.double({ min: 0.1, max: 10, noNaN: true }), (camera, at, factor) => {
        const zoomed = zoomAbout(camera, at, factor, FREE);
        expectNear(imageFromView(zoomed, at), imageFromView(camera, at));
        expect(zoomed.scale).toBeCloseTo(camera.scale * factor, 6);
      }),
    );
  });

  it("keeps the pointer's place even where the scale is at its limit", () => {
    const camera: Camera = { scale: 60, x: 10, y: 20 };
    const at = viewPoint(300, 200);
    const zoomed = zoomAbout(camera, at, 100, scaleLimits(IMAGE_SIZE, VIEWPORT));
    expect(zoomed.scale).toBe(64);
    expectNear(imageFromView(zoomed, at), imageFromView(camera, at));
  });

  it("keeps what is under each finger there while they pinch", () => {
    const camera: Camera = { scale: 1, x: 0, y: 0 };
    const after = pinch(
      camera,
      [viewPoint(100, 100), viewPoint(200, 100)],
      [viewPoint(50, 150), viewPoint(250, 150)],
      FREE,
    );
    expect(after.scale).toBeCloseTo(2);
    expectNear(viewFromImage(after, imagePoint(100, 100)), viewPoint(50, 150));
    expectNear(viewFromImage(after, imagePoint(200, 100)), viewPoint(250, 150));
  });

  it("fits an image whole, in the middle of what panels leave free", () => {
    const inset = { top: 40, right: 0, bottom: 0, left: 300 };
    const camera = cameraOnImage(IMAGE_SIZE, VIEWPORT, inset);
    const start = viewFromImage(camera, { x: 0, y: 0 });
    const end = viewFromImage(camera, { x: 1000, y: 800 });
    expect(start.x).toBeGreaterThanOrEqual(300);
    expect(start.y).toBeGreaterThanOrEqual(40);
    expect(end.x).toBeLessThanOrEqual(1200);
    expect(end.y).toBeLessThanOrEqual(700);
    expect((start.x + end.x) / 2).toBeCloseTo((300 + 1200) / 2);
    expect((start.y + end.y) / 2).toBeCloseTo((40 + 700) / 2);
  });

  it("shows all of the box that it goes to", () => {
    const box = imageBox(100, 200, 30, 60);
    const [x1, y1, x2, y2] = cornersOf(visibleBox(cameraOnBox(box, VIEWPORT), VIEWPORT));
    expect([x1 < 100, y1 < 200, x2 > 130, y2 > 260]).toEqual([true, true, true, true]);
  });

  it("never loses the whole picture by panning", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -9999, max: 9999 }), (dx, dy) => {
        const camera = panBy(cameraOnImage(IMAGE_SIZE, VIEWPORT), dx, dy, IMAGE_SIZE, VIEWPORT);
        const [x1, y1, x2, y2] = cornersOf(visibleBox(camera, VIEWPORT));
        expect(x1 < 1000 && x2 > 0 && y1 < 800 && y2 > 0).toBe(true);
      }),
    );
  });

  it("shows one image pixel on one device pixel, on whole device pixels", () => {
    const camera = actualPixels({ scale: 0.37, x: 11.3, y: 7.7 }, viewPoint(600, 350), 2);
    expect(camera.scale).toBeCloseTo(0.5);
    expect([camera.x * 2, camera.y * 2].every(Number.isInteger)).toBe(true);
  });

  it("flies from one end to the other, and holds the fixed point of a pure zoom all the way", () => {
    const from: Camera = { scale: 1, x: 0, y: 0 };
    const at = viewPoint(300, 200);
    const to = zoomAbout(from, at, 8, FREE);
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1).scale).toBeCloseTo(8);
    for (const progress of [0.2, 0.5, 0.8]) {
      expectNear(viewFromImage(between(from, to, progress), imageFromView(from, at)), at);
    }
  });
});
