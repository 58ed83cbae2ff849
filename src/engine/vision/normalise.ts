import type { Pixels } from "../../pixels";
import { firstNumber, type Settings, threeNumbers } from "../files/settings";

/** How bytes become the encoder's numbers, by channel: (byte · scale − mean) / deviation. */
export interface Normalisation {
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/** As preprocessor_config.json says it. */
export const normalisationOf = (preprocessor: Settings, fallback = 0.5): Normalisation => ({
  scale: firstNumber(preprocessor.rescale_factor) ?? 1 / 255,
  mean: threeNumbers(preprocessor.image_mean, fallback),
  deviation: threeNumbers(preprocessor.image_std, fallback),
});

/** For each channel the number that each byte becomes. */
export const levelsOf = ({ scale, mean, deviation }: Normalisation): readonly Float32Array[] =>
  mean.map((center, channel) =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte * scale - center) / deviation[channel]!),
  );

/** The byte behind a number; the caller's array rounds and clamps it. */
export const byteOf = (value: number, channel: number, { scale, mean, deviation }: Normalisation): number =>
  (value * deviation[channel]! + mean[channel]!) / scale;

/** Tiles of one size as [N, 3, height, width]; alpha is dropped, as Pillow's convert("RGB") does. */
export function normalise(tiles: readonly Pixels[], normalisation: Normalisation): Float32Array {
  const area = (tiles[0]?.width ?? 0) * (tiles[0]?.height ?? 0);
  const values = new Float32Array(tiles.length * 3 * area);
  const levels = levelsOf(normalisation);
  for (const [index, tile] of tiles.entries()) {
    for (let channel = 0; channel < 3; channel++) {
      const from = (index * 3 + channel) * area;
      const own = levels[channel]!;
      for (let pixel = 0; pixel < area; pixel++) values[from + pixel] = own[tile.data[pixel * 4 + channel]!]!;
    }
  }
  return values;
}

/** The pixels that such numbers stand for, to show what the encoder was really given. */
export function denormalise(values: Float32Array, size: number, normalisation: Normalisation): Pixels[] {
  const area = size * size;
  return Array.from({ length: values.length / (3 * area) }, (_, index) => {
    const data = new Uint8ClampedArray(area * 4).fill(255);
    for (let channel = 0; channel < 3; channel++) {
      const from = (index * 3 + channel) * area;
      for (let pixel = 0; pixel < area; pixel++) {
        data[pixel * 4 + channel] = byteOf(values[from + pixel]!, channel, normalisation);
      }
    }
    return { width: size, height: size, data };
  });
}
