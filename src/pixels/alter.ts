import { createRng, type Rng } from "../base";
import type { Box, Point } from "../geometry";
import { type Degradation, degrade } from "./degrade";
import type { Pixels } from "./pixels";
import { turnAbout } from "./turnAbout";

/**
 * A change that nobody asked for, made to learn what a part of a picture is worth. Boxes are in pixels of the image, on
 * whole ones; the seed decides everything that chance decides.
 */
export type Alteration =
  | Degradation
  /** Turned clockwise about a point and kept at its size, so that a box about that point holds what a turned one would. */
  | { readonly kind: "turn"; readonly about: Point; readonly degrees: number }
  /** One colour under each box, each taken from a pixel beside it. */
  | { readonly kind: "cover-all"; readonly boxes: readonly Box[]; readonly seed: number }
  | OnePart;

type OnePart =
  /** Every sample under the box, or of the whole image, is drawn anew: uniform in 0–255 (arXiv 2510.23482 does so). */
  | { readonly kind: "noise"; readonly box: Box | null; readonly seed: number }
  /** One colour under the box, taken from a pixel beside it: what is there is gone, and nothing bright takes its place. */
  | { readonly kind: "cover"; readonly box: Box; readonly seed: number }
  /** One colour over everything but the box, taken from a pixel beside it. */
  | { readonly kind: "cover-outside"; readonly box: Box; readonly seed: number };

/** The image with the alteration made; the one given is left as it is. Same seed, same bytes, on every machine. */
export function alter(pixels: Pixels, alteration: Alteration): Pixels {
  switch (alteration.kind) {
    case "blur":
    case "jpeg":
    case "brightness":
      return degrade(pixels, alteration);
    case "turn":
      return turnAbout(pixels, alteration.about, alteration.degrees);
    case "cover-all": {
      const { boxes, seed } = alteration;
      return boxes.reduce((made, box) => alterPart(made, { kind: "cover", box, seed }), pixels);
    }
    default:
      return alterPart(pixels, alteration);
  }
}

function alterPart(pixels: Pixels, alteration: OnePart): Pixels {
  const rng = createRng(`${alteration.kind}/${alteration.seed}`);
  const part = wholePixels(alteration.box, pixels);
  const { width, height } = pixels;
  if (alteration.kind === "cover-outside") {
    const data = new Uint8ClampedArray(pixels.data.length);
    const colour = colourBeside(pixels, part, rng);
    for (let at = 0; at < data.length; at += 4) data.set(colour, at);
    for (let y = part.top; y < part.bottom; y++) {
      const [from, to] = [(y * width + part.left) * 4, (y * width + part.right) * 4];
      data.set(pixels.data.subarray(from, to), from);
    }
    return { width, height, data };
  }
  const data = new Uint8ClampedArray(pixels.data);
  const colour = alteration.kind === "cover" ? colourBeside(pixels, part, rng) : null;
  for (let y = part.top; y < part.bottom; y++)
    for (let x = part.left; x < part.right; x++) data.set(colour ?? anyColour(rng), (y * width + x) * 4);
  return { width, height, data };
}

/** Red, green, blue and an alpha of 255. */
type Opaque = readonly [number, number, number, 255];

interface Part {
  readonly left: number;
  readonly top: number;
  /** One past the last. */
  readonly right: number;
  readonly bottom: number;
}

function wholePixels(box: Box | null, { width, height }: Pixels): Part {
  if (!box) return { left: 0, top: 0, right: width, bottom: height };
  const within = (at: number, side: number): number => Math.min(side, Math.max(0, Math.round(at)));
  return {
    left: within(box.left, width),
    top: within(box.top, height),
    right: within(box.left + box.width, width),
    bottom: within(box.top + box.height, height),
  };
}

const sample = (rng: Rng): number => rng.int(0, 255);
const anyColour = (rng: Rng): Opaque => [sample(rng), sample(rng), sample(rng), 255];

/** Of a pixel of the ring around the part; grey where the part is the whole image. */
function colourBeside({ width, height, data }: Pixels, part: Part, rng: Rng): Opaque {
  const isInside = ([x, y]: readonly [number, number]): boolean => x >= 0 && y >= 0 && x < width && y < height;
  const ring: (readonly [number, number])[] = [];
  for (let x = part.left; x < part.right; x++) ring.push([x, part.top - 1], [x, part.bottom]);
  for (let y = part.top; y < part.bottom; y++) ring.push([part.left - 1, y], [part.right, y]);
  const there = ring.filter(isInside);
  if (there.length === 0) return [128, 128, 128, 255];
  const [x, y] = rng.pick(there);
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, 255];
}
