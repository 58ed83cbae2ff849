import type { Arguments } from "./expression";
import { flatNumbers, listValue, numberIn, numberValue, type Picture, UNKNOWN, type Value } from "./value";

// OpenCV moves a picture by two rows of three numbers: `x' = a·x + b·y + c`. Of all that such rows can say, a turn about
// the middle is an action.

/** `cv2.getRotationMatrix2D(center, angle, scale)`: counter-clockwise by degrees, as OpenCV documents it. */
export function rotationMatrix({ positional, named }: Arguments): Value {
  const [x, y] = flatNumbers(positional[0] ?? named.get("center")) ?? [];
  const [angle, scale] = [numberIn(positional[1] ?? named.get("angle")), numberIn(positional[2] ?? named.get("scale"))];
  if (x === undefined || y === undefined || angle === null || scale === null) return UNKNOWN;
  const radians = (angle * Math.PI) / 180;
  const [a, b] = [scale * Math.cos(radians), scale * Math.sin(radians)];
  const rows = [
    [a, b, (1 - a) * x - b * y],
    [-b, a, b * x + (1 - a) * y],
  ];
  return listValue(rows.map((row) => listValue(row.map(numberValue))));
}

/** A picture that was turned about its middle, as it comes to stand in the middle of another size. */
export interface MiddleTurn {
  /** Counter-clockwise. */
  readonly degrees: number;
  readonly width: number;
  readonly height: number;
}

/** The turn that `cv2.warpAffine(picture, matrix, (width, height))` is; null where it is anything else, or not known. */
export function middleTurn(picture: Picture, { positional, named }: Arguments): MiddleTurn | null {
  const [a, b, c, d, e, f] = flatNumbers(positional[1] ?? named.get("M")) ?? [];
  const [width, height] = flatNumbers(positional[2] ?? named.get("dsize")) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return null;
  if (f === undefined || width === undefined || height === undefined) return null;
  // A matrix that is to be taken the other way round: the interpolations alone are flags that change nothing.
  const flags = positional[3] ?? named.get("flags");
  if (flags !== undefined && !(flags.kind === "path" && /\.INTER_\w+$/.test(flags.path))) return null;
  const turns = near(a, e, EXACT) && near(b, -d, EXACT) && near(Math.hypot(a, b), 1, EXACT);
  const [x, y] = [picture.width / 2, picture.height / 2];
  const staysInMiddle = near(a * x + b * y + c, width / 2, PIXEL) && near(d * x + e * y + f, height / 2, PIXEL);
  if (!turns || !staysInMiddle) return null;
  return { degrees: Math.round((Math.atan2(b, a) * 180e9) / Math.PI) / 1e9, width, height };
}

const EXACT = 1e-6;
/** Programs take the middle of odd sides in whole pixels. */
const PIXEL = 1;

const near = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
