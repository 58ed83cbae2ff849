import type { Pixels } from "./pixels";

// What baseline JPEG does to colours, without writing a file: ITU-T T.81 says how blocks are transformed, its Annex K
// which table is usual, and JFIF how colours are turned. The entropy coding between loses nothing and is left out.

const SIDE = 8;

/** Annex K.1, table K.1, for brightness; K.2 for colour. */
const BRIGHTNESS = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const COLOUR = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...Array<number>(32).fill(99),
];

/** The scale by which libjpeg and Pillow make a table of a quality (`jpeg_quality_scaling` in libjpeg's jcparam.c). */
function tableAt(table: readonly number[], quality: number): readonly number[] {
  const wanted = Math.min(100, Math.max(1, Math.round(quality)));
  const scale = wanted < 50 ? Math.floor(5000 / wanted) : 200 - 2 * wanted;
  return table.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))));
}

/** `COSINES[u * 8 + x]`, with the factors that make the transform its own inverse's transpose. */
const COSINES = Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [u, x] = [Math.floor(i / SIDE), i % SIDE];
  return Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u === 0 ? Math.sqrt(1 / 8) : 1 / 2);
});

/** The image as it would come back out of a JPEG file of this quality, from 1 to 100. Alpha stays. */
export function asJpeg({ width, height, data }: Pixels, quality: number): Pixels {
  const planes = [0, 1, 2].map(() => new Float64Array(width * height));
  const [bright, blue, red] = planes;
  if (!bright || !blue || !red) throw new Error("There are three planes");
  for (let i = 0; i < width * height; i++) {
    const [r = 0, g = 0, b = 0] = data.subarray(4 * i, 4 * i + 3);
    bright[i] = 0.299 * r + 0.587 * g + 0.114 * b;
    blue[i] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b;
    red[i] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
  }
  const size = { width, height };
  lose(bright, size, tableAt(BRIGHTNESS, quality));
  for (const plane of [blue, red]) lose(plane, size, tableAt(COLOUR, quality));
  const made = new Uint8ClampedArray(data);
  for (let i = 0; i < width * height; i++) {
    const [y = 0, cb = 0, cr = 0] = [bright[i], (blue[i] ?? 0) - 128, (red[i] ?? 0) - 128];
    made[4 * i] = Math.round(y + 1.402 * cr);
    made[4 * i + 1] = Math.round(y - 0.344136 * cb - 0.714136 * cr);
    made[4 * i + 2] = Math.round(y + 1.772 * cb);
  }
  return { width, height, data: made };
}

/** Block by block: transformed, rounded to the table, and transformed back. A block past the rim repeats the last samples. */
function lose(plane: Float64Array, size: { width: number; height: number }, table: readonly number[]): void {
  const { width, height } = size;
  for (let top = 0; top < height; top += SIDE)
    for (let left = 0; left < width; left += SIDE) {
      const block = Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
        const [x, y] = [Math.min(width - 1, left + (i % SIDE)), Math.min(height - 1, top + Math.floor(i / SIDE))];
        return (plane[y * width + x] ?? 0) - 128;
      });
      const coefficients = transformed(block, false).map((value, i) => {
        const step = table[i] ?? 1;
        return Math.round(value / step) * step;
      });
      for (const [i, value] of transformed(coefficients, true).entries()) {
        const [x, y] = [left + (i % SIDE), top + Math.floor(i / SIDE)];
        if (x < width && y < height) plane[y * width + x] = Math.min(255, Math.max(0, Math.round(value + 128)));
      }
    }
}

/** Rows, then columns. */
function transformed(block: Float64Array, isBack: boolean): Float64Array {
  const half = oneWay(block, isBack);
  return oneWay(half, isBack);
}

/** Along the rows, with the result laid down in columns: twice, it is the whole transform. */
function oneWay(block: Float64Array, isBack: boolean): Float64Array {
  const made = new Float64Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++)
    for (let to = 0; to < SIDE; to++) {
      let sum = 0;
      for (let from = 0; from < SIDE; from++)
        sum += (block[row * SIDE + from] ?? 0) * (COSINES[isBack ? from * SIDE + to : to * SIDE + from] ?? 0);
      made[to * SIDE + row] = sum;
    }
  return made;
}
