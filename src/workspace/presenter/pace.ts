import { centerOf, distance, type ImageBox } from "../../geometry";
import { readingMillis } from "../runs/readingTime";

/** What an audience has to take in at one stop. */
export interface Stop {
  /** Everything that is there to be read. */
  readonly words: string;
  /** What the camera showed before and shows now, in pixels of one image; null where either is another picture. */
  readonly from: ImageBox | null;
  readonly to: ImageBox | null;
  /** Marks that were not there before. */
  readonly newMarks: number;
}

/** To see that something is another, before it is read. */
const SETTLE_MILLIS = 1000;
/** To find one's place again: after the camera went twice as close, or moved by its own width. */
const MILLIS_A_SCREEN = 500;
/** After another picture there is nothing to follow. */
const OTHER_PICTURE_MILLIS = 1500;
const MILLIS_A_MARK = 600;
/** Beyond this many marks it is a texture, and nobody looks at each. */
const MOST_MARKS = 5;

const SHORTEST_MILLIS = 1500;
/** A longer pause looks like a fault; whoever wants it stops the autoplay. */
const LONGEST_MILLIS = 15_000;

/** How long autoplay stays on a stop at speed 1, in milliseconds: by its words, by how far the camera went, by new marks. */
export function pauseMillis(stop: Stop): number {
  const marks = Math.min(stop.newMarks, MOST_MARKS) * MILLIS_A_MARK;
  const wanted = SETTLE_MILLIS + readingMillis(stop.words) + motionMillis(stop) + marks;
  return Math.round(Math.min(Math.max(wanted, SHORTEST_MILLIS), LONGEST_MILLIS));
}

const motionMillis = ({ from, to }: Stop): number => {
  if (!from || !to) return from === to ? 0 : OTHER_PICTURE_MILLIS;
  return Math.min(travelOf(from, to) * MILLIS_A_SCREEN, OTHER_PICTURE_MILLIS);
};

/** How far a camera goes, in screens: one for each doubling of its scale, and one for each width that it moves by. */
export function travelOf(from: ImageBox, to: ImageBox): number {
  const extent = (box: ImageBox): number => Math.max(box.width, box.height, 1);
  const zoomed = Math.abs(Math.log2(extent(to) / extent(from)));
  return zoomed + distance(centerOf(from), centerOf(to)) / Math.max(extent(from), extent(to));
}
