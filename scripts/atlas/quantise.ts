import type { Pixels } from "../../src/pixels";

type Rgb = readonly [red: number, green: number, blue: number];

interface Counted {
  readonly color: Rgb;
  /** How much of the picture it covers, in pixels of full cover. */
  weight: number;
}

const ROUNDS = 24;

/** At most `most` colours that stand for those of the visible pixels: k-means, begun at the colours farthest apart. */
export function paletteOf(pixels: Pixels, most: number): Rgb[] {
  const colors = countColors(pixels);
  let palette = startOf(colors, most);
  for (let round = 0; round < ROUNDS; round++) palette = movedToMeans(colors, palette);
  return palette;
}

/** The place in `palette` of the colour nearest to `color`. */
export function nearest(palette: readonly Rgb[], color: Rgb): number {
  let best = 0;
  palette.forEach((candidate, index) => {
    if (distance(candidate, color) < distance(palette[best]!, color)) best = index;
  });
  return best;
}

function countColors({ data }: Pixels): Counted[] {
  const counts = new Map<string, Counted>();
  for (let at = 0; at < data.length; at += 4) {
    const weight = data[at + 3]! / 255;
    if (weight === 0) continue;
    const color: Rgb = [data[at]!, data[at + 1]!, data[at + 2]!];
    const known = counts.get(color.join());
    if (known) known.weight += weight;
    else counts.set(color.join(), { color, weight });
  }
  return [...counts.values()];
}

/** The commonest colour, then again and again the one that the colours so far serve worst. */
function startOf(colors: readonly Counted[], most: number): Rgb[] {
  const palette: Rgb[] = [colors.reduce((best, one) => (one.weight > best.weight ? one : best)).color];
  while (palette.length < Math.min(most, colors.length)) {
    const cost = ({ color, weight }: Counted) => weight * distance(palette[nearest(palette, color)]!, color);
    palette.push(colors.reduce((worst, one) => (cost(one) > cost(worst) ? one : worst)).color);
  }
  return palette;
}

function movedToMeans(colors: readonly Counted[], palette: readonly Rgb[]): Rgb[] {
  const sums = palette.map(() => [0, 0, 0, 0]);
  for (const { color, weight } of colors) {
    const sum = sums[nearest(palette, color)]!;
    [...color, 1].forEach((channel, index) => {
      sum[index]! += channel * weight;
    });
  }
  return sums.map(([red = 0, green = 0, blue = 0, weight = 0], index) =>
    weight === 0 ? palette[index]! : [Math.round(red / weight), Math.round(green / weight), Math.round(blue / weight)],
  );
}

const distance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
