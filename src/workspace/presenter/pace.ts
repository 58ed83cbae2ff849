import { centerOf, distance, type ImageBox } from "../../geometry";

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

// Reading aloud, which an audience follows while it also looks: 228 English words and 255 Chinese characters a minute in
// the International Reading Speed Texts (Trauzettel-Klosinski and Dietz, IOVS 53:5452, 2012).
const MILLIS_A_WORD = 60_000 / 228;
const MILLIS_A_CHARACTER = 60_000 / 255;

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

/** Han, kana and hangul stand for about a word's worth of time each; everything else is counted in words. */
const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How long it takes to hear `words` read aloud. */
export function readingMillis(words: string): number {
  const characters = words.match(CHARACTER)?.length ?? 0;
  const others = words.replace(CHARACTER, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return characters * MILLIS_A_CHARACTER + others * MILLIS_A_WORD;
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
