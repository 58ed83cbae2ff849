import type { Size } from "../../geometry";
import { imageBox } from "../../geometry";
import { crop, type Pixels, resize } from "../../pixels";

export interface TileRules {
  /** Side of the square that the vision encoder reads. */
  readonly tileSize: number;
  /** The longer side of an image is brought to this, up or down, before it is cut. */
  readonly longestEdge: number;
  readonly splits: boolean;
}

export interface TileGrid {
  /** 0 × 0 where the image is not cut. */
  readonly rows: number;
  readonly columns: number;
}

/** transformers' image_processing_idefics3.py caps sides at this before anything else. */
const LARGEST_SIDE = 4096;

/** How an image will be cut, from its size alone. */
export function gridOf(size: Size, rules: TileRules): TileGrid {
  if (!rules.splits) return { rows: 0, columns: 0 };
  const { width, height } = wholeTiles(fitLongest(size, rules.longestEdge), rules.tileSize);
  if (width <= rules.tileSize && height <= rules.tileSize) return { rows: 0, columns: 0 };
  return { rows: height / rules.tileSize, columns: width / rules.tileSize };
}

/**
 * Idefics3's rule: fit, make both sides whole tiles, cut, and add the whole image as one more tile.
 *
 * @returns the tiles row by row, the global view last
 */
export function cutTiles(pixels: Pixels, rules: TileRules): Pixels[] {
  const { tileSize } = rules;
  const fitted = resizeTo(pixels, fitLongest(pixels, rules.longestEdge));
  const { rows, columns } = gridOf(pixels, rules);
  const whole = rules.splits ? resizeTo(fitted, wholeTiles(fitted, tileSize)) : fitted;
  const tiles: Pixels[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      tiles.push(crop(whole, imageBox(column * tileSize, row * tileSize, tileSize, tileSize)));
    }
  }
  return [...tiles, resize(whole, tileSize, tileSize)];
}

const resizeTo = (pixels: Pixels, { width, height }: Size): Pixels => resize(pixels, width, height);

/** The longer side at `longest`, the other truncated as Python does it and made even. */
function fitLongest({ width, height }: Size, longest: number): Size {
  const aspect = width / height;
  const side = Math.min(longest, LARGEST_SIDE);
  return width >= height
    ? { width: side, height: evenUp(Math.trunc(side / aspect)) }
    : { width: evenUp(Math.trunc(side * aspect)), height: side };
}

const evenUp = (length: number): number => Math.max(1, length + (length % 2));

function wholeTiles({ width, height }: Size, tile: number): Size {
  const aspect = width / height;
  const up = (length: number): number => Math.max(1, Math.ceil(length / tile)) * tile;
  return width >= height
    ? { width: up(width), height: up(Math.trunc(up(width) / aspect)) }
    : { width: up(Math.trunc(up(height) * aspect)), height: up(height) };
}
