import type { Rng } from "../../base";
import { distance, type ImagePoint, imagePoint, type Size } from "../../geometry";
import { SHAPE_KINDS, type ShapeKind } from "../kinds";
import { type Difficulty, PICTURE_SIZE } from "../scene";

/**
 * The auxiliary lines: the arrow drawn on past its tip; through the dot, alongside the arrow; through the dot, at
 * right angles to it.
 */
export const CONSTRUCTIONS = ["extension", "parallel", "perpendicular"] as const;
export type Construction = (typeof CONSTRUCTIONS)[number];

export interface FigureObject {
  readonly kind: ShapeKind;
  readonly center: ImagePoint;
}

/** An arrow, a dot, and shapes, one of which lies on each auxiliary line. */
export interface Figure {
  readonly kind: "figure";
  readonly size: Size;
  readonly arrow: { readonly from: ImagePoint; readonly to: ImagePoint };
  readonly dot: ImagePoint;
  readonly targets: Readonly<Record<Construction, FigureObject>>;
  /** Every shape, the targets among them, top to bottom. */
  readonly objects: readonly FigureObject[];
  readonly radius: number;
}

interface Level {
  readonly others: number;
  readonly radius: number;
  /** How far off an auxiliary line every other shape stands at least: the sine of the angle at the line's start. */
  readonly leastSine: number;
  /** Directions of the arrow: along the axes, along diagonals too, or any. */
  readonly directions: "axes" | "diagonals" | "any";
}

const LEVELS: Readonly<Record<Difficulty, Level>> = {
  1: { others: 0, radius: 30, leastSine: 0.55, directions: "axes" },
  2: { others: 0, radius: 28, leastSine: 0.5, directions: "diagonals" },
  3: { others: 1, radius: 28, leastSine: 0.45, directions: "any" },
  4: { others: 2, radius: 26, leastSine: 0.43, directions: "any" },
  5: { others: 3, radius: 24, leastSine: 0.41, directions: "any" },
};

export const DOT_RADIUS = 10;
const EDGE = 40;
const GAP = 14;

interface Vector {
  readonly x: number;
  readonly y: number;
}

/** Draws figures until one has room for all that it holds. */
export function drawFigure(rng: Rng, difficulty: Difficulty): Figure {
  for (;;) {
    const figure = tryFigure(rng, LEVELS[difficulty]);
    if (figure) return figure;
  }
}

function tryFigure(rng: Rng, level: Level): Figure | null {
  const along = drawDirection(rng, level.directions);
  const place = () => imagePoint(rng.int(EDGE, PICTURE_SIZE.width - EDGE), rng.int(EDGE, PICTURE_SIZE.height - EDGE));
  const from = place();
  const to = walk(from, along, rng.int(70, 115));
  const dot = place();
  const across = { x: -along.y, y: along.x };
  const either = (v: Vector): Vector => (rng.next() < 0.5 ? v : { x: -v.x, y: -v.y });
  const starts = { extension: to, parallel: dot, perpendicular: dot };
  const ways = { extension: along, parallel: either(along), perpendicular: either(across) };
  const kinds = rng.shuffle(SHAPE_KINDS);
  const target = (construction: Construction, i: number): FigureObject => ({
    kind: kinds[i]!,
    center: walk(starts[construction], ways[construction], rng.int(80, 200)),
  });
  const targets = {
    extension: target("extension", 0),
    parallel: target("parallel", 1),
    perpendicular: target("perpendicular", 2),
  };
  const others = Array.from({ length: level.others }, (_, i) => ({ kind: kinds[3 + i]!, center: place() }));
  const objects = [...Object.values(targets), ...others];
  const { radius } = level;
  const figure: Figure = { kind: "figure", size: PICTURE_SIZE, arrow: { from, to }, dot, targets, objects, radius };
  const isRight =
    isInside(to) && hasRoom(figure) && CONSTRUCTIONS.every((name) => standsAlone(figure, name, ways[name], level));
  return isRight ? { ...figure, objects: objects.toSorted((a, b) => a.center.y - b.center.y) } : null;
}

function drawDirection(rng: Rng, directions: Level["directions"]): Vector {
  const turns = directions === "axes" ? [0, 2, 4, 6] : [0, 1, 2, 3, 4, 5, 6, 7];
  if (directions !== "any") return EIGHTH_TURNS[rng.pick(turns)]!;
  // A point of the unit circle at (1 − t², 2t) / (1 + t²), turned by quarters: no sine, so the same everywhere.
  const t = rng.next() * 2 - 1;
  const [x, y] = [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)];
  return rng.next() < 0.5 ? { x, y } : { x: -x, y: -y };
}

const EIGHTH_TURNS: readonly Vector[] = [
  { x: 1, y: 0 },
  { x: Math.SQRT1_2, y: Math.SQRT1_2 },
  { x: 0, y: 1 },
  { x: -Math.SQRT1_2, y: Math.SQRT1_2 },
  { x: -1, y: 0 },
  { x: -Math.SQRT1_2, y: -Math.SQRT1_2 },
  { x: 0, y: -1 },
  { x: Math.SQRT1_2, y: -Math.SQRT1_2 },
];

const walk = (from: ImagePoint, way: Vector, length: number): ImagePoint =>
  imagePoint(Math.round(from.x + way.x * length), Math.round(from.y + way.y * length));

const isInside = ({ x, y }: ImagePoint): boolean =>
  x >= EDGE && y >= EDGE && x <= PICTURE_SIZE.width - EDGE && y <= PICTURE_SIZE.height - EDGE;

/** Whether nothing in the figure touches anything else in it, or the rim. */
function hasRoom({ arrow, dot, objects, radius }: Figure): boolean {
  if (!objects.every(({ center }) => isInside(center))) return false;
  const shaft = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    imagePoint(arrow.from.x + (arrow.to.x - arrow.from.x) * share, arrow.from.y + (arrow.to.y - arrow.from.y) * share),
  );
  const isFar = (a: ImagePoint, b: ImagePoint, least: number) => distance(a, b) >= least;
  return (
    shaft.every((point) => isFar(point, dot, 50)) &&
    objects.every(({ center }, i) => {
      const clear = [...shaft, dot].every((point) => isFar(center, point, radius + DOT_RADIUS + GAP));
      return clear && objects.slice(i + 1).every((other) => isFar(center, other.center, 2 * radius + GAP));
    })
  );
}

/** Whether no other shape lies near an auxiliary line, on the side where the line is drawn or, through a dot, on both. */
function standsAlone(figure: Figure, construction: Construction, way: Vector, { leastSine }: Level): boolean {
  const start = construction === "extension" ? figure.arrow.to : figure.dot;
  return figure.objects.every((object) => {
    if (object === figure.targets[construction]) return true;
    const away = { x: object.center.x - start.x, y: object.center.y - start.y };
    const reach = Math.sqrt(away.x * away.x + away.y * away.y);
    const isBehind = away.x * way.x + away.y * way.y < 0;
    if (isBehind && construction === "extension") return true;
    return Math.abs(away.x * way.y - away.y * way.x) >= leastSine * reach;
  });
}
