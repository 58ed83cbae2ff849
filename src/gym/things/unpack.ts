import type { Pixels } from "../../pixels";

/** Every sprite is stored as a square of this many pixels a side. */
export const SPRITE_SIDE = 80;
/** A symbol that stands for the values of the row above, pixel by pixel. */
export const ABOVE = 31;
/** A run so marked is longer than this; the byte after it says by how many, less one. */
export const LONG_RUN = 7;
/** Sixteen levels of alpha. */
export const ALPHA_STEP = 17;

/**
 * The pixels of a packed sprite. Packed, it is base64 of: how many colours; their red, green and blue; the plane of
 * alphas; the plane of colours. A plane is runs, row by row: five bits of symbol, three of length less one.
 */
export function unpackSprite(packed: string): Pixels {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const alphasAt = 1 + bytes[0]! * 3;
  const alphas = unpackPlane(bytes, alphasAt);
  const colors = unpackPlane(bytes, alphas.end);
  const data = new Uint8ClampedArray(SPRITE_SIDE * SPRITE_SIDE * 4);
  for (let at = 0; at < alphas.values.length; at++) {
    const alpha = alphas.values[at]!;
    if (alpha === 0) continue;
    const color = 1 + colors.values[at]! * 3;
    data.set(bytes.subarray(color, color + 3), at * 4);
    data[at * 4 + 3] = alpha * ALPHA_STEP;
  }
  return { width: SPRITE_SIDE, height: SPRITE_SIDE, data };
}

function unpackPlane(bytes: Uint8Array, start: number): { readonly values: Uint8Array; readonly end: number } {
  const values = new Uint8Array(SPRITE_SIDE * SPRITE_SIDE);
  let from = start;
  for (let at = 0; at < values.length; ) {
    const byte = bytes[from++]!;
    const symbol = byte >> 3;
    let run = (byte & 7) + 1;
    if (run > LONG_RUN) run += bytes[from++]!;
    for (const end = at + run; at < end; at++) values[at] = symbol === ABOVE ? values[at - SPRITE_SIDE]! : symbol;
  }
  return { values, end: from };
}
