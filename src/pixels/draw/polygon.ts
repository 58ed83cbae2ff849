import type { Point } from "../../geometry";
import type { Color, Pixels } from "../pixels";

// Corners are rounded to 1/256 px and each pixel row is cut in eight, all in whole numbers:
// the same polygon covers the same pixels on every machine.
const UNITS = 256;
const SUBROWS = 8;
const SUBROW = UNITS / SUBROWS;
const FULL = UNITS * SUBROWS;

/**
 * Fills a polygon (pixels of the image, closed by itself, no self-crossing) with smooth edges, in place.
 * What lies outside the image is cut off.
 */
export function fillPolygon(pixels: Pixels, corners: readonly Point[], color: Color): void {
  const xs = corners.map(({ x }) => Math.round(x * UNITS));
  const ys = corners.map(({ y }) => Math.round(y * UNITS));
  const left = bound(Math.floor(Math.min(...xs) / UNITS), pixels.width);
  const right = bound(Math.ceil(Math.max(...xs) / UNITS), pixels.width);
  const top = bound(Math.floor(Math.min(...ys) / UNITS), pixels.height);
  const bottom = bound(Math.ceil(Math.max(...ys) / UNITS), pixels.height);
  if (left >= right || top >= bottom) return;
  const area = { left, top, width: right - left, height: bottom - top };
  const steps = new Int32Array((area.width + 2) * area.height);
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    addEdge(steps, area, xs[j]!, ys[j]!, xs[i]!, ys[i]!);
  }
  blendArea(pixels, steps, area, color);
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const bound = (value: number, size: number): number => Math.min(Math.max(value, 0), size);

/**
 * Adds one edge to `steps`, whose running sum along a row is how much of each pixel the polygon covers: at each
 * subrow an edge turns the cover on (going down) or off (going up) from where it stands, rightwards.
 */
function addEdge(steps: Int32Array, area: Area, x1: number, y1: number, x2: number, y2: number): void {
  if (y1 === y2) return;
  const direction = y1 < y2 ? 1 : -1;
  const [xTop, yTop, xBottom, yBottom] = y1 < y2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
  const slope = (xBottom - xTop) / (yBottom - yTop);
  const low = area.top * SUBROWS;
  const first = Math.max(low, Math.ceil((yTop - SUBROW / 2) / SUBROW));
  const last = Math.min((area.top + area.height) * SUBROWS, Math.ceil((yBottom - SUBROW / 2) / SUBROW));
  for (let subrow = first; subrow < last; subrow++) {
    const x = Math.floor(xTop + (subrow * SUBROW + SUBROW / 2 - yTop) * slope) - area.left * UNITS;
    const inside = Math.min(Math.max(x, 0), area.width * UNITS);
    const part = inside % UNITS;
    const at = Math.floor((subrow - low) / SUBROWS) * (area.width + 2) + (inside - part) / UNITS;
    steps[at] = steps[at]! + direction * (UNITS - part);
    steps[at + 1] = steps[at + 1]! + direction * part;
  }
}

function blendArea({ data, width }: Pixels, steps: Int32Array, area: Area, color: Color): void {
  const [red, green, blue, alpha = 255] = color;
  for (let y = 0; y < area.height; y++) {
    let cover = 0;
    let at = ((area.top + y) * width + area.left) * 4;
    for (let x = 0, step = y * (area.width + 2); x < area.width; x++, step++, at += 4) {
      cover += steps[step]!;
      if (cover !== 0) blend(data, at, red, green, blue, Math.min(Math.abs(cover), FULL) * alpha);
    }
  }
}

const OPAQUE = FULL * 255;

/** Lays a colour over one pixel; `weight` of `OPAQUE`. */
function blend(data: Uint8ClampedArray, at: number, red: number, green: number, blue: number, weight: number): void {
  const rest = OPAQUE - weight;
  data[at] = Math.floor((red * weight + data[at]! * rest + OPAQUE / 2) / OPAQUE);
  data[at + 1] = Math.floor((green * weight + data[at + 1]! * rest + OPAQUE / 2) / OPAQUE);
  data[at + 2] = Math.floor((blue * weight + data[at + 2]! * rest + OPAQUE / 2) / OPAQUE);
  data[at + 3] = Math.floor((255 * weight + data[at + 3]! * rest + OPAQUE / 2) / OPAQUE);
}
