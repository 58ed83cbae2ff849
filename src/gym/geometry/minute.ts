import type { ImagePoint } from "../../geometry";

/**
 * The minute that a clock's hand points to when it lies along the way from one point to another: 0 is up, 15 right.
 *
 * By comparison with known tangents: an arc tangent need not be the same to the last bit everywhere.
 */
export function minuteOf(from: ImagePoint, to: ImagePoint): number {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const [across, along] = [Math.abs(x), Math.abs(y)];
  const turned = (ratio: number) => TANGENTS.filter((tangent) => ratio > tangent).length;
  const fromUpright = across <= along ? turned(across / along) : 15 - turned(along / across);
  if (y < 0) return x >= 0 ? fromUpright : (60 - fromUpright) % 60;
  return x >= 0 ? 30 - fromUpright : 30 + fromUpright;
}

/** Half-way between one minute and the next: of 3, 9, 15, … 39 degrees. */
const TANGENTS = [0.05241, 0.15838, 0.26795, 0.38386, 0.50953, 0.64941, 0.80978];
