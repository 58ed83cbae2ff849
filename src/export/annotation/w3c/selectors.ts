import type { Size } from "../../../geometry";
import { boxCornersOf, type MarkShape } from "../shape";

// A fragment holds whole pixels only (Media Fragments URI 1.0, 4.2.2: digits); whatever lies between pixels is drawn as
// SVG. Of SVG only what readers take: Annotorious 3.8.10 knows polygons and paths, and refuses `<polyline>` and `<circle>`.

export type PlaceSelector =
  | {
      readonly type: "FragmentSelector";
      readonly conformsTo: "http://www.w3.org/TR/media-frags/";
      readonly value: string;
    }
  | { readonly type: "SvgSelector"; readonly value: string };

/** Where on a picture a shape is, in its pixels. A point is the pixel that it lies in. */
export function selectorOf(shape: MarkShape, size: Size): PlaceSelector {
  switch (shape.kind) {
    case "box": {
      const { left, top, width, height } = shape.box;
      const sides = [left, top, width, height];
      return sides.every(Number.isInteger) ? fragment(sides) : polygon(boxCornersOf(shape.box));
    }
    case "polygon":
      return polygon(shape.points);
    case "path": {
      const [first, ...more] = shape.points.map(({ x, y }) => `${x},${y}`);
      return svg(`<path d="M ${first}${more.map((point) => ` L ${point}`).join("")}"/>`);
    }
    case "point": {
      // The edges at the right and at the bottom belong to the last pixels.
      const pixel = (at: number, length: number): number => Math.min(Math.floor(at), length - 1);
      return fragment([pixel(shape.at.x, size.width), pixel(shape.at.y, size.height), 1, 1]);
    }
  }
}

const fragment = (sides: readonly number[]): PlaceSelector => ({
  type: "FragmentSelector",
  conformsTo: "http://www.w3.org/TR/media-frags/",
  value: `xywh=pixel:${sides.join(",")}`,
});

const polygon = (points: readonly { readonly x: number; readonly y: number }[]): PlaceSelector =>
  svg(`<polygon points="${points.map(({ x, y }) => `${x},${y}`).join(" ")}"/>`);

const svg = (inner: string): PlaceSelector => ({
  type: "SvgSelector",
  value: `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`,
});
