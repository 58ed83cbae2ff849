import { imageBox } from "../../geometry";
import type { Pixels } from "../../pixels";
import { type Component, componentsOf } from "../components";
import { boxMark, type Found } from "../found";
import { grayOf } from "./gray";

/** Parts smaller than this share of the image are dust. */
const LEAST_SHARE = 0.0004;
const MOST = 200;

/**
 * The connected parts that stand out from the ground: brightness is cut in two where that separates best (Otsu 1979), and
 * the side that covers less of the rim is what stands out. Largest first.
 */
export function findRegions(pixels: Pixels): Found {
  const gray = grayOf(pixels);
  const { width, height } = pixels;
  const cut = bestCut(gray.data);
  const light = Uint8Array.from(gray.data, (value) => (value > cut ? 1 : 0));
  const isGround = (i: number): boolean => light[i] === 1;
  let [rim, lightRim] = [0, 0];
  for (let i = 0; i < light.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x > 0 && y > 0 && x < width - 1 && y < height - 1) continue;
    rim++;
    if (isGround(i)) lightRim++;
  }
  const mask = lightRim * 2 > rim ? light.map((value) => 1 - value) : light;
  return { marks: largest(mask, width, height).map((part) => boxMark(boxOf(part), "", null)) };
}

/** The connected parts of a mask that are no dust, largest first. */
export const largest = (mask: Uint8Array, width: number, height: number): readonly Component[] =>
  componentsOf(mask, width, height)
    .filter(({ area }) => area >= Math.max(4, LEAST_SHARE * width * height))
    .toSorted((a, b) => b.area - a.area)
    .slice(0, MOST);

export const boxOf = ({ left, top, right, bottom }: Component) =>
  imageBox(left, top, right - left + 1, bottom - top + 1);

/** The brightness that cuts values in two groups whose means lie furthest apart, weighed by their sizes. */
export function bestCut(values: Float32Array): number {
  const counts = new Float64Array(256);
  let [sum, best, cut] = [0, -1, 127];
  for (const value of values) {
    const level = Math.min(255, Math.floor(value));
    counts[level] = counts[level]! + 1;
    sum += level;
  }
  let [below, sumBelow] = [0, 0];
  for (let level = 0; level < 255; level++) {
    below += counts[level]!;
    sumBelow += level * counts[level]!;
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const apart = sumBelow / below - (sum - sumBelow) / above;
    const between = below * above * apart * apart;
    if (between > best) [best, cut] = [between, level + 1];
  }
  return cut - 0.5;
}
