import { type Action, shapeOf } from "../../action";
import {
  centerOf,
  clampBox,
  distance,
  type ImageBox,
  type ImagePoint,
  intersectionOverUnion,
  type Size,
} from "../../geometry";

/** What can be guessed of a step: where its box or its point lies, in pixels of the image on show. */
export type Place =
  | { readonly kind: "box"; readonly box: ImageBox }
  | { readonly kind: "point"; readonly at: ImagePoint };

/** The place that an action names; null where that is neither one box nor one point. */
export function placeOfAction(action: Action): Place | null {
  const shape = shapeOf(action);
  if (shape.kind === "box") return { kind: "box", box: shape.box };
  const [at, ...more] = shape.kind === "points" ? shape.points : [];
  return at && more.length === 0 ? { kind: "point", at } : null;
}

/** How a guess came out. */
export interface GuessScore {
  /** Shared area over joint area, 0 to 1; null where the truth is a point, which has no area. */
  readonly overlap: number | null;
  /** The guess holds the point, or half of what the two boxes cover is shared. */
  readonly isHit: boolean;
  /** From the middle of the guess to that of the truth, in image pixels. */
  readonly offBy: number;
}

/** The bound of the PASCAL VOC challenge for a found box (Everingham et al., IJCV 88:303, 2010, §4.2). */
const HIT_OVERLAP = 0.5;

export function scoreGuess(guess: ImageBox, truth: Place): GuessScore {
  if (truth.kind === "point")
    return { overlap: null, isHit: holds(guess, truth.at), offBy: distance(centerOf(guess), truth.at) };
  const overlap = intersectionOverUnion(guess, truth.box);
  return { overlap, isHit: overlap >= HIT_OVERLAP, offBy: distance(centerOf(guess), centerOf(truth.box)) };
}

const holds = ({ left, top, width, height }: ImageBox, { x, y }: ImagePoint): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** The guess that came closest: by overlap, else by the distance of its middle. -1 where nobody guessed. */
export function closestGuess(scores: readonly GuessScore[]): number {
  const rank = (a: GuessScore, b: GuessScore): number => (b.overlap ?? 0) - (a.overlap ?? 0) || a.offBy - b.offBy;
  const [best] = scores.toSorted(rank);
  return best ? scores.indexOf(best) : -1;
}

/** Where guesses lie on top of one another: a grid over the image, row by row from its top left. */
export interface HeatMap {
  readonly columns: number;
  readonly rows: number;
  /** For each cell, the share of guesses that cover it, 0 to 1; one that covers half of a cell counts half. */
  readonly shares: readonly number[];
}

/** A heat map of all guesses, with cells that are about square; what lies outside the image is left out. */
export function heatOf(guesses: readonly ImageBox[], size: Size, columns = 40): HeatMap {
  const rows = Math.max(1, Math.round((columns * size.height) / size.width));
  const [cellWidth, cellHeight] = [size.width / columns, size.height / rows];
  const shares = Array.from({ length: columns * rows }, () => 0);
  for (const guess of guesses) {
    const box = clampBox(guess, size);
    const across = coverage(box.left, box.left + box.width, cellWidth, columns);
    const down = coverage(box.top, box.top + box.height, cellHeight, rows);
    for (const [row, y] of down)
      for (const [column, x] of across) {
        const cell = row * columns + column;
        shares[cell] = (shares[cell] ?? 0) + (x * y) / guesses.length;
      }
  }
  return { columns, rows, shares };
}

/** The cells along one side that a stretch touches, each with the part of it that is covered. */
function coverage(from: number, to: number, cell: number, count: number): readonly (readonly [number, number])[] {
  const touched: (readonly [number, number])[] = [];
  const last = Math.min(count - 1, Math.floor(to / cell));
  for (let index = Math.max(0, Math.floor(from / cell)); index <= last; index++) {
    const part = Math.min(to, (index + 1) * cell) - Math.max(from, index * cell);
    if (part > 0) touched.push([index, Math.min(1, part / cell)]);
  }
  return touched;
}
