import { cornersOf, type ImageBox, imageBox, type Size } from "../geometry";
import type { Alteration } from "../pixels";
import type { MeanInterval } from "./interval";

/** The smallest box that carries a line by itself. Figures in nats, with Student's 95 % interval over the seeds. */
export interface KeptRegion {
  readonly box: ImageBox;
  /** How much less likely the line is with everything else covered: next to nothing, or it were no such box. */
  readonly alone: MeanInterval;
  /** How much less likely it is with the box covered. */
  readonly without: MeanInterval;
}

/** A line that becomes less likely by more than this, all in all, is carried no more: half a nat is a third of the odds. */
const TOLERATED = 0.5;
/** And in the finest steps by more than this beside what the coarse ones cost: there the object itself is cut into. */
const TOLERATED_FINE = 0.2;
/** Steps in which sides are moved in, as parts of the picture's longer side. */
const COARSE_STEPS = [1 / 4, 1 / 8, 1 / 16];
const FINE_STEPS = [1 / 32, 1 / 64];

/** How much less likely the line is on the altered picture, in nats. */
export type LossOf = (alteration: Alteration) => Promise<number>;

/** About how often a line is asked about to find a region: each side fails once a step and moves in once or twice. */
export const asksForRegion = (seeds: number): number => 2 * 4 * (COARSE_STEPS.length + FINE_STEPS.length) + 2 * seeds;

type Corners = readonly [number, number, number, number];

/**
 * Moves the sides in by turns, in coarse steps and then in finer ones, as long as the line stays as likely with all else
 * covered. Yields the box after each step. By turns, or the first side would spend all that is tolerated; and covering
 * parts alone would find less, for an object is known again without most of its parts.
 */
export async function* shrinkToRegion(size: Size, lossOf: LossOf, seed: number): AsyncGenerator<ImageBox, ImageBox> {
  let sides: Corners = cornersOf(imageBox(0, 0, size.width, size.height));
  let spent = 0;
  const longer = Math.max(size.width, size.height);
  for (const [steps, more] of [
    [COARSE_STEPS, TOLERATED],
    [FINE_STEPS, TOLERATED_FINE],
  ] as const) {
    const tolerated = Math.max(0, spent) + more;
    for (const step of steps) {
      const by = Math.max(1, Math.round(step * longer));
      for (const side of [0, 2, 1, 3] as const)
        for (;;) {
          const tried = movedIn(sides, side, by);
          if (!tried) break;
          const loss = await lossOf({ kind: "cover-outside", box: boxOf(tried), seed });
          if (loss > tolerated) break;
          [sides, spent] = [tried, loss];
          // The finest steps take turns: the side that is first would eat into what it shares with the others.
          if (steps === FINE_STEPS) break;
        }
      yield boxOf(sides);
    }
  }
  return boxOf(sides);
}

const boxOf = ([x1, y1, x2, y2]: Corners): ImageBox => imageBox(x1, y1, x2 - x1, y2 - y1);

/** One side moved towards the one across; null where nothing would be left between them. */
function movedIn([x1, y1, x2, y2]: Corners, side: 0 | 1 | 2 | 3, by: number): Corners | null {
  const moved: Corners = [
    side === 0 ? x1 + by : x1,
    side === 1 ? y1 + by : y1,
    side === 2 ? x2 - by : x2,
    side === 3 ? y2 - by : y2,
  ];
  return moved[2] - moved[0] >= 1 && moved[3] - moved[1] >= 1 ? moved : null;
}
