import type { NdArray } from "../arrays";
import { CONTOUR_MODES, contours } from "../vision/contours";
import { bell, convolvedArray, scaled, spread } from "../vision/convolve";
import { hsvOf, rgbOf } from "../vision/hsv";
import { canny, componentStats, components } from "../vision/regions";
import type { picture } from "./arrayRoutines";

/** What a program's `cv2` and `scipy` stand on, beside pictures and arrays. */
export const visionRoutines = {
  convolveArray: convolvedArray,
  spread,
  scaleArray: scaled,
  bell,
  hsvOf,
  rgbOf,
  canny,
  componentStats,
  components(image: NdArray, neighbours: 4 | 8) {
    const { labels, count } = components(image, neighbours);
    return [labels, count, componentStats(labels, count)];
  },
  /** The hierarchy first, then each outline; `mode` counts as `cv2.RETR_…` does. */
  contours(image: NdArray, simple: boolean, mode: number) {
    const { outlines, hierarchy } = contours(image, simple, CONTOUR_MODES[mode] ?? "list");
    return [hierarchy, ...outlines];
  },
  /** Puts a picture that was drawn on back into the array that it was made of. */
  putPicture(array: NdArray, pixels: ReturnType<typeof picture>) {
    const [height = 0, width = 0, channels = 1] = array.shape;
    const [down = 0, across = 0, deep = 0] = array.strides;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++)
          array.values[array.offset + y * down + x * across + c * deep] = pixels.data[(y * width + x) * 4 + c]!;
  },
};
