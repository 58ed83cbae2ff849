import { err, ok, type Result } from "../../base";
import type { Pixels } from "../../pixels";
import { boxMark, type Found } from "../found";
import { boxOf, largest } from "./regions";

/** Colours by name: a range of hues in degrees, or of brightness where there is hardly any colour. */
interface Named {
  readonly hues?: readonly [from: number, to: number];
  /** Least and most, of 0 to 1. */
  readonly saturation?: readonly [number, number];
  readonly value?: readonly [number, number];
}

const VIVID = { saturation: [0.35, 1], value: [0.25, 1] } as const;

const NAMES: Readonly<Record<string, Named>> = {
  red: { hues: [345, 15], ...VIVID },
  orange: { hues: [15, 42], ...VIVID, value: [0.5, 1] },
  brown: { hues: [10, 45], saturation: [0.25, 1], value: [0.15, 0.6] },
  yellow: { hues: [42, 70], ...VIVID },
  green: { hues: [70, 165], saturation: [0.25, 1], value: [0.15, 1] },
  cyan: { hues: [165, 195], ...VIVID },
  blue: { hues: [195, 255], ...VIVID },
  purple: { hues: [255, 295], saturation: [0.2, 1], value: [0.2, 1] },
  pink: { hues: [295, 345], saturation: [0.2, 1], value: [0.4, 1] },
  white: { saturation: [0, 0.15], value: [0.85, 1] },
  gray: { saturation: [0, 0.15], value: [0.2, 0.85] },
  black: { value: [0, 0.2] },
};
const SYNONYMS: Readonly<Record<string, string>> = {
  grey: "gray",
  violet: "purple",
  magenta: "pink",
  turquoise: "cyan",
};

/** How far, in 8-bit samples, a pixel may be from a colour that is given by its numbers. */
const NEAR = 60;

/**
 * The areas of a colour, largest first. `words` is a name such as `red` or numbers such as `#c02010`.
 */
export function findColor(pixels: Pixels, words: string): Result<Found, "no-such-color"> {
  const isMeant = colorNamed(words);
  if (!isMeant) return err("no-such-color");
  const { width, height, data } = pixels;
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) if (isMeant(data[i * 4]!, data[i * 4 + 1]!, data[i * 4 + 2]!)) mask[i] = 1;
  const name = words.trim();
  return ok({ marks: largest(mask, width, height).map((part) => boxMark(boxOf(part), name, null)) });
}

type IsMeant = (red: number, green: number, blue: number) => boolean;

function colorNamed(words: string): IsMeant | null {
  const name = words.trim().toLowerCase();
  const numbers = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/
    .exec(name)
    ?.slice(1)
    .map((pair) => Number.parseInt(pair, 16));
  if (numbers) {
    const [r = 0, g = 0, b = 0] = numbers;
    return (red, green, blue) => Math.hypot(red - r, green - g, blue - b) <= NEAR;
  }
  const key = SYNONYMS[name] ?? name;
  const named = Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
  return named ? (...color) => matches(named, hsvOf(...color)) : null;
}

function matches({ hues, saturation = [0, 1], value = [0, 1] }: Named, [hue, s, v]: readonly [number, number, number]) {
  if (s < saturation[0] || s > saturation[1] || v < value[0] || v > value[1]) return false;
  if (!hues) return true;
  const [from, to] = hues;
  return from < to ? hue >= from && hue < to : hue >= from || hue < to;
}

/** Hue in degrees, saturation and value from 0 to 1 (Smith 1978). */
function hsvOf(red: number, green: number, blue: number): readonly [number, number, number] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const range = most - least;
  if (range === 0) return [0, 0, most / 255];
  const sixth =
    most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  return [(sixth * 60 + 360) % 360, range / most, most / 255];
}
