import { distance, type ImagePoint, imagePoint } from "../../geometry";
import type { Construction, Figure } from "./figure";
import { minuteOf } from "./minute";

/** From one point of an auxiliary line to the next, in pixels. */
const STEP = 50;
/** A line ends this far from the picture's rim, in pixels. */
const RIM = 7;

/** Where an auxiliary line begins: at the arrow's tip, or at the dot. */
export const startOf = ({ arrow, dot }: Figure, construction: Construction): ImagePoint =>
  construction === "extension" ? imagePoint(arrow.to.x, arrow.to.y) : dot;

interface Way {
  readonly x: number;
  readonly y: number;
}

/** The ways that an auxiliary line leads from its start, unit long: one, or through a dot two, the earlier minute first. */
export function waysOf({ arrow: { from, to } }: Figure, construction: Construction): readonly Way[] {
  const length = distance(from, to);
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  if (construction === "extension") return [along];
  const way = construction === "parallel" ? along : { x: -along.y, y: along.x };
  const back = { x: -way.x, y: -way.y };
  return minuteOfWay(way) < 30 ? [way, back] : [back, way];
}

/** Where a clock's minute hand would point to. */
export const minuteOfWay = ({ x, y }: Way): number => minuteOf(imagePoint(0, 0), imagePoint(x, y));

/**
 * An auxiliary line, step by step as a hand with a ruler draws it, so that what lies on it is met on the way: one walk
 * to the target, or before it another way to the rim, where nothing was met. Points in pixels of the picture.
 */
export function walksOf(figure: Figure, construction: Construction): ImagePoint[][] {
  const start = startOf(figure, construction);
  const { center } = figure.targets[construction];
  const walks: ImagePoint[][] = [];
  for (const way of waysOf(figure, construction)) {
    const isThere = (center.x - start.x) * way.x + (center.y - start.y) * way.y > 0;
    walks.push(isThere ? walkTo(start, way, distance(start, center), center) : walkToRim(figure, start, way));
    if (isThere) break;
  }
  return walks;
}

/** To where the line leaves the picture. */
export function walkToRim({ size }: Pick<Figure, "size">, start: ImagePoint, way: Way): ImagePoint[] {
  const reach = (at: number, step: number, extent: number): number =>
    step === 0 ? Number.POSITIVE_INFINITY : ((step > 0 ? extent - RIM : RIM) - at) / step;
  const length = Math.max(0, Math.min(reach(start.x, way.x, size.width), reach(start.y, way.y, size.height)));
  return walkTo(start, way, length, pointAlong(start, way, length));
}

/** The last step is up to half as long again as the others, so that none is very short. */
function walkTo(start: ImagePoint, way: Way, length: number, end: ImagePoint): ImagePoint[] {
  const between = Math.max(0, Math.ceil(length / STEP - 1.5));
  return [start, ...Array.from({ length: between }, (_, i) => pointAlong(start, way, STEP * (i + 1))), end];
}

const pointAlong = (start: ImagePoint, way: Way, length: number): ImagePoint =>
  imagePoint(start.x + way.x * length, start.y + way.y * length);
