import type { Color } from "../../pixels";

/** The colours that people name, after CSS Color Module Level 4. */
const NAMED: Readonly<Record<string, Color>> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  red: [255, 0, 0],
  green: [0, 128, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  orange: [255, 165, 0],
  purple: [128, 0, 128],
  magenta: [255, 0, 255],
  cyan: [0, 255, 255],
  pink: [255, 192, 203],
  brown: [165, 42, 42],
  transparent: [0, 0, 0, 0],
};

/** A colour of a script: a name, `#rgb`, `#rrggbb`, `#rrggbbaa`, or three or four numbers to 255. Throws at another. */
export function colorOf(value: unknown): Color {
  if (Array.isArray(value) && (value.length === 3 || value.length === 4)) {
    const [red, green, blue, alpha = 255] = value.map((part) =>
      Math.min(255, Math.max(0, Math.round(Number(part)) || 0)),
    );
    return [red ?? 0, green ?? 0, blue ?? 0, alpha];
  }
  const words = String(value).trim().toLowerCase();
  const named = Object.hasOwn(NAMED, words) ? NAMED[words] : undefined;
  if (named) return named;
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(words)?.[1];
  if (digits === undefined)
    throw new TypeError(`${JSON.stringify(value)} is no colour here: say a name, #rrggbb, or [red, green, blue]`);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pairs.map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue, alpha];
}
