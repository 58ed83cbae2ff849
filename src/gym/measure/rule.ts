import type { Rng } from "../../base";
import { boxFromPoints, type ImageBox, type ImagePoint, imageBox, imagePoint, padBox, type Size } from "../../geometry";
import { COLOURS, type Colour } from "../kinds";
import { type Difficulty, PICTURE_SIZE } from "../scene";

/** A straight stick, along the rows or the columns of the picture. */
export interface Stick {
  readonly colour: Colour;
  readonly from: ImagePoint;
  readonly to: ImagePoint;
  /** Its length in bars; whole. */
  readonly bars: number;
}

/** Sticks, and a bar whose length is written beside it in small figures. */
export interface Rule {
  readonly kind: "rule";
  readonly size: Size;
  readonly from: ImagePoint;
  readonly to: ImagePoint;
  /** What the bar is said to measure. */
  readonly unit: number;
  readonly sticks: readonly Stick[];
}

interface Level {
  readonly sticks: number;
  readonly mostBars: number;
  readonly mostUnit: number;
}

const LEVELS: Readonly<Record<Difficulty, Level>> = {
  1: { sticks: 2, mostBars: 3, mostUnit: 5 },
  2: { sticks: 2, mostBars: 4, mostUnit: 9 },
  3: { sticks: 3, mostBars: 4, mostUnit: 12 },
  4: { sticks: 3, mostBars: 5, mostUnit: 12 },
  5: { sticks: 4, mostBars: 6, mostUnit: 12 },
};

/** Lengths of the bar, in percents of the picture's side: far enough apart to be told at the model's resolution. */
const BAR_PERCENTS = [10, 15, 20];
const LONGEST_PERCENTS = 84;
export const STICK_THICKNESS = 14;
/** The side of the square to read the bar's figure through, in pixels. */
const FIGURE_SIDE = 56;
/** How far above the bar its figure's middle stands, in pixels. */
const FIGURE_RISE = 24;

const PERCENT = PICTURE_SIZE.width / 100;
const atPercents = (x: number, y: number): ImagePoint => imagePoint(x * PERCENT, y * PERCENT);

/** The middle of the bar's figure. */
export const figureCenter = ({ from, to }: Pick<Rule, "from" | "to">): ImagePoint =>
  imagePoint((from.x + to.x) / 2, from.y - FIGURE_RISE);

/** The box to read the bar's figure through, in pixels of the picture. */
export function figureBox(rule: Pick<Rule, "from" | "to">): ImageBox {
  const { x, y } = figureCenter(rule);
  return imageBox(x - FIGURE_SIDE / 2, y - FIGURE_SIDE / 2, FIGURE_SIDE, FIGURE_SIDE);
}

/** Lays the bar and then the sticks where there is room; begins again where there is none. */
export function drawRule(rng: Rng, difficulty: Difficulty): Rule {
  const { sticks, mostBars, mostUnit } = LEVELS[difficulty];
  const colours = rng.shuffle(COLOURS);
  for (;;) {
    const length = rng.pick(BAR_PERCENTS);
    const [x, y] = [rng.int(5, 95 - length), rng.int(14, 94)];
    const bar = { from: atPercents(x, y), to: atPercents(x + length, y) };
    const taken = [padBox(boxFromPoints([bar.from, bar.to, ...cornersOfBox(figureBox(bar))]), 0.1)];
    const laid = colours.slice(0, sticks).map((colour) => layStick(rng, colour, length, mostBars, taken));
    const placed = laid.flatMap((stick) => (stick ? [stick] : []));
    if (placed.length < sticks) continue;
    return { kind: "rule", size: PICTURE_SIZE, ...bar, unit: rng.int(2, mostUnit), sticks: placed };
  }
}

const TRIES = 40;

/** A stick that touches nothing in `taken`, to which it is added; null where none was found. */
function layStick(rng: Rng, colour: Colour, barPercents: number, mostBars: number, taken: ImageBox[]): Stick | null {
  const most = Math.min(mostBars, Math.floor(LONGEST_PERCENTS / barPercents));
  for (let i = 0; i < TRIES; i++) {
    const bars = rng.int(2, most);
    const length = bars * barPercents;
    const isUpright = rng.next() < 0.5;
    const [along, across] = [rng.int(4, 96 - length), rng.int(5, 95)];
    const from = isUpright ? atPercents(across, along) : atPercents(along, across);
    const to = isUpright ? atPercents(across, along + length) : atPercents(along + length, across);
    const room = boxOfStick({ from, to });
    if (taken.some((other) => touches(other, room))) continue;
    taken.push(room);
    return { colour, from, to, bars };
  }
  return null;
}

const GAP = 10;

const boxOfStick = ({ from, to }: Pick<Stick, "from" | "to">): ImageBox => {
  const pad = STICK_THICKNESS / 2 + GAP;
  return imageBox(from.x - pad, from.y - pad, to.x - from.x + 2 * pad, to.y - from.y + 2 * pad);
};

const cornersOfBox = ({ left, top, width, height }: ImageBox): ImagePoint[] => [
  imagePoint(left, top),
  imagePoint(left + width, top + height),
];

const touches = (a: ImageBox, b: ImageBox): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
