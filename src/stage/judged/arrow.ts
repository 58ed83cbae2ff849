import { type Box, distance, type Point } from "../../geometry";

/** A curve from one place to another, in the space of the places: a quadratic Bézier. */
export interface Arrow {
  readonly from: Point;
  readonly bend: Point;
  readonly to: Point;
}

/** How far a curve leaves the straight line, as a part of its length. */
const BULGE = 0.18;

/**
 * The arrow from one box to another: it leaves the outline of the first towards the second, bent to one side, so that
 * an arrow there and one back lie apart. Where the boxes overlap it goes round outside, from side to side.
 */
export function arrowBetween(from: Box, to: Box): Arrow {
  const [a, b] = [centreOf(from), centreOf(to)];
  const [start, end] = [edgeTowards(from, b), edgeTowards(to, a)];
  if (overlaps(from, to)) return aroundRight(from, to);
  const length = distance(start, end);
  if (length === 0) return { from: start, bend: start, to: end };
  const [across, down] = [(end.y - start.y) / length, -(end.x - start.x) / length];
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  return { from: start, bend: { x: middle.x + across * length * BULGE, y: middle.y + down * length * BULGE }, to: end };
}

const centreOf = ({ left, top, width, height }: Box): Point => ({ x: left + width / 2, y: top + height / 2 });

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

/** Where the straight line from a box's middle to a point outside crosses its outline. */
function edgeTowards(box: Box, point: Point): Point {
  const middle = centreOf(box);
  const [dx, dy] = [point.x - middle.x, point.y - middle.y];
  const share = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
    1,
  );
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}

function aroundRight(from: Box, to: Box): Arrow {
  const right = Math.max(from.left + from.width, to.left + to.width);
  const reach = Math.max(from.height, to.height, from.width, to.width) / 2;
  const start = { x: from.left + from.width, y: from.top + from.height / 3 };
  const end = { x: to.left + to.width, y: to.top + (to.height * 2) / 3 };
  return { from: start, bend: { x: right + reach, y: (start.y + end.y) / 2 }, to: end };
}

/** The two ends of an open head at the tip of an arrow, each `length` from it. */
export function headOf({ bend, to }: Arrow, length: number): readonly [Point, Point] {
  const angle = Math.atan2(to.y - bend.y, to.x - bend.x);
  const corner = (turn: number): Point => ({
    x: to.x - length * Math.cos(angle + turn),
    y: to.y - length * Math.sin(angle + turn),
  });
  return [corner(0.5), corner(-0.5)];
}

/** A point on the curve, `t` from 0 at its start to 1 at its tip. */
export const pointOn = ({ from, bend, to }: Arrow, t: number): Point => ({
  x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bend.x + t ** 2 * to.x,
  y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bend.y + t ** 2 * to.y,
});
