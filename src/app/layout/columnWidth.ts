/** The columns beside the picture, which a person can make wider. */
export type SideColumn = "tree" | "step";

interface Bounds {
  /** CSS pixels that a column has before a person changed it, and the fewest that it can be used in. */
  readonly usual: number;
  readonly least: number;
  /** At most this part of all columns, in percent. */
  readonly most: number;
}

// `layout.css` holds the columns to the same least and most widths in a window that has become smaller.
export const COLUMN_BOUNDS: { readonly [C in SideColumn]: Bounds } = {
  tree: { usual: 264, least: 180, most: 40 },
  step: { usual: 332, least: 260, most: 50 },
};

/** One press of an arrow key, in percent of all columns. */
const BY_KEY = 2;

/** A width in percent of `all` columns, in CSS pixels, held to what the column can be. */
export function widthWithin(column: SideColumn, percent: number, all: number): number {
  const { least, most } = COLUMN_BOUNDS[column];
  return Math.min(Math.max(percent, (least / all) * 100), most);
}

/** The width after a key on the edge between the column and the picture; null for a key that is not the edge's. */
export function widthAfterKey(column: SideColumn, percent: number, key: string): number | null {
  const wider = column === "tree" ? "ArrowRight" : "ArrowLeft";
  const narrower = column === "tree" ? "ArrowLeft" : "ArrowRight";
  if (key === wider) return percent + BY_KEY;
  if (key === narrower) return percent - BY_KEY;
  if (key === "Home") return 0;
  return key === "End" ? 100 : null;
}
