import { type ImageBox, imageBox, intersectionOverUnion } from "../../geometry";
import type { Numbers } from "../network/networks";

export interface Detection {
  readonly box: ImageBox;
  /** An index into the classes. */
  readonly class: number;
  readonly confidence: number;
}

/** Steps of the three grids that YOLOX looks in, in pixels of its input. */
const STRIDES = [8, 16, 32] as const;

/**
 * What the head of YOLOX says (Ge et al. 2021, arXiv:2107.08430): for each cell of each grid the middle of a box, counted
 * in cells from the cell; the logarithms of its sides in cells; how surely there is something; how surely which class.
 *
 * @param output 1 × cells × (5 + classes), the grids one after the other, row by row
 * @param side of the square input, in pixels; the boxes are in pixels of it
 */
export function decodeDetections({ data, dims }: Numbers, side: number, least: number): readonly Detection[] {
  const [, fields = 0] = dims.slice(-2);
  const found: Detection[] = [];
  let at = 0;
  for (const stride of STRIDES) {
    const cells = Math.floor(side / stride);
    for (let row = 0; row < cells; row++)
      for (let column = 0; column < cells; column++, at += fields) {
        const cell = data.subarray(at, at + fields);
        let best = 5;
        for (let i = 6; i < fields; i++) if (cell[i]! > cell[best]!) best = i;
        const confidence = cell[4]! * cell[best]!;
        if (!(confidence >= least)) continue;
        const [width, height] = [Math.exp(cell[2]!) * stride, Math.exp(cell[3]!) * stride];
        const [x, y] = [(cell[0]! + column) * stride, (cell[1]! + row) * stride];
        const box = imageBox(x - width / 2, y - height / 2, width, height);
        found.push({ box, class: best - 5, confidence: Math.min(1, confidence) });
      }
  }
  return found;
}

/**
 * The surest of detections of one class that overlap by more than `overlap`, surest first.
 *
 * @param overlap intersection over union
 */
export function suppressed(detections: readonly Detection[], overlap: number): readonly Detection[] {
  const kept: Detection[] = [];
  for (const detection of detections.toSorted((a, b) => b.confidence - a.confidence)) {
    const isSeen = kept.some(
      (other) => other.class === detection.class && intersectionOverUnion(other.box, detection.box) > overlap,
    );
    if (!isSeen) kept.push(detection);
  }
  return kept;
}
