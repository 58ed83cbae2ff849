// Pictures as rows of patches, the form in which encoders without a fixed size read them.
import type { Size } from "../../geometry";
import type { Pixels } from "../../pixels";
import { floatsIn, integers, integersIn, type VisionInputs } from "./layout";
import { byteOf, levelsOf, type Normalisation } from "./normalise";

/** Where each number of a picture's patches comes from; the same walk writes and reads them. */
type PatchOrder = (size: Size, visit: (x: number, y: number, channel: number) => void) => void;

/** Row by row; inside a patch pixel by pixel, the three channels of each together: SigLIP 2's NaFlex. */
const pixelsFirst =
  (patch: number): PatchOrder =>
  ({ width, height }, visit) => {
    for (let top = 0; top < height; top += patch) {
      for (let left = 0; left < width; left += patch) {
        for (let y = top; y < top + patch; y++) {
          for (let x = left; x < left + patch; x++) {
            for (let channel = 0; channel < 3; channel++) visit(x, y, channel);
          }
        }
      }
    }
  };

/**
 * Squares of `merge` × `merge` patches row by row, inside a square patch by patch, inside a patch channel by channel, each
 * as many times as the encoder wants frames: Qwen2-VL and its kin, for a still picture.
 */
const mergedSquares =
  (patch: number, merge: number, frames: number): PatchOrder =>
  ({ width, height }, visit) => {
    const square = patch * merge;
    for (let index = 0; index < (width * height) / (patch * patch); index++) {
      const inSquare = index % (merge * merge);
      const squareIndex = (index - inSquare) / (merge * merge);
      const left = (squareIndex % (width / square)) * square + (inSquare % merge) * patch;
      const top = Math.floor(squareIndex / (width / square)) * square + Math.floor(inSquare / merge) * patch;
      for (let channel = 0; channel < 3; channel++) {
        for (let frame = 0; frame < frames; frame++) {
          for (let y = top; y < top + patch; y++) {
            for (let x = left; x < left + patch; x++) visit(x, y, channel);
          }
        }
      }
    }
  };

function writePatches(pixels: Pixels, order: PatchOrder, normalisation: Normalisation, to: Float32Array): void {
  const levels = levelsOf(normalisation);
  let at = 0;
  order(pixels, (x, y, channel) => {
    to[at++] = levels[channel]![pixels.data[(y * pixels.width + x) * 4 + channel]!]!;
  });
}

function readPatches(size: Size, order: PatchOrder, normalisation: Normalisation, from: Float32Array): Pixels {
  const data = new Uint8ClampedArray(size.width * size.height * 4).fill(255);
  let at = 0;
  order(size, (x, y, channel) => {
    data[(y * size.width + x) * 4 + channel] = byteOf(from[at++]!, channel, normalisation);
  });
  return { ...size, data };
}

export interface PaddedPatchRules {
  readonly patchSize: number;
  /** Rows that every picture is padded to. */
  readonly mostPatches: number;
  readonly normalisation: Normalisation;
}

/** `pixel_values` [tiles, mostPatches, patch · patch · 3], what of it counts, and each picture's rows and columns. */
export function packPadded(tiles: readonly Pixels[], rules: PaddedPatchRules): VisionInputs {
  const { patchSize, mostPatches, normalisation } = rules;
  const width = patchSize * patchSize * 3;
  const values = new Float32Array(tiles.length * mostPatches * width);
  const mask = new BigInt64Array(tiles.length * mostPatches);
  const shapes: number[] = [];
  for (const [index, tile] of tiles.entries()) {
    const [rows, columns] = [tile.height / patchSize, tile.width / patchSize];
    const own = values.subarray(index * mostPatches * width, (index * mostPatches + rows * columns) * width);
    writePatches(tile, pixelsFirst(patchSize), normalisation, own);
    mask.fill(1n, index * mostPatches, index * mostPatches + rows * columns);
    shapes.push(rows, columns);
  }
  return {
    pixel_values: { type: "float32", dims: [tiles.length, mostPatches, width], data: values },
    pixel_attention_mask: { type: "int64", dims: [tiles.length, mostPatches], data: mask },
    spatial_shapes: integers([tiles.length, 2], shapes),
  };
}

export function unpackPadded(inputs: VisionInputs, rules: PaddedPatchRules): Pixels[] {
  const { patchSize, mostPatches, normalisation } = rules;
  const values = floatsIn(inputs, "pixel_values");
  const shapes = integersIn(inputs, "spatial_shapes");
  const perTile = mostPatches * patchSize * patchSize * 3;
  return Array.from({ length: shapes.length / 2 }, (_, index) => {
    const size = { width: shapes[index * 2 + 1]! * patchSize, height: shapes[index * 2]! * patchSize };
    return readPatches(size, pixelsFirst(patchSize), normalisation, values.subarray(index * perTile));
  });
}

export interface MergedPatchRules {
  readonly patchSize: number;
  readonly mergeSize: number;
  readonly frames: number;
  readonly normalisation: Normalisation;
}

/** `pixel_values` [patches, 3 · frames · patch · patch] and the grid [1, 3] of frames, rows and columns, for one picture. */
export function packMerged(tile: Pixels, rules: MergedPatchRules): VisionInputs {
  const { patchSize, mergeSize, frames, normalisation } = rules;
  const [rows, columns] = [tile.height / patchSize, tile.width / patchSize];
  const width = 3 * frames * patchSize * patchSize;
  const values = new Float32Array(rows * columns * width);
  writePatches(tile, mergedSquares(patchSize, mergeSize, frames), normalisation, values);
  const grid = integers([1, 3], [1, rows, columns]);
  return {
    pixel_values: { type: "float32", dims: [rows * columns, width], data: values },
    // Qwen2-VL's graphs call it by the first name, all later ones by the second.
    grid_thw: grid,
    image_grid_thw: grid,
  };
}

export function unpackMerged(inputs: VisionInputs, rules: MergedPatchRules): Pixels {
  const { patchSize, mergeSize, frames, normalisation } = rules;
  const [, rows = 0, columns = 0] = integersIn(inputs, "image_grid_thw");
  const size = { width: columns * patchSize, height: rows * patchSize };
  const order = mergedSquares(patchSize, mergeSize, frames);
  return readPatches(size, order, normalisation, floatsIn(inputs, "pixel_values"));
}
