// A graphics driver can compute nonsense without an error, so a model proves itself before it is used: the same prompt in
// one piece and in two, written over after going back, and, where the network is small, on the CPU too.
import { refuse } from "./failure";
import type { Decoder } from "./network/decoder";

/**
 * Two ways of computing one row differ by rounding: about 1e-6 of the largest logit in 32 bits, 1e-2 in 16 or 4. Wrong
 * attention is off by far more (0.1–0.2 seen on SwiftShader).
 */
const TOLERANCE = { float32: 1e-3, float16: 5e-2 } as const;

export interface SelfTest {
  readonly embeddings: Float32Array;
  readonly count: number;
  readonly precision: keyof typeof TOLERANCE;
}

/** Tests that going back and writing over gives what going straight does. Leaves the store empty. Gives the row. */
export async function testRewind<Block>(decoder: Decoder<Block>, test: SelfTest): Promise<Float32Array> {
  const { embeddings, count, precision } = test;
  const hidden = embeddings.length / count;
  const half = Math.floor(count / 2);
  const first = embeddings.slice(0, half * hidden);
  const second = embeddings.slice(half * hidden);
  const straight = await lastRow(decoder, embeddings, count);
  expectClose(straight, straight, precision, "a first prompt");
  decoder.store.rewind(half, []);
  expectClose(await lastRow(decoder, second, count - half), straight, precision, "going back");
  const saved = decoder.store.save(0, half);
  decoder.store.rewind(0, []);
  await lastRow(decoder, second, count - half);
  decoder.store.rewind(0, [{ block: saved, from: 0, count: half }]);
  decoder.store.release(saved);
  expectClose(await lastRow(decoder, second, count - half), straight, precision, "restoring a saved path");
  decoder.store.rewind(0, []);
  await lastRow(decoder, first, half);
  expectClose(await lastRow(decoder, second, count - half), straight, precision, "a prompt in two parts");
  decoder.store.rewind(0, []);
  return straight;
}

/** Throws "self-test-failed" where a row is not finite or too far from what it should be. */
export function expectClose(
  row: Float32Array,
  expected: Float32Array,
  precision: keyof typeof TOLERANCE,
  what: string,
): void {
  let largest = 0;
  let difference = 0;
  for (const [index, value] of row.entries()) {
    const wanted = expected[index] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(wanted)) {
      refuse("self-test-failed", "The model computes numbers that are not numbers.", what);
    }
    largest = Math.max(largest, Math.abs(wanted));
    difference = Math.max(difference, Math.abs(value - wanted));
  }
  if (row.length !== expected.length || difference > TOLERANCE[precision] * (1 + largest)) {
    refuse("self-test-failed", "The model's numbers disagree with themselves.", `${what}: off by ${difference}`);
  }
}

const lastRow = async <Block>(
  decoder: Decoder<Block>,
  embeddings: Float32Array,
  count: number,
): Promise<Float32Array> => ((await decoder.forward(embeddings, count, "last"))[0] as Float32Array).slice();
