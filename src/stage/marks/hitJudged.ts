import { areaOf } from "../../geometry";
import { type Camera, imageFromView, type ViewPoint } from "../camera/camera";
import type { JudgedMark } from "../contract/surface";
import { distanceToEdge, isInside, viewBox } from "./hit";

/** Nearer than a mark's reach: a region often lies along the model's own box, which a hand must still get hold of. */
const REACH = 8;

export interface JudgedHit {
  readonly id: string;
  readonly on: "line" | "inside";
}

/** The region under a pointer: by its line before by its inside, the smaller before the larger. */
export function hitJudged(judged: readonly JudgedMark[], camera: Camera, at: ViewPoint): JudgedHit | null {
  let best: (JudgedHit & { readonly area: number }) | null = null;
  for (const mark of judged) {
    if (mark.kind !== "region") continue;
    const area = areaOf(mark.box);
    const onLine = distanceToEdge(viewBox(camera, mark.box), at) <= REACH;
    if (!onLine && !isInside(mark.box, imageFromView(camera, at))) continue;
    const hit = { id: mark.id, on: onLine ? ("line" as const) : ("inside" as const), area };
    if (!best || (hit.on === best.on ? area < best.area : hit.on === "line")) best = hit;
  }
  return best;
}
