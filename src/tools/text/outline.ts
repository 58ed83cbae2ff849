import { type ImagePoint, imagePoint } from "../../geometry";

/** A turned rectangle: its middle, a unit vector along its width, and its sides. */
export interface TurnedBox {
  readonly x: number;
  readonly y: number;
  readonly along: readonly [x: number, y: number];
  readonly width: number;
  readonly height: number;
}

/** The convex hull of points, counter-clockwise in a plane whose y points up (Andrew's monotone chain). */
export function convexHull(points: readonly ImagePoint[]): readonly ImagePoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (from: readonly ImagePoint[]): ImagePoint[] => {
    const chain: ImagePoint[] = [];
    for (const point of from) {
      for (;;) {
        const [a, b] = [chain.at(-2), chain.at(-1)];
        if (!a || !b || (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain;
  };
  if (sorted.length < 3) return sorted;
  return [...half(sorted).slice(0, -1), ...half(sorted.toReversed()).slice(0, -1)];
}

/** The rectangle of least area around points: one of its sides lies on an edge of their hull. Null where there is no point. */
export function leastBox(points: readonly ImagePoint[]): TurnedBox | null {
  const hull = convexHull(points);
  const [first] = hull;
  if (!first) return null;
  let best: TurnedBox = boxAlong(hull, [1, 0]);
  for (const [i, from] of hull.entries()) {
    const to = hull[(i + 1) % hull.length] ?? from;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length === 0) continue;
    const box = boxAlong(hull, [(to.x - from.x) / length, (to.y - from.y) / length]);
    // An upright box is kept where another is no smaller but for the last bits.
    if (box.width * box.height < best.width * best.height - 1e-9) best = box;
  }
  return best;
}

function boxAlong(hull: readonly ImagePoint[], along: readonly [number, number]): TurnedBox {
  const [ax, ay] = along;
  const across = hull.map(({ x, y }) => x * ax + y * ay);
  const down = hull.map(({ x, y }) => y * ax - x * ay);
  const [left, right, top, bottom] = [Math.min(...across), Math.max(...across), Math.min(...down), Math.max(...down)];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return { x: u * ax - v * ay, y: u * ay + v * ax, along, width: right - left, height: bottom - top };
}

/** A turned rectangle with every side moved outward by `by`. */
export const grown = (box: TurnedBox, by: number): TurnedBox => ({
  ...box,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
});

/**
 * The corners of a turned rectangle, from the one that reading begins at and clockwise on the screen: of the two leftmost
 * corners the upper one, as PaddleOCR's `get_mini_boxes` has it, so that no line of writing is taken to be upside down.
 */
export function cornersOfTurned({ x, y, along: [ax, ay], width, height }: TurnedBox): readonly ImagePoint[] {
  const [wx, wy, hx, hy] = [(ax * width) / 2, (ay * width) / 2, (-ay * height) / 2, (ax * height) / 2];
  const corners = [
    imagePoint(x - wx - hx, y - wy - hy),
    imagePoint(x + wx - hx, y + wy - hy),
    imagePoint(x + wx + hx, y + wy + hy),
    imagePoint(x - wx + hx, y - wy + hy),
  ];
  const byX = corners.toSorted((a, b) => a.x - b.x);
  const [leftTop, leftBottom] = byX.slice(0, 2).sort((a, b) => a.y - b.y);
  const [rightTop, rightBottom] = byX.slice(2).sort((a, b) => a.y - b.y);
  return [leftTop, rightTop, rightBottom, leftBottom].filter((corner) => corner !== undefined);
}

/** Whether a place lies within a convex quadrangle, its rim included. */
export function isWithin(corners: readonly ImagePoint[], x: number, y: number): boolean {
  let sign = 0;
  for (const [i, from] of corners.entries()) {
    const to = corners[(i + 1) % corners.length] ?? from;
    const side = (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
    if (Math.abs(side) < 1e-9) continue;
    if (sign !== 0 && Math.sign(side) !== sign) return false;
    sign = Math.sign(side);
  }
  return true;
}
