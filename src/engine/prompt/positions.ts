import type { ImageLayout } from "../vision/layout";

/** Where each token of a prompt stands, and where the next one will. */
export interface PromptPositions {
  /** One row an axis. */
  readonly axes: readonly (readonly number[])[];
  /** Position on every axis of the token after the prompt. */
  readonly next: number;
}

/** The first token of an image, and how the image is cut. */
export interface PlacedImage {
  readonly layout: ImageLayout;
  /** Positions in the prompt that its features take, in order. */
  readonly places: readonly number[];
}

/**
 * With one axis, tokens are counted. With three (time, row, column), text counts on all of them alike, while a picture's
 * tokens keep one time and have their own row and column, both from where the picture begins; what follows stands one
 * after the furthest of them. As transformers' Qwen2VLModel.get_rope_index does it for still pictures.
 */
export function positionsOf(length: number, images: readonly PlacedImage[], axes: 1 | 3): PromptPositions {
  if (axes === 1) return { axes: [Array.from({ length }, (_, index) => index)], next: length };
  const rows: [number[], number[], number[]] = [[], [], []];
  let next = 0;
  const text = (until: number): void => {
    while (rows[0].length < until) {
      for (const axis of rows) axis.push(next);
      next++;
    }
  };
  for (const { layout, places } of images) {
    const [tile] = layout.tiles;
    if (tile === undefined || places[0] === undefined) continue;
    text(places[0]);
    for (let row = 0; row < tile.tokenRows; row++) {
      for (let column = 0; column < tile.tokenColumns; column++) {
        rows[0].push(next);
        rows[1].push(next + row);
        rows[2].push(next + column);
      }
    }
    next += Math.max(tile.tokenRows, tile.tokenColumns);
  }
  text(length);
  return { axes: rows, next };
}
