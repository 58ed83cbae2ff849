import { type Box, type ImagePoint, imagePoint, type Size } from "../../geometry";
import type { DrawnMark } from "./drawn";

/** How near an edge pulls, in CSS pixels. */
export const SNAP_REACH = 8;

/** The upright and level lines that things snap to, in image pixels, sorted. */
export interface SnapLines {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** The lines that took hold, for the stage to show. */
export interface Guides {
  readonly x: number | null;
  readonly y: number | null;
}

export const NO_GUIDES: Guides = { x: null, y: null };

/** The edges and the middle of the image, and the edges of the marks on it. */
export function snapLines(image: Size, marks: readonly DrawnMark[]): SnapLines {
  const xs = [0, image.width / 2, image.width];
  const ys = [0, image.height / 2, image.height];
  for (const { bounds } of marks) {
    xs.push(bounds.left, bounds.left + bounds.width);
    ys.push(bounds.top, bounds.top + bounds.height);
  }
  return { xs: sortedSet(xs), ys: sortedSet(ys) };
}

/** The shift, at most `reach`, that brings one of `places` onto a line; null where none is near. */
export function snapShift(places: readonly number[], lines: readonly number[], reach: number): Snap | null {
  let best: Snap | null = null;
  for (const place of places) {
    const line = nearest(lines, place);
    if (line === null) continue;
    const shift = line - place;
    if (Math.abs(shift) <= reach && (best === null || Math.abs(shift) < Math.abs(best.shift))) best = { shift, line };
  }
  return best;
}

export interface Snap {
  readonly shift: number;
  readonly line: number;
}

export function snapPoint(
  point: ImagePoint,
  lines: SnapLines,
  reach: number,
): { readonly point: ImagePoint; readonly guides: Guides } {
  const x = snapShift([point.x], lines.xs, reach);
  const y = snapShift([point.y], lines.ys, reach);
  return {
    point: imagePoint(point.x + (x?.shift ?? 0), point.y + (y?.shift ?? 0)),
    guides: { x: x?.line ?? null, y: y?.line ?? null },
  };
}

/** The shift that brings an edge or the middle of `bounds` onto a line, each axis for itself. */
export function snapBounds(
  bounds: Box,
  lines: SnapLines,
  reach: number,
): { readonly dx: number; readonly dy: number; readonly guides: Guides } {
  const x = snapShift([bounds.left, bounds.left + bounds.width / 2, bounds.left + bounds.width], lines.xs, reach);
  const y = snapShift([bounds.top, bounds.top + bounds.height / 2, bounds.top + bounds.height], lines.ys, reach);
  return { dx: x?.shift ?? 0, dy: y?.shift ?? 0, guides: { x: x?.line ?? null, y: y?.line ?? null } };
}

function nearest(sorted: readonly number[], value: number): number | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (sorted[mid]! < value) low = mid + 1;
    else high = mid;
  }
  const [below, above] = [sorted[low - 1], sorted[low]];
  if (below === undefined) return above ?? null;
  if (above === undefined) return below;
  return value - below <= above - value ? below : above;
}

const sortedSet = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
