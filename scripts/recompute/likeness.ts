import { crop, type Pixels, resize } from "../../src/pixels";

/** How near a picture that was computed here is to the one that a log has at its place. */
export interface Likeness {
  /** Whether it has the log's size, so that pixels can be held against each other one by one. */
  readonly sameSize: boolean;
  /** Intersection over union of what the two show, 0 to 1, to about a hundredth. */
  readonly iou: number;
  /** Of the samples of red, green and blue, how many are within 2 of 255; at the log's size. */
  readonly near: number;
  /** The largest difference of two samples, of 255. */
  readonly most: number;
}

/** Both pictures are laid over each other this large: a shift of one pixel is then one part in 128 of a side. */
const SIDE = 128;
/** Shifts that are tried, each way: beyond them two pictures show other parts, whatever else is alike. */
const FARTHEST = 8;
const NEAR = 2;

export function likenessOf(logged: Pixels, here: Pixels): Likeness {
  const sameSize = logged.width === here.width && logged.height === here.height;
  const scaled = sameSize ? here : resize(here, logged.width, logged.height);
  let [near, most] = [0, 0];
  for (let i = 0; i < logged.data.length; i++) {
    if (i % 4 === 3) continue;
    const apart = Math.abs((logged.data[i] ?? 0) - (scaled.data[i] ?? 0));
    if (apart <= NEAR) near++;
    most = Math.max(most, apart);
  }
  return { sameSize, iou: overlapOf(logged, here), near: near / ((logged.data.length / 4) * 3), most };
}

/**
 * What the shift that fits best says of two parts of one picture. Other proportions cannot come of scaling: they count as
 * parts of other sizes around one middle.
 */
function overlapOf(logged: Pixels, here: Pixels): number {
  const [first, second] = [logged.width / logged.height, here.width / here.height];
  const shape = Math.min(first, second) / Math.max(first, second);
  const [a, b] = [logged, here].map((picture) => resize(picture, SIDE, SIDE));
  if (!a || !b) return 0;
  let best = { apart: Number.POSITIVE_INFINITY, overlap: 0 };
  for (let dy = -FARTHEST; dy <= FARTHEST; dy++)
    for (let dx = -FARTHEST; dx <= FARTHEST; dx++) {
      const apart = apartWhenShifted(a, b, dx, dy);
      const common = (SIDE - Math.abs(dx)) * (SIDE - Math.abs(dy));
      if (apart < best.apart) best = { apart, overlap: common / (2 * SIDE * SIDE - common) };
    }
  // Nothing fits: the pictures show other things.
  return best.apart > UNLIKE ? 0 : best.overlap * shape;
}

/** Mean difference of samples, of 255, from which on no shift makes two pictures one. */
const UNLIKE = 24;

function apartWhenShifted(a: Pixels, b: Pixels, dx: number, dy: number): number {
  const [width, height] = [SIDE - Math.abs(dx), SIDE - Math.abs(dy)];
  const part = (picture: Pixels, x: number, y: number): Pixels =>
    crop(picture, { left: Math.max(0, x), top: Math.max(0, y), width, height });
  const [one, other] = [part(a, dx, dy), part(b, -dx, -dy)];
  let sum = 0;
  for (let i = 0; i < one.data.length; i += 4)
    for (let c = 0; c < 3; c++) sum += Math.abs((one.data[i + c] ?? 0) - (other.data[i + c] ?? 0));
  return sum / (width * height * 3);
}
