// A graphics driver can compute nonsense without an error, and an export can be wrong, so a model proves itself before it
// is used. Two kinds of comparison find different faults:
//
// Where the same tokens were computed together in the same runs, the numbers must be the same whatever the dtype. Going
// back and taking up a saved path are tested so.
//
// A prompt in one piece and in several must agree too, or attention sees the wrong rows. But networks that quantise their
// activations as they run scale them by all tokens of a run, so there the grouping moves every number a little without
// anything being wrong. How much is measured on the network itself: its input is moved by less than eight bits can hold,
// in the same grouping, so that only the rounding differs.
import type { Snapshot } from "../cache/treeNode";
import { refuse } from "../contract/failure";
import type { KeyValueStore } from "../kv/store";
import type { Decoder } from "../network/decoder";
import { sliceRun, type TokenRun } from "../network/tokenRun";

/**
 * Root mean square of the difference as a share of the spread of the expected row. Rounding is about 1e-6 in 32 bits and
 * 1e-3 to 1e-2 in 16; attention that is wrong is off by a tenth and more (seen on SwiftShader and in the tests' broken
 * networks).
 */
export const TOLERANCE = { float32: 1e-3, float16: 5e-2 } as const;

export type Precision = keyof typeof TOLERANCE;

export interface Probe {
  readonly run: TokenRun;
  readonly precision: Precision;
  /** Whether the network rounds its activations by a scale that depends on what is computed together. */
  readonly scalesByRun: boolean;
  /** Called after each pass. The first ones compile every shader, and whoever watches for silence must hear of each. */
  onPass(): void;
}

/** Rows of logits by the position of their token. A graph that keeps only the last row of a run has gaps here. */
export type Rows = ReadonlyMap<number, Float32Array>;

/** What the probe computes to, and how far another way of computing it may be off. */
export interface ProbeResult {
  readonly rows: Rows;
  readonly tolerance: number;
}

/** How many times the measured rounding a regrouping may move a row: 1.2 was seen, and 13 where attention was wrong. */
const ROUNDINGS = 3;
/** However coarse the rounding, a row this far off is another row: two that have nothing in common are off by 1.4. */
export const MOST_DRIFT = 0.5;
/**
 * Where the network looks ids up itself there is nothing to nudge. Eight bits moved rows by 0.04 between groupings, and the
 * mildest fault in attention by 0.38.
 */
const DRIFT_OF_IDS = 0.2;

/** The rows of the probe in one piece. Leaves the store empty. */
export const probeRows = async <Block>(decoder: Decoder<Block>, probe: Probe): Promise<Rows> =>
  (await wholeProbe(decoder, probe)).rows;

interface Whole {
  readonly rows: Rows;
  readonly keys: Float32Array | null;
}

async function wholeProbe<Block>(decoder: Decoder<Block>, probe: Probe): Promise<Whole> {
  decoder.store.rewind(0, []);
  const rows = await rowsOf(decoder, probe, 0, countOf(probe));
  const keys = firstKeysOf(decoder.store);
  decoder.store.rewind(0, []);
  return { rows, keys };
}

/**
 * Keys of the first layer, null where they are on a device. Each is made of one token and its place alone, so a wrong place
 * moves it by half its size, whatever attention makes of that: with weights drawn by chance attention is flat, and a rotation
 * from nought with each run moved logits by less than eight bits do (0.05 against 0.15 on SmolVLM-256M's shape).
 */
function firstKeysOf<Block>(store: KeyValueStore<Block>): Float32Array | null {
  if (store.firstKeys === undefined) return null;
  const block = store.save(0, store.length);
  const keys = store.firstKeys(block);
  store.release(block);
  return keys;
}

/** Tests that every way to the same prompt ends in the same rows, and gives them. Leaves the store empty. */
export async function testDecoder<Block>(decoder: Decoder<Block>, probe: Probe): Promise<ProbeResult> {
  const whole = await wholeProbe(decoder, probe);
  const { rows } = whole;
  expectVaried(rows);
  const tolerance = await toleranceOf(decoder, probe, rows);
  await testPieces(decoder, probe, whole, tolerance);
  return { rows, tolerance };
}

async function toleranceOf<Block>(decoder: Decoder<Block>, probe: Probe, rows: Rows): Promise<number> {
  const least = TOLERANCE[probe.precision];
  if (!probe.scalesByRun) return least;
  const { embeddings } = probe.run;
  if (embeddings === null) return DRIFT_OF_IDS;
  const moved = await probeRows(decoder, { ...probe, run: { ...probe.run, embeddings: nudged(embeddings) } });
  return Math.min(MOST_DRIFT, Math.max(least, ROUNDINGS * largestDistance(moved, rows, "a nudged prompt")));
}

