import type { Rng } from "../../base";
import { type ImageBox, type ImagePoint, imageBox, imagePoint, type Size } from "../../geometry";
import { COLOURS, type Colour } from "../kinds";
import { type Difficulty, PICTURE_SIZE } from "../scene";

/** One coloured bar, or one dot, and the tick that its top stands at. */
export interface Entry {
  readonly colour: Colour;
  /** The middle of its top, in pixels of the picture. */
  readonly top: ImagePoint;
  readonly value: number;
}

/** Bars or dots over a line, beside an axis whose figures are too small to be read. */
export interface Chart {
  readonly kind: "chart";
  readonly size: Size;
  readonly style: "bars" | "dots";
  /** The axis, from its foot upwards; its first tick is at the line that the bars stand on. */
  readonly ticks: readonly { readonly y: number; readonly figure: number }[];
  readonly entries: readonly Entry[];
  readonly entryWidth: number;
}

interface Level {
  readonly entries: readonly [low: number, high: number];
  readonly ticks: readonly [low: number, high: number];
  readonly steps: readonly number[];
  /** Whether the axis may begin above nought. */
  readonly isCut: boolean;
}

const LEVELS: Readonly<Record<Difficulty, Level>> = {
  1: { entries: [3, 3], ticks: [5, 5], steps: [1, 2, 5, 10], isCut: false },
  2: { entries: [3, 4], ticks: [5, 6], steps: [1, 2, 3, 5, 10], isCut: false },
  3: { entries: [4, 5], ticks: [6, 7], steps: [1, 2, 3, 4, 5, 10], isCut: false },
  4: { entries: [4, 6], ticks: [7, 8], steps: [1, 2, 3, 4, 5, 6, 8], isCut: true },
  5: { entries: [5, 6], ticks: [8, 9], steps: [1, 2, 3, 4, 5, 6, 7], isCut: true },
};

/** Where the axis stands, and the lowest and highest tick, in pixels of the picture. */
export const AXIS_X = 60;
const FOOT_Y = 356;
const TOP_Y = 30;
const RIGHT_X = 372;
const LARGEST_FIGURE = 99;
/** The middle of an axis figure, and the side of the square to read it through, in pixels. */
const FIGURE_X = 34;
const FIGURE_SIDE = 56;

export const figureCenter = (y: number): ImagePoint => imagePoint(FIGURE_X, y);

/** The box to read the axis figure at this height through, in pixels of the picture. */
export const figureBox = (y: number): ImageBox =>
  imageBox(FIGURE_X - FIGURE_SIDE / 2, y - FIGURE_SIDE / 2, FIGURE_SIDE, FIGURE_SIDE);

/** Whether training charts of this difficulty have axes that begin above nought. */
export const hasCutAxes = (difficulty: Difficulty): boolean => LEVELS[difficulty].isCut;

/** The axis begins above nought where the difficulty has such axes, now and then; always where `isCut` says so. */
export function drawChart(rng: Rng, difficulty: Difficulty, isCut = false): Chart {
  const level = LEVELS[difficulty];
  const tickCount = rng.int(...level.ticks);
  const step = rng.pick(level.steps);
  const room = Math.floor((LARGEST_FIGURE - step * (tickCount - 1)) / step);
  const first = isCut || (level.isCut && rng.next() < 0.5) ? step * rng.int(1, Math.min(8, room)) : 0;
  const rise = Math.floor((FOOT_Y - TOP_Y) / (tickCount - 1));
  const ticks = Array.from({ length: tickCount }, (_, i) => ({ y: FOOT_Y - i * rise, figure: first + i * step }));
  const count = rng.int(...level.entries);
  const pitch = Math.floor((RIGHT_X - AXIS_X - 16) / count);
  const colours = rng.shuffle(COLOURS);
  const entries = colours.slice(0, count).map((colour, i): Entry => {
    const { y, figure } = ticks[rng.int(1, tickCount - 1)]!;
    return { colour, top: imagePoint(AXIS_X + 16 + Math.floor((i + 0.5) * pitch), y), value: figure };
  });
  const style = difficulty > 1 && rng.next() < 0.4 ? "dots" : "bars";
  return {
    kind: "chart",
    size: PICTURE_SIZE,
    style,
    ticks,
    entries,
    entryWidth: Math.min(46, Math.floor(pitch * 0.7)),
  };
}
