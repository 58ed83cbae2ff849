import type { Mark } from "../../action";
import { areaOf, type Box, distance, type Point } from "../../geometry";
import { type Camera, imageFromView, type ViewPoint, viewFromImage } from "../camera/camera";
import type { DrawnMark } from "./drawn";
import type { SpatialGrid } from "./grid";
import { PILL_HEIGHT, PILL_REACH, pillWidthGuess } from "./pill";

/** How far from a line a pointer still takes hold of it, in CSS pixels: a 24 px target across. */
export const REACH = 12;

/** What lies under a pointer: on the line of a mark, or inside it. */
export interface Hit {
  readonly mark: DrawnMark;
  readonly on: "line" | "inside";
}

/**
 * The mark under `at`. A road taken beats a ghost, a line beats an inside, a smaller inside beats a larger one (or the
 * small could never be reached), and among lines the nearest wins; where all is equal, what is painted later lies on top.
 */
export function hitMark(grid: SpatialGrid<DrawnMark>, camera: Camera, at: ViewPoint, reach = REACH): Hit | null {
  return bestHit(grid.query(searchBox(camera, at, reach)), camera, at, reach);
}

/** The same choice among a plain list. */
export function bestHit(marks: readonly DrawnMark[], camera: Camera, at: ViewPoint, reach = REACH): Hit | null {
  let best: { readonly hit: Hit; readonly rank: readonly number[] } | null = null;
  for (const mark of marks) {
    const hit = hitOf(mark, camera, at, reach);
    if (hit && (best === null || !isBefore(best.rank, hit.rank))) best = hit;
  }
  return best?.hit ?? null;
}

function hitOf(mark: DrawnMark, camera: Camera, at: ViewPoint, reach: number) {
  const ghost = mark.tone === "ghost" ? 1 : 0;
  const away = Math.min(...mark.shapes.map((shape) => distanceTo(shape, camera, at)));
  if (away <= reach) return { hit: { mark, on: "line" } as const, rank: [ghost, 0, away] };
  if (!holds(mark, imageFromView(camera, at))) return null;
  return { hit: { mark, on: "inside" } as const, rank: [ghost, 1, areaOf(mark.bounds)] };
}

/** Whether `a` comes before `b`, compared number by number. */
function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && a[at]! < b[at]!;
}

/** From `at` to the line of a shape, in CSS pixels; 0 on a pill of words. */
export function distanceTo(shape: Mark, camera: Camera, at: ViewPoint): number {
  switch (shape.shape) {
    case "rectangle":
    case "wash":
      return distanceToEdge(viewBox(camera, shape.box), at);
    case "polyline":
      return distanceToPolyline(
        shape.points.map((point) => viewFromImage(camera, point)),
        at,
      );
    case "dot":
      return distance(viewFromImage(camera, shape.at), at);
    case "text": {
      const foot = viewFromImage(camera, shape.at);
      const width = pillWidthGuess(shape.words);
      return distanceToBox({ left: foot.x, top: foot.y - PILL_HEIGHT, width, height: PILL_HEIGHT }, at);
    }
  }
}

const holds = (mark: DrawnMark, at: Point): boolean =>
  mark.shapes.some((shape) => (shape.shape === "rectangle" || shape.shape === "wash") && isInside(shape.box, at));

export const isInside = (box: Box, at: Point): boolean =>
  at.x >= box.left && at.x <= box.left + box.width && at.y >= box.top && at.y <= box.top + box.height;

export function viewBox(camera: Camera, box: Box): Box {
  const { x, y } = viewFromImage(camera, { x: box.left, y: box.top });
  return { left: x, top: y, width: box.width * camera.scale, height: box.height * camera.scale };
}

function distanceToBox(box: Box, at: Point): number {
  const dx = Math.max(box.left - at.x, 0, at.x - box.left - box.width);
  const dy = Math.max(box.top - at.y, 0, at.y - box.top - box.height);
  return Math.hypot(dx, dy);
}

/** From `at` to the outline of a box, in the units of both. */
export function distanceToEdge(box: Box, at: Point): number {
  if (!isInside(box, at)) return distanceToBox(box, at);
  return Math.min(at.x - box.left, box.left + box.width - at.x, at.y - box.top, box.top + box.height - at.y);
}

export function distanceToPolyline(points: readonly Point[], at: Point): number {
  let nearest = points[0] ? distance(points[0], at) : Infinity;
  for (let i = 1; i < points.length; i++)
    nearest = Math.min(nearest, distanceToSegment(points[i - 1]!, points[i]!, at));
  return nearest;
}

function distanceToSegment(a: Point, b: Point, at: Point): number {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = length === 0 ? 0 : ((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) / length;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(at.x - a.x - t * (b.x - a.x), at.y - a.y - t * (b.y - a.y));
}

// Words reach out of their bounds, up and to the right of the point they hang on, by a width that no zoom changes.
function searchBox(camera: Camera, at: ViewPoint, reach: number): Box {
  const corner = imageFromView(camera, { x: at.x - reach - PILL_REACH, y: at.y - reach });
  const width = (PILL_REACH + 2 * reach) / camera.scale;
  return { left: corner.x, top: corner.y, width, height: (PILL_HEIGHT + 2 * reach) / camera.scale };
}
