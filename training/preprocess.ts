import { type Pixels, resize } from "../src/pixels";

/** The side of what the vision tower sees, in pixels. */
export const INPUT_SIZE = 96;

/**
 * An image as the model is given it, before its bytes become numbers: the longest side to 96 with the shape kept
 * (the other side made even), then squared. Idefics3's rule without image splitting.
 */
export function squared(pixels: Pixels): Pixels {
  const aspect = pixels.width / pixels.height;
  const [width, height] =
    aspect >= 1
      ? [INPUT_SIZE, evenUp(Math.trunc(INPUT_SIZE / aspect))]
      : [evenUp(Math.trunc(INPUT_SIZE * aspect)), INPUT_SIZE];
  return resize(resize(pixels, width, height), INPUT_SIZE, INPUT_SIZE);
}

const evenUp = (length: number): number => Math.max(1, length + (length % 2));

/** Red, green, blue of every pixel, row by row. */
export function rgbOf({ data, width, height }: Pixels): Uint8Array {
  const bytes = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    bytes[to] = data[from]!;
    bytes[to + 1] = data[from + 1]!;
    bytes[to + 2] = data[from + 2]!;
  }
  return bytes;
}
