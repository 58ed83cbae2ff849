import type { Box } from "../../geometry";

/** Finds what touches a box without asking everything: a uniform grid over the extent of all entries. */
export interface SpatialGrid<T> {
  /** The entries whose bounds touch `box`, edges included, in their original order. */
  query(box: Box): T[];
  /** The box around all entries; null where there are none. */
  readonly extent: Box | null;
}

const CELLS = 48;
// An entry over more cells than this is kept aside and always looked at.
const MOST_CELLS = 64;

export function gridOf<T extends { readonly bounds: Box }>(entries: readonly T[]): SpatialGrid<T> {
  const extent = extentOf(entries);
  if (!extent) return { query: () => [], extent: null };
  const cellWidth = Math.max(extent.width / CELLS, 1e-9);
  const cellHeight = Math.max(extent.height / CELLS, 1e-9);
  const column = (x: number): number => clampCell((x - extent.left) / cellWidth);
  const row = (y: number): number => clampCell((y - extent.top) / cellHeight);
  const cells: number[][] = Array.from({ length: CELLS * CELLS }, () => []);
  const large: number[] = [];
  // Which query last met an entry: cheaper than a set where a query meets thousands.
  const seen = new Uint32Array(entries.length);
  let stamp = 0;

  const span = (box: Box): [number, number, number, number] => [
    column(box.left),
    row(box.top),
    column(box.left + box.width),
    row(box.top + box.height),
  ];
  entries.forEach((entry, index) => {
    const [x1, y1, x2, y2] = span(entry.bounds);
    if ((x2 - x1 + 1) * (y2 - y1 + 1) > MOST_CELLS) large.push(index);
    else for (let y = y1; y <= y2; y++) for (let x = x1; x <= x2; x++) cells[y * CELLS + x]?.push(index);
  });

  return {
    extent,
    query(box) {
      const [x1, y1, x2, y2] = span(box);
      stamp += 1;
      const found: number[] = [];
      const take = (index: number): void => {
        const entry = entries[index];
        if (seen[index] === stamp || entry === undefined) return;
        seen[index] = stamp;
        if (touches(entry.bounds, box)) found.push(index);
      };
      for (const index of large) take(index);
      for (let y = y1; y <= y2; y++) {
        for (let x = x1; x <= x2; x++) for (const index of cells[y * CELLS + x] ?? []) take(index);
      }
      return Array.from(Uint32Array.from(found).sort(), (index) => entries[index]!);
    },
  };
}

const clampCell = (cell: number): number => Math.min(Math.max(Math.floor(cell), 0), CELLS - 1);

export const touches = (a: Box, b: Box): boolean =>
  a.left <= b.left + b.width && b.left <= a.left + a.width && a.top <= b.top + b.height && b.top <= a.top + a.height;

function extentOf(entries: readonly { readonly bounds: Box }[]): Box | null {
  if (entries.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { bounds } of entries) {
    left = Math.min(left, bounds.left);
    top = Math.min(top, bounds.top);
    right = Math.max(right, bounds.left + bounds.width);
    bottom = Math.max(bottom, bounds.top + bounds.height);
  }
  return { left, top, width: right - left, height: bottom - top };
}
