/** How a tile of the vision encoder is cut into patches, and how those become tokens. */
export interface Patches {
  readonly columns: number;
  readonly rows: number;
  /** Patches to a token along each side; null where they do not go evenly. */
  readonly side: number | null;
}

/** `width` and `height` of a tile and the side of a patch in encoder pixels, and the tokens that come of a tile. */
export function patchesOf(width: number, height: number, patchSize: number, tokens: number): Patches {
  const [columns, rows] = [Math.round(width / patchSize), Math.round(height / patchSize)];
  const side = Math.sqrt((columns * rows) / tokens);
  const goes = Number.isInteger(side) && columns % side === 0 && rows % side === 0;
  return { columns, rows, side: goes ? side : null };
}
