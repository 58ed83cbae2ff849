import { refuse } from "../contract/failure";
import type { TokenPlaces } from "../kv/batch";
import { FIRST_LOGITS, KEPT_LOGITS } from "../ort/askedLogits";
import { ATTENTION } from "../ort/groupedAttention";
import type { Ports } from "../ort/ports";
import type { Runtime, Tensor } from "../ort/runtime";
import type { ValueInfo } from "../ort/session";
import { floatTensor } from "../ort/tensors";
import { MAIN_FEATURES, type SideFeatures, type TokenRun } from "./tokenRun";

/**
 * Puts in a decoder's inputs, all but what it keeps of the past. Tokens of several sequences stand one sequence after
 * another, as many for each.
 */
export type RunFeeder = (feeds: Ports["feeds"], run: TokenRun, places: TokenPlaces, wantsAll: boolean) => void;

/**
 * Feeds whatever the graph names: embeddings or ids, positions on one axis or on several, features beside the tokens.
 * Refuses with "unsupported-model" a graph that wants something else.
 */
export function createRunFeeder(runtime: Runtime, inputs: readonly ValueInfo[]): RunFeeder {
  const makers = inputs.filter(({ name }) => !name.startsWith("past_")).map((input) => makerOf(runtime, input));
  return (feeds, run, places, wantsAll) => {
    const asked = { run, places, wantsAll, each: run.tokenIds.length / places.sequences };
    for (const { name, make } of makers) feeds[name] = make(asked);
  };
}

interface Asked {
  readonly run: TokenRun;
  readonly places: TokenPlaces;
  readonly wantsAll: boolean;
  /** Tokens of each sequence. */
  readonly each: number;
}

interface Maker {
  readonly name: string;
  make(asked: Asked): Tensor;
}

function makerOf(runtime: Runtime, input: ValueInfo): Maker {
  const { name, type } = input;
  const { Tensor } = runtime;
  switch (name) {
    case "inputs_embeds":
      return { name, make: (asked) => embeddingsOf(runtime, type, asked) };
    case "input_ids":
      return { name, make: ({ run, places, each }) => integerTensor(runtime, run.tokenIds, [places.sequences, each]) };
    case "attention_mask":
      return { name, make: ({ places, each }) => onesTensor(runtime, places.sequences, places.past + each) };
    case "position_ids":
      return { name, make: (asked) => positionsTensor(runtime, asked, input) };
    case ATTENTION.places:
      return { name, make: (asked) => integerTensor(runtime, countedOf(asked), [asked.places.sequences, asked.each]) };
    case ATTENTION.parts:
      return { name, make: (asked) => integerTensor(runtime, [rowsBefore(asked), asked.each], [2]) };
    case ATTENTION.counted:
      return { name, make: ({ places }) => new Tensor("int64", BigInt64Array.of(BigInt(places.past)), [1]) };
    case ATTENTION.bias:
      return { name, make: (asked) => biasTensor(runtime, asked) };
    case FIRST_LOGITS:
      return { name, make: ({ wantsAll }) => new Tensor("int64", BigInt64Array.of(wantsAll ? 0n : -1n), [1]) };
    case KEPT_LOGITS:
      return { name, make: ({ wantsAll }) => new Tensor("int64", BigInt64Array.of(wantsAll ? 0n : 1n), []) };
    default: {
      if (type !== "float32" && type !== "float16") {
        return refuse("unsupported-model", `The decoder wants an input that is not known here: "${name}".`);
      }
      return { name, make: (asked) => sideTensor(runtime, input, sideFor(input, asked.run), asked) };
    }
  }
}

function embeddingsOf(runtime: Runtime, type: string, { run, places, each }: Asked): Tensor {
  const { embeddings, tokenIds } = run;
  if (embeddings === null) throw new Error("The decoder wants embeddings, but the run has only ids");
  return floatTensor(runtime, type, embeddings, [places.sequences, each, embeddings.length / tokenIds.length]);
}

