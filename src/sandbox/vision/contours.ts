// The borders of what hangs together, with their holes and what lies in what: S. Suzuki and K. Abe, "Topological structural
// analysis of digitized binary images by border following", 1985, in the orders that OpenCV 4.12.0 lists them in.
import { dense, fromFlat, type NdArray } from "../arrays";
import { sidesOf } from "./convolve";

/** As `cv2.RETR_…` counts them: outermost borders, all in one list, holes below their borders, and all levels. */
export const CONTOUR_MODES = ["external", "list", "two-levels", "tree"] as const;
export type ContourMode = (typeof CONTOUR_MODES)[number];

type Spot = readonly [x: number, y: number];

interface Border {
  readonly spots: readonly Spot[];
  readonly isHole: boolean;
  /** The border that it lies in, by its place in the list; −1 for none. */
  readonly parent: number;
}

/** Counter-clockwise on the screen, from the right on. */
const AROUND: readonly Spot[] = [
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
];
const RIGHT = 0;
const LEFT = 4;

/**
 * The borders of an image's places that are not 0, each n × 1 × 2 of x and y, and how they lie in each other: 1 × n × 4 of
 * the next, the one before, the first within and the one around, −1 for none.
 *
 * @param simple only the places where a border bends
 */
export function contours(
  image: NdArray,
  simple: boolean,
  mode: ContourMode,
): { readonly outlines: readonly NdArray[]; readonly hierarchy: NdArray } {
  const listed = arranged(bordersOf(image), mode);
  const outlines = listed.map(({ border: { spots } }) => {
    const kept = simple ? bendsOf(spots) : spots;
    return fromFlat(kept.flat(), [kept.length, 1, 2], "int32");
  });
  return { outlines, hierarchy: fromFlat(listed.flatMap(linksOf), [1, listed.length, 4], "int32") };
}

/** All borders, in the order in which they are met row by row. */
function bordersOf(image: NdArray): readonly Border[] {
  const { height, width } = sidesOf(image);
  const { values } = dense(image);
  // A rim of nothing around, so that no border needs the edge of the image.
  const across = width + 2;
  const field = new Int32Array(across * (height + 2));
  for (let at = 0; at < values.length; at++)
    if (values[at]) field[(Math.floor(at / width) + 1) * across + (at % width) + 1] = 1;
  const borders: Border[] = [];
  // Borders are marked from 2 on; 1 is the frame, which counts as a hole.
  for (let y = 1; y <= height; y++)
    for (let x = 1, last = 1; x <= width; x++) {
      const at = y * across + x;
      if (field[at] === 0) continue;
      const isOuter = field[at] === 1 && field[at - 1] === 0;
      const isHole = !isOuter && field[at]! >= 1 && field[at + 1] === 0;
      if (isHole && field[at]! > 1) last = field[at]!;
      if (isOuter || isHole) {
        const parent = parentOf(borders, last, isHole);
        const spots = followed(field, across, at, isHole ? RIGHT : LEFT, borders.length + 2);
        borders.push({ spots, isHole, parent });
      }
      if (field[at] !== 1) last = Math.abs(field[at]!);
    }
  return borders;
}

/** Of the border that was met last on the row: itself where one is a hole and the other is none, else what is around it. */
function parentOf(borders: readonly Border[], last: number, isHole: boolean): number {
  const before = borders[last - 2];
  if (!before) return -1;
  return before.isHole === isHole ? before.parent : last - 2;
}

/** Goes around one border from `start`, which has nothing in direction `empty`, and marks it in the field. */
function followed(field: Int32Array, across: number, start: number, empty: number, mark: number): readonly Spot[] {
  const stepOf = (turn: number): number => AROUND[turn]![0] + AROUND[turn]![1] * across;
  const spotOf = (at: number): Spot => [(at % across) - 1, Math.floor(at / across) - 1];
  let turn = empty;
  do turn = (turn + 7) % 8;
  while (turn !== empty && field[start + stepOf(turn)] === 0);
  if (turn === empty) {
    field[start] = -mark;
    return [spotOf(start)];
  }
  const first = start + stepOf(turn);
  const spots: Spot[] = [];
  for (let at = start; ; ) {
    const from = turn;
    let isRightEmpty = false;
    do {
      turn = (turn + 1) % 8;
      if (field[at + stepOf(turn)] !== 0) break;
      if (turn === RIGHT) isRightEmpty = true;
    } while (turn !== from);
    if (isRightEmpty) field[at] = -mark;
    else if (field[at] === 1) field[at] = mark;
    spots.push(spotOf(at));
    const next = at + stepOf(turn);
    if (next === start && at === first) return spots;
    at = next;
    // Back to where it came from.
    turn = (turn + 4) % 8;
  }
}

/** Where the way in and the way out have different directions; a way back along a line is a bend, too. */
const bendsOf = (spots: readonly Spot[]): readonly Spot[] =>
  spots.filter(([x, y], i) => {
    const [before, after] = [spots.at(i - 1)!, spots[(i + 1) % spots.length]!];
    return spots.length === 1 || x - before[0] !== after[0] - x || y - before[1] !== after[1] - y;
  });

interface Listed {
  readonly border: Border;
  readonly next: number;
  readonly before: number;
  readonly child: number;
  readonly parent: number;
}

const linksOf = ({ next, before, child, parent }: Listed): readonly number[] => [next, before, child, parent];

/** In the order of a mode: what was met last comes first, and each is followed by what lies in it. */
function arranged(borders: readonly Border[], mode: ContourMode): readonly Listed[] {
  const aroundOf = ({ parent, isHole }: Border): number =>
    mode === "tree" || (mode === "two-levels" && isHole) ? parent : -1;
  const within = new Map<number, number[]>();
  for (const [i, border] of borders.entries()) {
    if (mode === "external" && border.parent !== -1) continue;
    const around = aroundOf(border);
    const beside = within.get(around);
    if (beside) beside.push(i);
    else within.set(around, [i]);
  }
  const listed: Listed[] = [];
  const list = (around: number, parent: number): void => {
    const own = (within.get(around) ?? []).toReversed();
    let before = -1;
    for (const [i, name] of own.entries()) {
      const border = borders[name]!;
      const at = listed.length;
      const placed = { border, before, parent, next: -1, child: within.has(name) ? at + 1 : -1 };
      listed.push(placed);
      list(name, at);
      if (i < own.length - 1) listed[at] = { ...placed, next: listed.length };
      before = at;
    }
  };
  list(-1, -1);
  return listed;
}
