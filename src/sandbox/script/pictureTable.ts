// The pictures of a script, each by a number; what a script may ask of them is this table and nothing else.
import * as z from "zod/mini";
import { imageBox } from "../../geometry";
import { type Color, cropOnBlack, type Pixels, plain } from "../../pixels";
import { LIMITS } from "../limits";
import { pasted } from "../pictures/compose";
import { fillEllipse, fillRectangle, fillShape, paintWords, strokeEllipse, strokeLine } from "../pictures/paint";
import { resized, turned } from "../pictures/transform";
import { colorOf } from "./colors";

export interface PictureTable {
  add(pixels: Pixels): number;
  pixelsOf(id: unknown): Pixels;
  /** Does one thing with pictures. Throws in the script's own words where it cannot. */
  call(name: string, parameters: unknown): unknown;
}

/** What the prelude makes a picture of. */
interface Told {
  readonly id: number;
  readonly width: number;
  readonly height: number;
}

export function createPictureTable(): PictureTable {
  const held: Pixels[] = [];
  let total = 0;
  const add = (pixels: Pixels): number => {
    total += pixels.width * pixels.height;
    return held.push(pixels) - 1;
  };
  // Before it is made, so that what is refused costs nothing.
  const make = (width: number, height: number, made: () => Pixels): Told => {
    if (total + width * height > LIMITS.scriptPixels)
      throw new RangeError("The pictures of this run are too large for this sandbox");
    const pixels = made();
    return { id: add(pixels), width: pixels.width, height: pixels.height };
  };
  const pixelsOf = (id: unknown): Pixels => {
    const pixels = typeof id === "number" ? held[id] : undefined;
    if (!pixels) throw new TypeError("This is no picture");
    return pixels;
  };
  return {
    add,
    pixelsOf,
    call(name, parameters) {
      const work = Object.hasOwn(WORKS, name) ? WORKS[name] : undefined;
      if (!work) throw new TypeError(`${name} is not available in this sandbox`);
      return work({ pixelsOf, make }, parameters);
    },
  };
}

interface Hands {
  pixelsOf(id: unknown): Pixels;
  /** A new picture, of at most this size. */
  make(width: number, height: number, made: () => Pixels): Told;
}
type Work = (hands: Hands, parameters: unknown) => unknown;

const number = z.number().check(z.minimum(-1e6), z.maximum(1e6));
const whole = z.pipe(
  number,
  z.transform((value) => Math.round(value)),
);
const side = z.pipe(
  whole,
  z.int().check(z.minimum(1, "A side is at least 1 pixel"), z.maximum(8192, "A side is at most 8192 pixels")),
);
const color = z.pipe(z.unknown(), z.transform(colorOf));
const look = z.object({ fill: z.nullable(color), stroke: z.nullable(color), width: z.pipe(whole, z.int()) });
const flat = z.array(number).check(z.maxLength(100_000));
const id = z.unknown();

/** Arguments are read by a schema before anything is done. */
const work =
  <Given>(schema: z.ZodMiniType<Given>, act: (hands: Hands, given: Given) => unknown): Work =>
  (hands, parameters) => {
    const read = schema.safeParse(parameters);
    if (!read.success) throw new TypeError(read.error.issues[0]?.message ?? "These are no fit arguments");
    return act(hands, read.data);
  };

const placesOf = (numbers: readonly number[]) =>
  Array.from({ length: numbers.length >> 1 }, (_, i) => ({ x: numbers[2 * i]!, y: numbers[2 * i + 1]! }));

function stroked(pixels: Pixels, numbers: readonly number[], width: number, stroke: Color, isClosed: boolean): void {
  const places = placesOf(numbers);
  const path = isClosed && places[0] ? [...places, places[0]] : places;
  for (let i = 1; i < path.length; i++) strokeLine(pixels, path[i - 1]!, path[i]!, width, stroke);
}