/** [sequences, tokens], or [axes, sequences, tokens] where the graph has a dimension more. */
function positionsTensor(runtime: Runtime, asked: Asked, { dims }: ValueInfo): Tensor {
  const { run, places, each } = asked;
  const { positions } = run;
  const { sequences } = places;
  if (dims.length === 2) return integerTensor(runtime, positions[0] ?? [], [sequences, each]);
  const missing = typeof dims[0] === "number" ? dims[0] - positions.length : 0;
  // transformers counts tokens on a first axis before those of M-RoPE, and some exports keep it.
  const all = [...Array.from({ length: missing }, () => countedOf(asked)), ...positions];
  return integerTensor(runtime, all.flat(), [all.length, sequences, each]);
}

/** How many tokens of its own stand before each. */
const countedOf = ({ run, places, each }: Asked): readonly number[] =>
  places.counted ?? run.tokenIds.map((_, index) => places.past + (index % each));

/**
 * Features beside the tokens. A graph of three dimensions wants a row for every token, nought where no picture stands; one
 * of two dimensions wants the rows of pictures alone and finds their places by the ids.
 */
function sideTensor(
  runtime: Runtime,
  { type, dims }: ValueInfo,
  side: SideFeatures | undefined,
  { places: { sequences }, each }: Asked,
): Tensor {
  const width = side?.width ?? widthOf(dims);
  if (dims.length === 2)
    return floatTensor(runtime, type, side?.rows ?? new Float32Array(0), [side?.tokens.length ?? 0, width]);
  const rows = new Float32Array(sequences * each * width);
  for (const [row, token] of (side?.tokens ?? []).entries()) {
    rows.set(side!.rows.subarray(row * width, (row + 1) * width), token * width);
  }
  return floatTensor(runtime, type, rows, [sequences, each, width]);
}

/** Features of pictures alone are the main ones, whatever the graph calls them. */
const sideFor = ({ name, dims }: ValueInfo, { side }: TokenRun): SideFeatures | undefined =>
  side[name] ?? (dims.length === 2 ? side[MAIN_FEATURES] : undefined);

function widthOf(dims: readonly (number | string)[]): number {
  const width = dims.at(-1);
  return typeof width === "number"
    ? width
    : refuse("unsupported-model", "The decoder does not say how wide features are.");
}

const integerTensor = ({ Tensor }: Runtime, values: readonly number[], dims: readonly number[]): Tensor =>
  new Tensor("int64", BigInt64Array.from(values, BigInt), dims);

/** What the network is given of each sequence, rows that hold nothing included. */
const rowsBefore = ({ places }: Asked): number => places.rows ?? places.past;

/** What each token does not see, [1, 1, tokens, seen]; the same for all sequences. */
function biasTensor({ Tensor }: Runtime, asked: Asked): Tensor {
  const { places, each } = asked;
  const rows = rowsBefore(asked);
  const seen = rows + each;
  const bias = new Float32Array(each * seen);
  if (places.hide === undefined) hideLater(bias, seen, places.past, rows);
  else places.hide(bias, seen);
  return new Tensor("float32", bias, [1, 1, each, seen]);
}

/** Rows that hold nothing, and the run's own that come later. */
function hideLater(bias: Float32Array, seen: number, past: number, rows: number): void {
  for (let start = 0, next = rows + 1; start < bias.length; start += seen, next++) {
    bias.fill(Number.NEGATIVE_INFINITY, start + past, start + rows);
    bias.fill(Number.NEGATIVE_INFINITY, start + next, start + seen);
  }
}

let ones = new BigInt64Array(0);

/** All positions count. One array serves every mask, since each is a beginning of it. */
function onesTensor({ Tensor }: Runtime, sequences: number, length: number): Tensor {
  const size = sequences * length;
  if (ones.length < size) ones = new BigInt64Array(size * 2).fill(1n);
  return new Tensor("int64", ones.subarray(0, size), [sequences, length]);
}
