import { type Box, cornersOf, type ImageBox, intersectionOverUnion, type Size } from "../../geometry";
import { tagOverlap } from "./chance";

/** A region that a rater drew on an item. */
export interface RatedRegion {
  /** Canonical pixels of the item's picture. */
  readonly box: ImageBox;
  readonly tags: ReadonlySet<string>;
}

/** A picture and what two raters drew on it; an item that a rater never looked at is left out, not given as empty. */
export interface RatedPicture {
  readonly size: Size;
  readonly first: readonly RatedRegion[];
  readonly second: readonly RatedRegion[];
}

/** Whether two raters drew regions of the same things, named them alike, and put them in the same place: three questions. */
export interface RegionAgreement {
  readonly matched: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** 2 × matched ÷ all regions; 0 to 1. Null where nobody drew. */
  readonly detection: number | null;
  /** Mean overlap of tags over matched regions; 0 to 1. Null where none match. */
  readonly classification: number | null;
  /**
   * 1 − mean distance within pictures ÷ mean distance between pictures: 1 is the same place, 0 is no nearer than regions
   * of different pictures are by chance. Raw overlap tells nothing where all things stand in the middle (the chance
   * correction of Potato 2.12.1, `geometry_agreement`). Null where none match, or one picture alone has regions.
   */
  readonly localisation: number | null;
}

export function regionAgreement(pictures: readonly RatedPicture[]): RegionAgreement {
  const matches = pictures.flatMap((picture) => matchRegions(picture).map((pair) => ({ ...pair, size: picture.size })));
  const count = (regionsOf: (picture: RatedPicture) => readonly RatedRegion[]) =>
    pictures.reduce((sum, picture) => sum + regionsOf(picture).length, 0);
  const [ofFirst, ofSecond] = [count(({ first }) => first), count(({ second }) => second)];
  const matched = matches.length;
  const within = mean(matches.map(({ a, b, size }) => distance(share(a.box, size), share(b.box, size))));
  const between = distanceBetween(pictures);
  return {
    matched,
    onlyFirst: ofFirst - matched,
    onlySecond: ofSecond - matched,
    detection: ofFirst + ofSecond === 0 ? null : (2 * matched) / (ofFirst + ofSecond),
    classification: mean(matches.map(({ a, b }) => tagOverlap(a.tags, b.tags))),
    localisation: within === null || between === null || between === 0 ? null : 1 - within / between,
  };
}

/** Pairs of regions that overlap, the best overlap first, each region in one pair at most. */
export function matchRegions({ first, second }: RatedPicture): readonly { a: RatedRegion; b: RatedRegion }[] {
  const pairs = first
    .flatMap((a) => second.map((b) => ({ a, b, overlap: intersectionOverUnion(a.box, b.box) })))
    .filter(({ overlap }) => overlap > 0)
    .sort((x, y) => y.overlap - x.overlap);
  const taken = new Set<RatedRegion>();
  return pairs.flatMap(({ a, b }) => {
    if (taken.has(a) || taken.has(b)) return [];
    taken.add(a).add(b);
    return [{ a, b }];
  });
}

/** Beyond these the mean hardly moves, and a page would stand still: pairs are then taken at even steps. */
const MOST_PAIRS = 1_000_000;

/** The mean distance of the first rater's regions from the second's on other pictures; null where there is no pair. */
function distanceBetween(pictures: readonly RatedPicture[]): number | null {
  const sharesOf = (regionsOf: (picture: RatedPicture) => readonly RatedRegion[]) =>
    pictures.flatMap((picture) => regionsOf(picture).map(({ box }) => ({ picture, box: share(box, picture.size) })));
  const [ofFirst, ofSecond] = [sharesOf(({ first }) => first), sharesOf(({ second }) => second)];
  const step = Math.ceil((ofFirst.length * ofSecond.length) / MOST_PAIRS);
  let [sum, pairs, at] = [0, 0, 0];
  for (const a of ofFirst)
    for (const b of ofSecond) {
      if (a.picture === b.picture || at++ % step !== 0) continue;
      sum += distance(a.box, b.box);
      pairs++;
    }
  return pairs === 0 ? null : sum / pairs;
}

/** The box in shares of its picture, so that pictures of different sizes compare. */
const share = (box: ImageBox, { width, height }: Size): Box => ({
  left: box.left / width,
  top: box.top / height,
  width: box.width / width,
  height: box.height / height,
});

/**
 * (1 − generalised intersection over union) ÷ 2: 0 for the same box, towards 1 the further apart (Rezatofighi et al.
 * 2019). Unlike 1 − IoU it still tells near from far where boxes do not touch.
 */
export function distance(a: Box, b: Box): number {
  const [ax1, ay1, ax2, ay2] = cornersOf(a);
  const [bx1, by1, bx2, by2] = cornersOf(b);
  const shared =
    Math.max(0, Math.min(ax2, bx2) - Math.max(ax1, bx1)) * Math.max(0, Math.min(ay2, by2) - Math.max(ay1, by1));
  const joint = a.width * a.height + b.width * b.height - shared;
  const hull = (Math.max(ax2, bx2) - Math.min(ax1, bx1)) * (Math.max(ay2, by2) - Math.min(ay1, by1));
  // Two boxes without an inside: the same point, or as far apart as boxes can be.
  if (joint <= 0 || hull <= 0) return ax1 === bx1 && ay1 === by1 && ax2 === bx2 && ay2 === by2 ? 0 : 1;
  return (1 - (shared / joint - (hull - joint) / hull)) / 2;
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
