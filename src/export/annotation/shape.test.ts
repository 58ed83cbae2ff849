import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { areaOfPolygon, clipShape, type MarkShape } from "./shape";

const SIZE = { width: 100, height: 80 };
const polygon = (...points: readonly (readonly [number, number])[]): MarkShape => ({
  kind: "polygon",
  points: points.map(([x, y]) => imagePoint(x, y)),
});

describe("a shape at the edge of its picture", () => {
  it("is left as it is inside", () => {
    const inside: readonly MarkShape[] = [
      { kind: "box", box: imageBox(0, 0, 100, 80) },
      { kind: "point", at: imagePoint(100, 80) },
      { kind: "path", points: [imagePoint(0, 0), imagePoint(100, 80)], arrow: true },
      polygon([0, 40], [50, 0], [100, 40], [50, 80]),
    ];
    for (const shape of inside) expect(clipShape(shape, SIZE)).toEqual({ shape, moved: false });
  });

  it("is cut, and says so", () => {
    expect(clipShape({ kind: "box", box: imageBox(-5, 10.5, 25, 20) }, SIZE)).toEqual({
      shape: { kind: "box", box: imageBox(0, 10.5, 20, 20) },
      moved: true,
    });
  });

  it("keeps the slant of a polygon that is cut", () => {
    // A square on its corner, its left half outside: what stays is the right half, not a square with moved corners.
    const cut = clipShape(polygon([0, 30], [10, 40], [0, 50], [-10, 40]), SIZE);
    if (cut?.shape.kind !== "polygon") throw new Error("A polygon stays a polygon");
    expect(cut.moved).toBe(true);
    expect(areaOfPolygon(cut.shape.points)).toBe(100);
    expect(cut.shape.points.every(({ x }) => x >= 0)).toBe(true);
  });

  it("is nothing beyond the picture, without an inside, or with numbers that are none", () => {
    const nothing: readonly MarkShape[] = [
      { kind: "box", box: imageBox(100, 10, 5, 5) },
      { kind: "box", box: imageBox(10, 10, 0, 5) },
      { kind: "box", box: imageBox(10, 10, 5, -5) },
      { kind: "box", box: imageBox(Number.NaN, 10, 5, 5) },
      { kind: "point", at: imagePoint(100.5, 10) },
      { kind: "point", at: imagePoint(Number.NaN, 10) },
      { kind: "path", points: [imagePoint(-5, -5), imagePoint(-1, -9)], arrow: false },
      { kind: "path", points: [imagePoint(5, 5), imagePoint(Number.POSITIVE_INFINITY, 9)], arrow: false },
      polygon([-5, -5], [-1, -5], [-1, -1]),
      polygon([5, 5], [9, 9], [5, 5]),
    ];
    for (const shape of nothing) expect(clipShape(shape, SIZE)).toBeNull();
  });

  it("never reaches beyond the picture afterwards", () => {
    const number = fc.double({ min: -300, max: 300, noNaN: true });
    const corner = fc.tuple(number, number).map(([x, y]) => imagePoint(x, y));
    const turned = fc
      .tuple(corner, number, number, fc.double({ min: 0, max: 6.3, noNaN: true }))
      .map(([at, w, h, angle]) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const corners = [
          [0, 0],
          [w, 0],
          [w, h],
          [0, h],
        ] as const;
        return polygon(...corners.map(([x, y]) => [at.x + x * c - y * s, at.y + x * s + y * c] as const));
      });
    fc.assert(
      fc.property(turned, (shape) => {
        const clipped = clipShape(shape, SIZE)?.shape;
        if (clipped?.kind !== "polygon" || shape.kind !== "polygon") return;
        for (const { x, y } of clipped.points) {
          expect(x).toBeGreaterThanOrEqual(-1e-6);
          expect(y).toBeGreaterThanOrEqual(-1e-6);
          expect(x).toBeLessThanOrEqual(SIZE.width + 1e-6);
          expect(y).toBeLessThanOrEqual(SIZE.height + 1e-6);
        }
        expect(areaOfPolygon(clipped.points)).toBeLessThanOrEqual(areaOfPolygon(shape.points) + 1e-6);
      }),
    );
  });
});