const SHAPES: Readonly<Record<string, Work>> = {
  rectangle: work(z.tuple([id, whole, whole, whole, whole, look]), ({ pixelsOf }, [of, l, t, r, b, style]) => {
    const pixels = pixelsOf(of);
    if (style.fill) fillRectangle(pixels, l, t, r - 1, b - 1, style.fill);
    if (style.stroke) stroked(pixels, [l, t, r - 1, t, r - 1, b - 1, l, b - 1], style.width, style.stroke, true);
  }),
  circle: work(z.tuple([id, number, number, number, look]), ({ pixelsOf }, [of, x, y, radius, style]) => {
    const pixels = pixelsOf(of);
    if (radius > 2 * (pixels.width + pixels.height)) throw new RangeError("This circle is too large");
    if (style.fill) fillEllipse(pixels, { x, y }, radius, radius, style.fill);
    if (style.stroke) strokeEllipse(pixels, { x, y }, [radius, radius], style.width, style.stroke);
  }),
  polygon: work(z.tuple([id, flat, look]), ({ pixelsOf }, [of, numbers, style]) => {
    if (style.fill) fillShape(pixelsOf(of), placesOf(numbers), style.fill);
    if (style.stroke) stroked(pixelsOf(of), numbers, style.width, style.stroke, true);
  }),
  line: work(z.tuple([id, flat, look]), ({ pixelsOf }, [of, numbers, style]) => {
    stroked(pixelsOf(of), numbers, style.width, style.stroke ?? [0, 0, 0], false);
  }),
  text: work(
    z.tuple([id, z.string().check(z.maxLength(2000)), number, number, number, color]),
    ({ pixelsOf }, [of, words, x, y, size, fill]) =>
      paintWords(pixelsOf(of), words, { x, y }, Math.min(size, 500), fill),
  ),
};

const WORKS: Readonly<Record<string, Work>> = {
  ...SHAPES,
  canvas: work(z.tuple([side, side, color]), ({ make }, [width, height, fill]) =>
    make(width, height, () => plain({ width, height }, fill)),
  ),
  copy: work(z.tuple([id]), ({ pixelsOf, make }, [of]) => {
    const { width, height, data } = pixelsOf(of);
    return make(width, height, () => ({ width, height, data: data.slice() }));
  }),
  crop: work(z.tuple([id, whole, whole, whole, whole]), ({ pixelsOf, make }, [of, left, top, right, bottom]) => {
    const [width, height] = [right - left, bottom - top];
    if (width <= 0 || height <= 0)
      throw new RangeError("The right of a crop is right of its left, its bottom below its top");
    return make(width, height, () => cropOnBlack(pixelsOf(of), imageBox(left, top, width, height), "outside"));
  }),
  resize: work(z.tuple([id, side, side]), ({ pixelsOf, make }, [of, width, height]) => {
    const pixels = pixelsOf(of);
    return make(width, height, () => resized(pixels, width, height, "lanczos", [0, 0, pixels.width, pixels.height]));
  }),
  rotate: work(z.tuple([id, number]), ({ pixelsOf, make }, [of, degrees]) => {
    const pixels = pixelsOf(of);
    const longest = pixels.width + pixels.height;
    // Clockwise, as canvases turn; Pillow turns the other way.
    return make(longest, longest, () => turned(pixels, -degrees, "bilinear", true, [255, 255, 255]));
  }),
  paste: work(z.tuple([id, id, whole, whole]), ({ pixelsOf }, [of, top, left, upper]) =>
    pasted(pixelsOf(of), pixelsOf(top), left, upper, null),
  ),
  pixel: work(z.tuple([id, whole, whole]), ({ pixelsOf }, [of, x, y]) => {
    const { data, width, height } = pixelsOf(of);
    return x < 0 || y < 0 || x >= width || y >= height
      ? null
      : [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  }),
  setPixel: work(z.tuple([id, whole, whole, color]), ({ pixelsOf }, [of, x, y, [red, green, blue, alpha = 255]]) => {
    const { data, width, height } = pixelsOf(of);
    if (x >= 0 && y >= 0 && x < width && y < height) data.set([red, green, blue, alpha], (y * width + x) * 4);
  }),
};
