import { ABOVE, ALPHA_STEP, LONG_RUN, SPRITE_SIDE } from "../../src/gym/things/unpack";
import type { Pixels } from "../../src/pixels";
import { nearest, paletteOf } from "./quantise";

const MOST_COLORS = 28;
const LONGEST_RUN = LONG_RUN + 1 + 255;

/** A sprite as the text that `unpackSprite` reads. Loses fine differences of colour and of alpha. */
export function packSprite(pixels: Pixels): string {
  const palette = paletteOf(pixels, MOST_COLORS);
  const alphas = pixels.data.filter((_, at) => at % 4 === 3).map((alpha) => Math.round(alpha / ALPHA_STEP));
  const colors = colorsOf(pixels, alphas, palette);
  const bytes = [palette.length, ...palette.flat(), ...packPlane(alphas), ...packPlane(colors)];
  return Buffer.from(bytes).toString("base64");
}

/** Where nothing shows, the colour is whatever the row above has, so that runs go on. */
function colorsOf({ data }: Pixels, alphas: ArrayLike<number>, palette: ReturnType<typeof paletteOf>): number[] {
  const colors: number[] = [];
  for (let at = 0; at < alphas.length; at++) {
    const color = [data[at * 4]!, data[at * 4 + 1]!, data[at * 4 + 2]!] as const;
    colors.push(alphas[at] === 0 ? (colors[at - SPRITE_SIDE] ?? 0) : nearest(palette, color));
  }
  return colors;
}

function packPlane(values: ArrayLike<number>): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < values.length; ) {
    const same = runFrom(at, values.length, (i) => values[i] === values[at]);
    const above = at < SPRITE_SIDE ? 0 : runFrom(at, values.length, (i) => values[i] === values[i - SPRITE_SIDE]);
    const run = Math.max(same, above);
    const symbol = above >= same ? ABOVE : values[at]!;
    if (run <= LONG_RUN) bytes.push((symbol << 3) | (run - 1));
    else bytes.push((symbol << 3) | LONG_RUN, run - LONG_RUN - 1);
    at += run;
  }
  return bytes;
}

function runFrom(start: number, end: number, goesOn: (at: number) => boolean): number {
  let at = start;
  while (at < end && at - start < LONGEST_RUN && goesOn(at)) at++;
  return at - start;
}
