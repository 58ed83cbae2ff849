// A graphics driver can compute nonsense without an error, so a model proves itself before it is used: the same prompt in
// one piece, from a middle gone back to, from a saved path and by its last token alone; and, where the networks are small,
// the same on the CPU.
import { refuse } from "../contract/failure";
import type { Decoder } from "../network/decoder";

/**
 * Two ways of computing one row differ by rounding: about 1e-6 of the largest logit in 32 bits, 1e-2 in 16 or 4. Wrong
 * attention is off by far more (0.1–0.2 seen on SwiftShader).
 */
const TOLERANCE = { float32: 1e-3, float16: 5e-2 } as const;

export type Precision = keyof typeof TOLERANCE;

export interface Probe {
  /** [count, hidden] */
  readonly embeddings: Float32Array;
  readonly count: number;
  readonly precision: Precision;
  /** Called after each pass. The first ones compile every shader, and whoever watches for silence must hear of each. */
  onPass(): void;
}

/** The row that a prompt ends in, computed in one piece. Leaves the store empty. */
export async function probeRow<Block>(decoder: Decoder<Block>, probe: Probe): Promise<Float32Array> {
  decoder.store.rewind(0, []);
  const row = await passOf(decoder, probe)(probe.embeddings, probe.count);
  decoder.store.rewind(0, []);
  return row;
}

/** Tests that every way to the same prompt ends in the same row, and gives that row. Leaves the store empty. */
export async function testRewind<Block>(decoder: Decoder<Block>, probe: Probe): Promise<Float32Array> {
  const { embeddings, count, precision } = probe;
  const { store } = decoder;
  const lastRow = passOf(decoder, probe);
  const width = embeddings.length / count;
  const half = Math.floor(count / 2);
  const second = embeddings.slice(half * width);
  const straight = await lastRow(embeddings, count);
  expectVaried(straight);
  const saved = store.save(0, half);
  store.rewind(count - 1, []);
  expectClose(await lastRow(embeddings.slice((count - 1) * width), 1), straight, precision, "one token");
  store.rewind(half, []);
  expectClose(await lastRow(second, count - half), straight, precision, "going back");
  store.rewind(0, []);
  await lastRow(second, count - half);
  store.rewind(0, [{ block: saved, from: 0, count: half }]);
  store.release(saved);
  expectClose(await lastRow(second, count - half), straight, precision, "a saved path");
  store.rewind(0, []);
  return straight;
}

/** Throws "self-test-failed" where values are not finite or too far from what they should be. */
export function expectClose(values: Float32Array, expected: Float32Array, precision: Precision, what: string): void {
  let largest = 0;
  let difference = 0;
  for (const [index, value] of values.entries()) {
    const wanted = expected[index] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(wanted)) fail("numbers that are not numbers", what);
    largest = Math.max(largest, Math.abs(wanted));
    difference = Math.max(difference, Math.abs(value - wanted));
  }
  if (values.length !== expected.length || difference > TOLERANCE[precision] * (1 + largest)) {
    fail("numbers that disagree", `${what}: off by ${difference}`);
  }
}

/** A network that says the same of every token has not computed anything. */
function expectVaried(row: Float32Array): void {
  const [first] = row;
  if (row.length < 2 || !row.some((value) => value !== first)) fail("the same number everywhere", "a first prompt");
}

const fail = (numbers: string, detail: string): never =>
  refuse("self-test-failed", `The model failed its self-test: it computes ${numbers}.`, detail);

/** Gives the last row that the network computes of some embeddings. */
const passOf =
  <Block>(decoder: Decoder<Block>, { onPass }: Probe) =>
  async (embeddings: Float32Array, count: number): Promise<Float32Array> => {
    const row = (await decoder.forward(embeddings, count, "last"))[0]!.slice();
    onPass();
    return row;
  };
