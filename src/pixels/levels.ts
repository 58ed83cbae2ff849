import { type ImageBox, imageBox, type Size } from "../geometry";
import type { Pixels } from "./pixels";

// A picture for the screen needs no more pixels than it is drawn with. Its levels are those of a mip map: level 0 is the
// picture itself, each further one half as wide and half as high, a pixel the mean of those that it stands for.

/** A level of more pixels is drawn tile by tile: to make or to draw it in one piece would hold up the page. */
export const MOST_SCREEN_AREA = 3 << 20;

/** Of a tile, each way, in pixels of its level. */
const TILE_SIDE = 1024;

/** A part of a level: the tiles of a level lie edge to edge. */
export interface PictureTile {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

export const sizeAtLevel = ({ width, height }: Size, level: number): Size => ({
  width: Math.ceil(width / 2 ** level),
  height: Math.ceil(height / 2 ** level),
});

/** The finest level of a picture of that size that is no larger than `most` pixels. */
export function boundedLevel(size: Size, most: number = MOST_SCREEN_AREA): number {
  let level = 0;
  for (let at = size; at.width * at.height > most; at = sizeAtLevel(size, level)) level++;
  return level;
}

/** The coarsest level that has a pixel for each that is drawn, where a pixel of the picture is drawn `scale` as wide. */
export const levelForScale = (scale: number): number =>
  scale > 0 ? Math.max(0, Math.floor(Math.log2(1 / scale) + 1e-9)) : 0;

/** The coarsest level that has a pixel for each that is drawn, where the picture is drawn within `drawn`. */
export const levelWithin = (size: Size, drawn: Size): number =>
  levelForScale(Math.min(drawn.width / size.width, drawn.height / size.height));

/** The tiles of a level that a box in pixels of the picture touches. */
export function tilesUnder(size: Size, level: number, { left, top, width, height }: ImageBox): readonly PictureTile[] {
  const side = TILE_SIDE << level;
  const within = (from: number, to: number, all: number): readonly number[] => {
    const first = Math.max(0, Math.floor(from / side));
    const last = Math.min(Math.ceil(all / side), Math.ceil(to / side));
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  };
  const columns = within(left, left + width, size.width);
  return within(top, top + height, size.height).flatMap((row) => columns.map((column) => ({ level, column, row })));
}

/** Where a tile lies, in pixels of the picture. */
export function boxOfTile(size: Size, { level, column, row }: PictureTile): ImageBox {
  const side = TILE_SIDE << level;
  const [left, top] = [column * side, row * side];
  return imageBox(left, top, Math.min(side, size.width - left), Math.min(side, size.height - top));
}

/** A part of a level, under a box in whole pixels of the picture that begins where a pixel of the level does. */
export function partAtLevel(pixels: Pixels, level: number, { left, top, width, height }: ImageBox): Pixels {
  const size = sizeAtLevel({ width, height }, level);
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  if (level === 0) {
    for (let y = 0; y < height; y++) data.set(lineOf(pixels, left, top + y, width), y * width * 4);
    return { ...size, data };
  }
  const sums = new Float64Array(size.width * 4);
  for (let row = 0; row < size.height; row++) {
    const [first, last] = [row << level, Math.min((row + 1) << level, height)];
    sums.fill(0);
    for (let y = first; y < last; y++) addLine(lineOf(pixels, left, top + y, width), level, sums);
    for (let x = 0, at = row * size.width * 4; x < size.width; x++, at += 4) {
      const count = (last - first) * (Math.min((x + 1) << level, width) - (x << level));
      const alpha = sums[x * 4 + 3]!;
      for (let channel = 0; channel < 3; channel++) data[at + channel] = alpha > 0 ? sums[x * 4 + channel]! / alpha : 0;
      data[at + 3] = alpha / count;
    }
  }
  return { ...size, data };
}

const lineOf = ({ width, data }: Pixels, left: number, y: number, length: number): Uint8ClampedArray =>
  data.subarray((y * width + left) * 4, (y * width + left + length) * 4);

/** Adds a line to the sums of a row: of colours by their alpha, and of alpha. */
function addLine(line: Uint8ClampedArray, level: number, sums: Float64Array): void {
  for (let at = 0, x = 0; at < line.length; at += 4, x++) {
    const to = (x >> level) * 4;
    const alpha = line[at + 3]!;
    sums[to]! += line[at]! * alpha;
    sums[to + 1]! += line[at + 1]! * alpha;
    sums[to + 2]! += line[at + 2]! * alpha;
    sums[to + 3]! += alpha;
  }
}
