import type { Box, Size } from "../../geometry";

export interface EncoderViewProps {
  /** The exact pixels that went into the vision encoder, in order; all of one size. */
  readonly tiles: readonly (ImageBitmap | ImageData)[];
  readonly rows: number;
  readonly cols: number;
  /** The side of one patch, encoder pixels. */
  readonly patchSize: number;
  /** The accessible name, such as "What the model sees: 1 image of 96 by 96 pixels". */
  readonly name: string;
}

/** One encoder tile on the screen, CSS pixels. */
export interface PlacedTile {
  readonly index: number;
  readonly box: Box;
}

export interface EncoderPlan {
  /** CSS pixels an encoder pixel; whole where there is room, so that every pixel is the same square. */
  readonly scale: number;
  readonly tiles: readonly PlacedTile[];
}

const GAP = 12;
const MARGIN = 24;

/**
 * Tiles in the rows and columns they were cut in; those left over, as the small view of the whole that many models
 * add, stand in a column of their own to the right. `tile` is in encoder pixels.
 */
export function planEncoder(count: number, tile: Size, rows: number, cols: number, viewport: Size): EncoderPlan {
  const inGrid = Math.min(count, rows * cols);
  const extra = count - inGrid;
  const columns = cols + (extra > 0 ? 1 : 0);
  const lines = Math.max(rows, extra, 1);
  const room = {
    width: viewport.width - 2 * MARGIN - GAP * (columns - 1),
    height: viewport.height - 2 * MARGIN - GAP * (lines - 1),
  };
  const fit = Math.max(0.01, Math.min(room.width / (columns * tile.width), room.height / (lines * tile.height)));
  const scale = fit >= 1 ? Math.floor(fit) : fit;
  const [width, height] = [tile.width * scale, tile.height * scale];
  const left = (viewport.width - columns * width - GAP * (columns - 1)) / 2;
  const top = (viewport.height - lines * height - GAP * (lines - 1)) / 2;
  const at = (column: number, line: number): Box => ({
    left: Math.round(left + column * (width + GAP)),
    top: Math.round(top + line * (height + GAP)),
    width,
    height,
  });
  const tiles = Array.from({ length: count }, (_, index) => ({
    index,
    box: index < inGrid ? at(index % cols, Math.floor(index / cols)) : at(cols, index - inGrid),
  }));
  return { scale, tiles };
}
