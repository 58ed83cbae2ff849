import type { Size } from "../geometry";
import type { Color } from "./color";
import type { Pixels } from "./pixels";

/** An image of one colour. */
export function plain({ width, height }: Size, [red, green, blue, alpha = 255]: Color): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([red, green, blue, alpha], at);
  return { width, height, data };
}
