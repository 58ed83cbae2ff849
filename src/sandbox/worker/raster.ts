// The module `_raster` of a program's Python: pictures and arrays by handles, every call at once and without a wait.
// What a program hands over is Python's, so that it is checked where it could do harm and cast nowhere.
import { imageBox } from "../../geometry";
import {
  boxBlurred,
  type Color,
  crop,
  cropOnBlack,
  gaussianBlurred,
  type Pixels,
  plain,
  type ResizeKernel,
} from "../../pixels";
import { bandOf, boundsOf, fromRows, isSame, rowsOf, setBand } from "../pictures/bands";
import { blended, grey, histogram, lookedUp, opaque, overlaid, pasted } from "../pictures/compose";
import { convolved, ranked } from "../pictures/filter";
import {
  type Affine,
  alphaOf,
  type Resampling,
  resized,
  type Transposition,
  transformed,
  transposed,
  turned,
} from "../pictures/transform";
import { arrayRoutines } from "./arrayRoutines";
import { paintRoutines } from "./paintRoutines";
import { visionRoutines } from "./visionRoutines";

type Box = readonly [number, number, number, number];

/** Three passes of Python in one: sharper where the blur differs by more than the threshold. */
function unsharp(pixels: Pixels, radius: number, percent: number, threshold: number): Pixels {
  const soft = gaussianBlurred(pixels, radius);
  const data = new Uint8ClampedArray(pixels.data);
  for (let i = 0; i < data.length; i++) {
    const apart = pixels.data[i]! - soft.data[i]!;
    if (i % 4 !== 3 && Math.abs(apart) > threshold) data[i] = pixels.data[i]! + Math.trunc((apart * percent) / 100);
  }
  return { ...pixels, data };
}

const pictureRoutines = {
  plain: (width: number, height: number, color: Color) => {
    const made = plain({ width, height }, color);
    return made;
  },
  copy: ({ width, height, data }: Pixels): Pixels => ({ width, height, data: new Uint8ClampedArray(data) }),
  copyInto: (to: Pixels, from: Pixels) => to.data.set(from.data),
  isSame,
  crop(pixels: Pixels, left: number, top: number, right: number, bottom: number, isClear: boolean): Pixels {
    const box = imageBox(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    const isInside = left >= 0 && top >= 0 && right <= pixels.width && bottom <= pixels.height;
    if (isInside && right > left && bottom > top) return crop(pixels, box);
    const made = cropOnBlack(pixels, box, "outside");
    if (!isClear) return made;
    for (let y = 0; y < made.height; y++)
      for (let x = 0; x < made.width; x++) {
        const [fromX, fromY] = [x + left, y + top];
        if (fromX < 0 || fromY < 0 || fromX >= pixels.width || fromY >= pixels.height)
          made.data[(y * made.width + x) * 4 + 3] = 0;
      }
    return made;
  },
  resize: (pixels: Pixels, width: number, height: number, kernel: ResizeKernel | "nearest", box: Box) =>
    resized(pixels, width, height, kernel, box),
  rotate: (pixels: Pixels, degrees: number, resampling: Resampling, expand: boolean, fill: Color) =>
    turned(pixels, degrees, resampling, expand, fill),
  transpose: (pixels: Pixels, how: Transposition) => transposed(pixels, how),
  affine: (pixels: Pixels, width: number, height: number, matrix: Affine, resampling: Resampling, fill: Color) =>
    transformed(pixels, { width, height }, matrix, resampling, fill),
  paste: (under: Pixels, top: Pixels, left: number, upper: number, mask: Pixels | null | undefined) =>
    pasted(under, top, left, upper, mask ?? null),
  overlay: overlaid,
  blend: blended,
  grey,
  opaque,
  lookup: lookedUp,
  histogram,
  alpha: alphaOf,
  setAlpha: (pixels: Pixels, alpha: Pixels) => setBand(pixels, 3, alpha),
  band: bandOf,
  setBand,
  boundsOf,
  pixel: ({ data, width }: Pixels, x: number, y: number) => Array.from(data.subarray((y * width + x) * 4).slice(0, 4)),
  setPixel: ({ data, width }: Pixels, x: number, y: number, color: Color) =>
    data.set([color[0], color[1], color[2], color[3] ?? 255], (y * width + x) * 4),
  convolve: (
    pixels: Pixels,
    weights: readonly number[],
    columns: number,
    scale: number,
    offset: number,
    edges: "kept" | "mirrored",
  ) => convolved(pixels, weights, columns, { scale, offset, edges }),
  gaussian: gaussianBlurred,
  box: boxBlurred,
  ranked,
  unsharp,
  rows: rowsOf,
  fromRows,
};

/** Everything that a program's modules may call. */
export const raster = {
  ...pictureRoutines,
  ...paintRoutines,
  ...arrayRoutines,
  ...visionRoutines,
  fromEntries: Object.fromEntries,
};
