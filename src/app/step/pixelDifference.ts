/** Both pictures are looked at this large: what is told apart then is another part of the picture, not its grain. */
export const LOOKED_AT = 64;

/** How far two pictures of one size are apart on the mean, 0 to 1, over red, green and blue. RGBA, 8 bits. */
export function pixelDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const length = Math.min(a.length, b.length);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    if (i % 4 === 3) continue;
    sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    count++;
  }
  return count === 0 ? 0 : sum / count / 255;
}

export type Likeness = "same" | "alike" | "different";

/**
 * What sizes and pixels say of two pictures. A picture that was scaled or drawn on in another way is alike still:
 * sizes then differ and pixels hardly, or sizes agree and pixels differ a little.
 */
export function likenessOf(agreement: number, difference: number, isSameShape: boolean): Likeness {
  if (agreement >= 0.95 && difference <= 0.02) return "same";
  return isSameShape && difference <= 0.08 ? "alike" : "different";
}

/** Whether one picture could be the other at another scale: sides in the same proportion, but for rounding. */
export function isSameShape(a: Sides, b: Sides): boolean {
  const [first, second] = [a.width / a.height, b.width / b.height];
  return Math.abs(first - second) / Math.max(first, second) <= 0.06;
}

interface Sides {
  readonly width: number;
  readonly height: number;
}
