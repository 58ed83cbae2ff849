import { type ImagePoint, imagePoint, type Size } from "../../geometry";
import { type Component, componentsOf } from "../components";
import type { Numbers } from "../network/networks";
import { cornersOfTurned, grown, isWithin, leastBox } from "./outline";

// The post-processing of differentiable binarization (Liao et al., AAAI 2020, arXiv:1911.08947) with the constants that
// RapidOCR 3.10.0 runs PP-OCR with (`config.yaml`, section Det).
const INK = 0.3;
const SURE = 0.5;
const MOST_LINES = 1000;
/** How far an outline is moved outward: this times its area by its length. The network was trained on shrunken outlines. */
const UNCLIP = 1.6;
/** Sides of a kernel, in pixels of the map, below which it is dust. */
const LEAST_SIDE = 3;

/** A quadrangle that holds one line of writing, and how sure the network is of it. */
export interface TextLine {
  /** Four corners, clockwise from where reading begins. */
  readonly corners: readonly ImagePoint[];
  readonly confidence: number;
}

/**
 * The text lines in the map of a detection network, in pixels of an image of `size`, from top to bottom and, where they
 * stand beside each other, from left to right.
 *
 * @param map 1 × 1 × height × width, how likely each pixel is ink of a shrunken text line
 */
export function textLines({ data, dims }: Numbers, size: Size): readonly TextLine[] {
  const [height = 0, width = 0] = dims.slice(-2);
  const scale = { x: size.width / width, y: size.height / height };
  const lines = componentsOf(dilated(data, width, height), width, height)
    .slice(0, MOST_LINES)
    .flatMap((component) => lineOf(component, data, width) ?? []);
  return inReadingOrder(
    lines.flatMap(({ corners, confidence }) => {
      const placed = corners.map(({ x, y }) =>
        imagePoint(
          Math.min(Math.max(Math.round(x * scale.x), 0), size.width),
          Math.min(Math.max(Math.round(y * scale.y), 0), size.height),
        ),
      );
      return sidesOf(placed).every((side) => side > LEAST_SIDE) ? [{ corners: placed, confidence }] : [];
    }),
  );
}

/** Ink grown by one pixel to the right and down, as OpenCV dilates with a kernel of two ones by two. */
function dilated(map: Float32Array, width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  const isInk = (x: number, y: number): boolean => x >= 0 && y >= 0 && map[y * width + x]! > INK;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isInk(x, y) || isInk(x - 1, y) || isInk(x, y - 1) || isInk(x - 1, y - 1)) mask[y * width + x] = 1;
  return mask;
}

function lineOf({ rows }: Component, map: Float32Array, width: number): TextLine | null {
  const rim = rows.flatMap(([y, first, last]) => [imagePoint(first, y), imagePoint(last, y)]);
  const kernel = leastBox(rim);
  if (!kernel || Math.min(kernel.width, kernel.height) < LEAST_SIDE) return null;
  const confidence = meanWithin(cornersOfTurned(kernel), map, width);
  if (confidence < SURE) return null;
  const by = (kernel.width * kernel.height * UNCLIP) / (2 * (kernel.width + kernel.height));
  const line = grown(kernel, by);
  if (Math.min(line.width, line.height) < LEAST_SIDE + 2) return null;
  return { corners: cornersOfTurned(line), confidence };
}

/** The mean of a map over a quadrangle as OpenCV fills one: its corners at whole pixels, its rim drawn as lines. */
function meanWithin(corners: readonly ImagePoint[], map: Float32Array, width: number): number {
  const whole = corners.map(({ x, y }) => imagePoint(Math.floor(x), Math.floor(y)));
  const filled = new Set(rimOf(whole).map(({ x, y }) => y * width + x));
  const [xs, ys] = [whole.map(({ x }) => x), whole.map(({ y }) => y)];
  for (let y = Math.min(...ys); y <= Math.max(...ys); y++)
    for (let x = Math.min(...xs); x <= Math.max(...xs); x++) if (isWithin(whole, x, y)) filled.add(y * width + x);
  let [sum, count] = [0, 0];
  for (const pixel of filled) {
    const value = map[pixel];
    if (value === undefined) continue;
    sum += value;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** The pixels on the sides of a polygon whose corners are pixels. */
function rimOf(corners: readonly ImagePoint[]): readonly ImagePoint[] {
  return corners.flatMap((from, i) => {
    const to = corners[(i + 1) % corners.length] ?? from;
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
    return Array.from({ length: steps + 1 }, (_, step) => {
      const share = steps === 0 ? 0 : step / steps;
      return imagePoint(Math.round(from.x + (to.x - from.x) * share), Math.round(from.y + (to.y - from.y) * share));
    });
  });
}

/** The lengths of the upper and the left side. */
export function sidesOf([a, b, c, d]: readonly ImagePoint[]): readonly [number, number] {
  if (!a || !b || !c || !d) return [0, 0];
  const length = (from: ImagePoint, to: ImagePoint): number => Math.hypot(to.x - from.x, to.y - from.y);
  return [Math.max(length(a, b), length(d, c)), Math.max(length(a, d), length(b, c))];
}

/** Lines whose first corners are less than this many pixels apart in height stand beside each other. */
const SAME_ROW = 10;

function inReadingOrder(lines: readonly TextLine[]): readonly TextLine[] {
  const start = ({ corners }: TextLine): ImagePoint => corners[0] ?? imagePoint(0, 0);
  const ordered = lines.toSorted((a, b) => start(a).y - start(b).y || start(a).x - start(b).x);
  for (let i = 1; i < ordered.length; i++)
    for (let j = i; j > 0; j--) {
      const [before, line] = [ordered[j - 1], ordered[j]];
      if (!before || !line || Math.abs(start(line).y - start(before).y) >= SAME_ROW) break;
      if (start(line).x >= start(before).x) break;
      ordered[j - 1] = line;
      ordered[j] = before;
    }
  return ordered;
}