/** Each number moved by 1/128 of their size, up or down without a pattern. */
function nudged(embeddings: Float32Array): Float32Array {
  const size = Math.sqrt(embeddings.reduce((sum, value) => sum + value * value, 0) / embeddings.length);
  let bits = 1;
  return embeddings.map((value) => {
    // The constants are of Numerical Recipes' quick generator; the top bit is the least regular.
    bits = (Math.imul(bits, 1664525) + 1013904223) | 0;
    return value + (bits < 0 ? size : -size) / 128;
  });
}

async function testPieces<Block>(
  decoder: Decoder<Block>,
  probe: Probe,
  { rows, keys }: Whole,
  tolerance: number,
): Promise<void> {
  const { store } = decoder;
  const count = countOf(probe);
  const half = Math.floor(count / 2);
  const forward = (from: number, to: number): Promise<Rows> => rowsOf(decoder, probe, from, to);
  const secondHalf = async (): Promise<Rows> =>
    new Map([...(await forward(half, count - 1)), ...(await forward(count - 1, count))]);
  // The first tokens one by one: what sees a token that comes later is furthest off where few come before.
  const first = [...(await forward(0, 1)), ...(await forward(1, 2)), ...(await forward(2, half))];
  const atHalf = snapshotOf(store);
  const middle = await forward(half, count - 1);
  const atLast = snapshotOf(store);
  const second: Rows = new Map([...middle, ...(await forward(count - 1, count))]);
  expectRows(new Map([...first, ...second]), rows, tolerance, "a prompt in pieces");
  const inPieces = firstKeysOf(store);
  if (keys !== null && inPieces !== null) expectClose(inPieces, keys, tolerance, "places in pieces");

  const exact = TOLERANCE[probe.precision];
  const saved = store.save(0, half);
  store.rewind(count - 1, [], atLast);
  expectRows(await forward(count - 1, count), second, exact, "one token");
  store.rewind(half, [], atHalf);
  expectRows(await secondHalf(), second, exact, "going back");
  store.rewind(0, []);
  await forward(half, count);
  store.rewind(0, [{ block: saved, from: 0, count: half }], atHalf);
  store.release(saved);
  expectRows(await secondHalf(), second, exact, "a saved path");
  atHalf?.release();
  atLast?.release();
  store.rewind(0, []);
}

/** Where keys and values are all that is kept, going back needs nothing more. */
const snapshotOf = <Block>(store: KeyValueStore<Block>): Snapshot | undefined =>
  store.stateBytes === 0 ? undefined : store.snapshot();

const countOf = ({ run }: Probe): number => run.tokenIds.length;

/** Appends the probe's tokens [from, to) to the live path. */
async function rowsOf<Block>(decoder: Decoder<Block>, { run, onPass }: Probe, from: number, to: number): Promise<Rows> {
  const rows = await decoder.forward(sliceRun(run, from, to), "all");
  onPass();
  return new Map(rows.map((row, index) => [to - rows.length + index, row.slice()]));
}

/** Throws "self-test-failed" where rows of the same position are too far apart. */
export function expectRows(rows: Rows, expected: Rows, tolerance: number, what: string): void {
  expectNear(largestDistance(rows, expected, what), tolerance, what);
}

/** The same for the numbers of another network. */
export function expectClose(values: Float32Array, expected: Float32Array, tolerance: number, what: string): void {
  expectNear(distanceOf(values, expected, what), tolerance, what);
}

function expectNear(distance: number, tolerance: number, what: string): void {
  if (distance <= tolerance) return;
  fail("numbers that disagree", `${what}: off by ${distance.toPrecision(3)}, at most ${tolerance.toPrecision(3)}`);
}

function largestDistance(rows: Rows, expected: Rows, what: string): number {
  const distances = [...rows].flatMap(([position, row]) => {
    const wanted = expected.get(position);
    return wanted === undefined ? [] : [distanceOf(row, wanted, what)];
  });
  return distances.length === 0 ? fail("nothing to compare", what) : Math.max(...distances);
}

/** Root mean square of the difference over the spread of what is expected. */
export function distanceOf(row: Float32Array, expected: Float32Array, what: string): number {
  if (row.length !== expected.length) fail(`${row.length} numbers in place of ${expected.length}`, what);
  const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
  let difference = 0;
  let spread = 0;
  for (const [index, value] of row.entries()) {
    const wanted = expected[index] ?? Number.NaN;
    if (!Number.isFinite(value) || !Number.isFinite(wanted)) fail("numbers that are not numbers", what);
    difference += (value - wanted) ** 2;
    spread += (wanted - mean) ** 2;
  }
  return difference === 0 ? 0 : Math.sqrt(difference / spread);
}

/** A network that says the same of every token has not computed anything. */
export function expectVaried(rows: Rows): void {
  for (const row of rows.values()) {
    if (row.length < 2 || row.every((value) => value === row[0])) fail("the same number everywhere", "a first prompt");
  }
}

const fail = (numbers: string, detail: string): never =>
  refuse("self-test-failed", `The model failed its self-test: it computes ${numbers}.`, detail);
