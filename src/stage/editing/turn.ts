import type { Point } from "../../geometry";

/** Turns come to rest on multiples of this, unless Shift is held. Degrees. */
export const TURN_STEP = 15;

/** The direction from `middle` to `at`, in degrees clockwise from up. */
export const bearing = (middle: Point, at: Point): number =>
  (Math.atan2(at.x - middle.x, middle.y - at.y) * 180) / Math.PI;

/** Degrees in (−180, 180]. */
export function wrapDegrees(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** The turn after a drag of the dial from one bearing to another; whole degrees where it is free. */
export function turnedBy(before: number, fromBearing: number, toBearing: number, free: boolean): number {
  const turned = before + wrapDegrees(toBearing - fromBearing);
  return wrapDegrees(free ? Math.round(turned) : Math.round(turned / TURN_STEP) * TURN_STEP);
}
