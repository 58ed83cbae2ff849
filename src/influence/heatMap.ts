import { type ImageBox, imageBox, type Size } from "../geometry";
import type { MeanInterval } from "./interval";

/** A part of the picture, and what covering it does. */
export interface Cell {
  readonly box: ImageBox;
  /** 0 for the coarsest. */
  readonly level: number;
  /**
   * In nats: how much less likely everything becomes that the model said, its looks and its answer. Student's 95 %
   * interval over the seeds.
   */
  readonly effect: MeanInterval;
  /** The effect is more than what most parts scatter by. */
  readonly matters: boolean;
}

export type MeasuredCell = Omit<Cell, "matters">;

/** Square cells, but for the last of a row or column where the sides do not divide; none where `coarse` is 0. */
export function coarseCells({ width, height }: Size, coarse: number): readonly ImageBox[] {
  if (coarse === 0) return [];
  const side = Math.max(1, Math.ceil(Math.max(width, height) / coarse));
  const cells: ImageBox[] = [];
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side)
      cells.push(imageBox(left, top, Math.min(side, width - left), Math.min(side, height - top)));
  return cells;
}

/** A cell cut into four, on whole pixels. */
export function quarters({ left, top, width, height }: ImageBox): readonly ImageBox[] {
  const [w, h] = [Math.round(width / 2), Math.round(height / 2)];
  return [
    imageBox(left, top, w, h),
    imageBox(left + w, top, width - w, h),
    imageBox(left, top + h, w, height - h),
    imageBox(left + w, top + h, width - w, height - h),
  ].filter((box) => box.width > 0 && box.height > 0);
}

/** An effect below this is none, whatever the scatter: a tenth of a nat is a tenth of the odds. */
const LEAST_EFFECT = 0.1;
/** Median absolute deviations that make one standard deviation of a normal spread, and how many of those are noise. */
const DEVIATION = 1.4826;
const DEVIATIONS = 3;

/**
 * Below what an effect is noise, in nats. Most of a picture has nothing to do with the question, so what the coarse
 * cells scatter by about their median is noise.
 */
export function noiseOf(cells: readonly MeasuredCell[]): number {
  const coarse = cells.filter(({ level }) => level === 0).map(({ effect }) => effect.mean);
  const middle = medianOf(coarse);
  const scatter = DEVIATION * medianOf(coarse.map((effect) => Math.abs(effect - middle)));
  return Math.max(LEAST_EFFECT, middle + DEVIATIONS * scatter);
}

/** The cells with what is more than noise told apart. */
export const cellsAbove = (cells: readonly MeasuredCell[], noise: number): readonly Cell[] =>
  cells.map((cell) => ({ ...cell, matters: cell.effect.mean > noise }));

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
