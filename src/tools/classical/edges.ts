import type { Pixels } from "../../pixels";
import type { Found } from "../found";
import { type GrayImage, grayOf, smoothed } from "./gray";

// Of the magnitudes of a Sobel gradient, which reach about 1100: an edge begins above the first and goes on above the second.
// OpenCV's examples of Canny take the ratio two to one; these lie where a step of about 25 of 255 is an edge.
const STRONG = 100;
const WEAK = 50;

/** White edges on black. */
export function findEdges(pixels: Pixels): Found {
  const edges = edgesOf(grayOf(pixels));
  const data = new Uint8ClampedArray(edges.length * 4);
  for (let i = 0; i < edges.length; i++) {
    data.fill(edges[i] === 0 ? 0 : 255, i * 4, i * 4 + 3);
    data[i * 4 + 3] = 255;
  }
  return { marks: [], image: { width: pixels.width, height: pixels.height, data } };
}

/**
 * The edges of an image, one pixel thin: where its smoothed brightness changes fastest across them, begun where it changes
 * much and followed for as long as it changes (Canny 1986).
 *
 * @returns row by row, 1 on an edge
 */
export function edgesOf(image: GrayImage): Uint8Array {
  const { width, height } = image;
  const { across, down, strength } = gradientOf(smoothed(image));
  const edges = new Uint8Array(width * height);
  const waiting: number[] = [];
  const isThin = (i: number): boolean => {
    const [nx, ny] = stepAlong(across[i]!, down[i]!);
    const offset = ny * width + nx;
    return strength[i]! > (strength[i - offset] ?? 0) && strength[i]! >= (strength[i + offset] ?? 0);
  };
  const take = (i: number, least: number): void => {
    if (edges[i] !== 0 || strength[i]! < least || !isThin(i)) return;
    edges[i] = 1;
    waiting.push(i);
  };
  for (let y = 1; y < height - 1; y++) for (let x = 1; x < width - 1; x++) take(y * width + x, STRONG);
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop())
    for (const dy of [-1, 0, 1])
      for (const dx of [-1, 0, 1]) {
        const [x, y] = [(i % width) + dx, Math.floor(i / width) + dy];
        if (x > 0 && y > 0 && x < width - 1 && y < height - 1) take(y * width + x, WEAK);
      }
  return edges;
}

function gradientOf({ width, height, data }: GrayImage) {
  const across = new Float32Array(width * height);
  const down = new Float32Array(width * height);
  const strength = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const at = (dx: number, dy: number): number => data[i + dy * width + dx]!;
      const gx = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
      const gy = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
      across[i] = gx;
      down[i] = gy;
      strength[i] = Math.hypot(gx, gy);
    }
  return { across, down, strength };
}

/** The neighbour that a gradient points at, of eight. */
function stepAlong(across: number, down: number): readonly [number, number] {
  const eighth = Math.round(Math.atan2(down, across) / (Math.PI / 4));
  return [Math.round(Math.cos((eighth * Math.PI) / 4)), Math.round(Math.sin((eighth * Math.PI) / 4))];
}
