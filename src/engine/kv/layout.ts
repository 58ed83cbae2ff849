import { refuse } from "../contract/failure";
import { APPENDED, ATTENTION } from "../ort/groupedAttention";
import type { Session, ValueInfo } from "../ort/session";

export interface PastPresent {
  readonly past: string;
  readonly present: string;
}

/**
 * Keys or values of one layer, for each sequence [...before, rows, ...after]: [outer][row][inner] in memory. Where a run
 * gives back its own rows alone, `present` has those of all tensors, [sequence][token][tensor][outer][inner].
 */
export interface KeyValueTensor extends PastPresent {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly outer: number;
  readonly inner: number;
}

/** What a decoder keeps of the tokens before: a pair of tensors a layer of attention, and states. */
export interface KeyValueLayout {
  readonly tensors: readonly KeyValueTensor[];
  /** Whether a run gives back its own rows alone, to be put behind those that are kept, and not all of them. */
  readonly appends: boolean;
  /** Whether it is told what each token sees and where it stands, so that several sequences' tokens can be computed as one's. */
  readonly joins: boolean;
  readonly heads: number;
  readonly width: number;
  readonly type: "float32" | "float16";
  /** Of one number. */
  readonly elementBytes: number;
  /** Of one position, all layers together. */
  readonly bytesPerToken: number;
  readonly states: readonly StateLayout[];
  /** Of one snapshot of all states. */
  readonly stateBytes: number;
}

/** A tensor of one size that each run replaces: what a convolution or a recurrence keeps. It cannot be cut at a token. */
export interface StateLayout extends PastPresent {
  readonly dims: readonly number[];
  readonly type: "float32" | "float16";
  readonly length: number;
}

const KEY_VALUE = /^past_key_values\.\d+\.(key|value)$/;
/** `past_conv.3` of LFM2 and LFM3, `past_recurrent.0` of Qwen3.5; transformers.js names all of its kind so. */
const STATE = /^past_\w+\.\d+(\.\w+)?$/;

/** Read from the graph, never from config.json: exports differ. */
export function layoutOf({ inputs, outputs }: Pick<Session, "inputs" | "outputs">): KeyValueLayout {
  const pasts = inputs.filter(({ name }) => name.startsWith("past_"));
  const rows = pasts.filter(({ name }) => KEY_VALUE.test(name));
  const states = pasts.filter(({ name }) => !KEY_VALUE.test(name)).map(stateOf);
  const appends = outputs.some(({ name }) => name === APPENDED);
  const tensors = rows.map((input) => tensorOf(input, appends));
  const shapes = new Set(
    tensors.map(({ before: [heads], outer, inner }, index) => `${rows[index]!.type} ${heads} ${outer * inner}`),
  );
  const [first] = tensors;
  const heads = first?.before[0];
  const type = rows[0] === undefined ? undefined : floatType(rows[0]);
  if (first === undefined || heads === undefined || type === undefined || shapes.size > 1) return refuseShape();
  const width = (first.outer * first.inner) / heads;
  const elementBytes = bytesOf(type);
  const isTold = (name: string): boolean => inputs.some((input) => input.name === name);
  return {
    tensors,
    appends,
    // A state stands for one sequence, and a graph that counts places from the mask takes its rows for one sequence's.
    joins: appends && states.length === 0 && (isTold(ATTENTION.places) || isTold("position_ids")),
    heads,
    width,
    type,
    elementBytes,
    bytesPerToken: rows.length * heads * width * elementBytes,
    states,
    stateBytes: states.reduce((sum, state) => sum + state.length * bytesOf(state.type), 0),
  };
}

/** Rows vary. A graph that keeps all of them has them third of four; one that is given its own has named them alone so. */
function tensorOf({ name, dims }: ValueInfo, appends: boolean): KeyValueTensor {
  const at = appends ? dims.findLastIndex((size) => typeof size === "string") : 2;
  const [before, after] = [sizesOf(dims.slice(1, at)), sizesOf(dims.slice(at + 1))];
  if (!appends && dims.length !== 4) refuseShape();
  const present = appends ? APPENDED : name.replace("past_key_values", "present");
  return { past: name, present, before, after, outer: product(before), inner: product(after) };
}

const sizesOf = (dims: readonly (number | string)[]): readonly number[] =>
  dims.map((size) => (typeof size === "number" ? size : refuseShape()));

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

const refuseShape = (): never => refuse("unsupported-model", "The decoder's keys and values have no known shape.");

function stateOf(input: ValueInfo): StateLayout {
  const type = floatType(input);
  // The first dimension is the batch, whatever it is called.
  const dims = input.dims.map((size, index) => (index === 0 && typeof size === "string" ? 1 : size));
  const sizes = dims.filter((size) => typeof size === "number");
  if (!STATE.test(input.name) || type === undefined || sizes.length < dims.length) {
    return refuse("unsupported-model", `The decoder keeps a state of no known kind: "${input.name}".`);
  }
  const present = input.name.replace("past_", "present_");
  return { past: input.name, present, dims: sizes, type, length: product(sizes) };
}

const floatType = ({ type }: ValueInfo): KeyValueLayout["type"] | undefined =>
  type === "float32" || type === "float16" ? type : undefined;

const bytesOf = (type: KeyValueLayout["type"]): number => (type === "float32" ? 4 : 2);
