import type { Point, Size } from "../../geometry";

/** CSS pixels between a mark and what is said beside it: its handles and its measure have to stay free. */
const GAP = 34;
/** CSS pixels to the edges of the frame. */
const EDGE = 6;
/** CSS pixels along the upper edge of the frame: in a low window its buttons lie there, over the picture. */
const HEAD = 44;

interface Bounds {
  readonly start: Point;
  readonly end: Point;
}

/**
 * Where a card stands beside a mark, in CSS pixels of the frame: under it, over it, behind it or before it, whichever first
 * leaves the mark free; at the lower edge where the mark leaves no room on any side.
 */
export function besideMark({ start, end }: Bounds, card: Size, frame: Size): Point {
  const across = within((start.x + end.x - card.width) / 2, frame.width - card.width, EDGE);
  const down = within((start.y + end.y - card.height) / 2, frame.height - card.height, HEAD);
  const places: readonly Point[] = [
    { x: across, y: end.y + GAP },
    { x: across, y: start.y - GAP - card.height },
    { x: end.x + GAP, y: down },
    { x: start.x - GAP - card.width, y: down },
  ];
  const fits = ({ x, y }: Point): boolean =>
    x >= EDGE && y >= HEAD && x + card.width <= frame.width - EDGE && y + card.height <= frame.height - EDGE;
  return places.find(fits) ?? { x: across, y: Math.max(EDGE, frame.height - card.height - EDGE) };
}

const within = (value: number, most: number, least: number): number => Math.max(least, Math.min(value, most - EDGE));
