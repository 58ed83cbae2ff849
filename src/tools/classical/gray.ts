import type { Pixels } from "../../pixels";

/** One number a pixel, row by row. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** How light each pixel is, 0 to 255 (ITU-R BT.601, as OpenCV and Pillow weigh it). */
export function grayOf({ width, height, data }: Pixels): GrayImage {
  const gray = new Float32Array(width * height);
  for (let i = 0; i < gray.length; i++)
    gray[i] = 0.299 * data[i * 4]! + 0.587 * data[i * 4 + 1]! + 0.114 * data[i * 4 + 2]!;
  return { width, height, data: gray };
}

/** The image smoothed by the binomial window 1 4 6 4 1, which is close to a Gaussian of one pixel; the rim is repeated. */
export const smoothed = (image: GrayImage): GrayImage => weighed(weighed(image, 1, 0), 0, 1);

const WINDOW = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];

function weighed({ width, height, data }: GrayImage, dx: number, dy: number): GrayImage {
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [i, weight] of WINDOW.entries()) {
        const nx = Math.min(Math.max(x + (i - 2) * dx, 0), width - 1);
        const ny = Math.min(Math.max(y + (i - 2) * dy, 0), height - 1);
        sum += data[ny * width + nx]! * weight;
      }
      out[y * width + x] = sum;
    }
  return { width, height, data: out };
}

/** The image made smaller by a whole factor, each pixel the mean of those that it stands for. */
export function shrunk({ width, height, data }: GrayImage, factor: number): GrayImage {
  const [w, h] = [Math.max(1, Math.floor(width / factor)), Math.max(1, Math.floor(height / factor))];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      let [sum, count] = [0, 0];
      for (let ny = y * factor; ny < Math.min(height, (y + 1) * factor); ny++)
        for (let nx = x * factor; nx < Math.min(width, (x + 1) * factor); nx++) {
          sum += data[ny * width + nx]!;
          count++;
        }
      out[y * w + x] = sum / count;
    }
  return { width: w, height: h, data: out };
}
