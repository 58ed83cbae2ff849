import { dense, fromFlat, type NdArray, zeros } from "../arrays";
import { sidesOf } from "./convolve";

const AROUND = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** What hangs together, numbered from 1 in the order in which it is met row by row; 0 is the ground. */
export function components(image: NdArray, neighbours: 4 | 8): { readonly labels: NdArray; readonly count: number } {
  const { height, width } = sidesOf(image);
  const { values } = dense(image);
  const labels = zeros([height, width], "int32");
  const steps = AROUND.filter(([x, y]) => neighbours === 8 || x === 0 || y === 0);
  let count = 0;
  for (let start = 0; start < values.length; start++) {
    if (!values[start] || labels.values[start]) continue;
    labels.values[start] = ++count;
    for (const waiting = [start]; waiting.length > 0; ) {
      const at = waiting.pop()!;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (const [dx, dy] of steps) {
        const [toX, toY] = [x + dx, y + dy];
        const to = toY * width + toX;
        if (toX < 0 || toY < 0 || toX >= width || toY >= height || !values[to] || labels.values[to]) continue;
        labels.values[to] = count;
        waiting.push(to);
      }
    }
  }
  return { labels, count };
}

/** Left, top, width, height and number of pixels of each component, the ground first. */
export function componentStats(labels: NdArray, count: number): NdArray {
  const { width } = sidesOf(labels);
  const stats = Array.from({ length: count + 1 }, () => ({
    left: width,
    top: Number.POSITIVE_INFINITY,
    right: -1,
    bottom: -1,
    area: 0,
  }));
  for (let at = 0; at < labels.values.length; at++) {
    const own = stats[labels.values[at]!]!;
    const [x, y] = [at % width, Math.floor(at / width)];
    own.left = Math.min(own.left, x);
    own.top = Math.min(own.top, y);
    own.right = Math.max(own.right, x);
    own.bottom = Math.max(own.bottom, y);
    own.area++;
  }
  const flat = stats.flatMap(({ left, top, right, bottom, area }) =>
    area === 0 ? [0, 0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1, area],
  );
  return fromFlat(flat, [count + 1, 5], "int32");
}

/** Edges by Canny's way: 3 × 3 gradients, thin ridges, and weak ones kept only where they hang on strong ones. */
export function canny(across: NdArray, down: NdArray, low: number, high: number): NdArray {
  const { height, width } = sidesOf(across);
  const [gx, gy] = [dense(across).values, dense(down).values];
  const size = Float64Array.from(gx, (value, i) => Math.abs(value) + Math.abs(gy[i]!));
  const sizeAt = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : size[y * width + x]!;
  const made = zeros([height, width], "uint8");
  const strong: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (size[at]! <= low || !isRidge(gx[at]!, gy[at]!, size[at]!, (dx, dy) => sizeAt(x + dx, y + dy))) continue;
      made.values[at] = 1;
      if (size[at]! > high) strong.push(at);
    }
  for (const at of strong) made.values[at] = 255;
  while (strong.length > 0) {
    const at = strong.pop()!;
    for (const [dx, dy] of AROUND) {
      const [x, y] = [(at % width) + dx, Math.floor(at / width) + dy];
      if (x < 0 || y < 0 || x >= width || y >= height || made.values[y * width + x] !== 1) continue;
      made.values[y * width + x] = 255;
      strong.push(y * width + x);
    }
  }
  for (let i = 0; i < made.values.length; i++) if (made.values[i] === 1) made.values[i] = 0;
  return made;
}

const TAN_22_5 = Math.tan(Math.PI / 8);

function isRidge(gx: number, gy: number, size: number, near: (dx: number, dy: number) => number): boolean {
  const [ax, ay] = [Math.abs(gx), Math.abs(gy)];
  if (ay < ax * TAN_22_5) return size > near(-1, 0) && size >= near(1, 0);
  if (ax < ay * TAN_22_5) return size > near(0, -1) && size >= near(0, 1);
  const side = gx * gy < 0 ? -1 : 1;
  return size > near(-side, -1) && size > near(side, 1);
}
