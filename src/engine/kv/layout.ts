import { refuse } from "../contract/failure";
import { ATTENTION, appendedOf } from "../ort/groupedAttention";
import type { Session, ValueInfo } from "../ort/session";

export interface PastPresent {
  readonly past: string;
  readonly present: string;
}

/** What a decoder keeps of the tokens before: a pair of tensors [1, heads, rows, width] a layer of attention, and states. */
export interface KeyValueLayout {
  readonly tensors: readonly PastPresent[];
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
  const shapes = new Set(rows.map(({ type, dims }) => `${type} ${dims[1]} ${dims[3]}`));
  const [first] = rows;
  const heads = first?.dims[1];
  const width = first?.dims[3];
  const type = first === undefined ? undefined : floatType(first);
  if (typeof heads !== "number" || typeof width !== "number" || type === undefined || shapes.size > 1) {
    return refuse("unsupported-model", "The decoder's keys and values have no known shape.");
  }
  const elementBytes = bytesOf(type);
  const appends = rows.every(({ name }) => outputs.some((output) => output.name === appendedOf(name)));
  const isTold = (name: string): boolean => inputs.some((input) => input.name === name);
  return {
    tensors: rows.map(({ name }) => ({
      past: name,
      present: appends ? appendedOf(name) : name.replace("past_key_values", "present"),
    })),
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

function stateOf(input: ValueInfo): StateLayout {
  const type = floatType(input);
  // The first dimension is the batch, whatever it is called.
  const dims = input.dims.map((size, index) => (index === 0 && typeof size === "string" ? 1 : size));
  const sizes = dims.filter((size) => typeof size === "number");
  if (!STATE.test(input.name) || type === undefined || sizes.length < dims.length) {
    return refuse("unsupported-model", `The decoder keeps a state of no known kind: "${input.name}".`);
  }
  const length = sizes.reduce((product, size) => product * size, 1);
  return { past: input.name, present: input.name.replace("past_", "present_"), dims: sizes, type, length };
}

const floatType = ({ type }: ValueInfo): KeyValueLayout["type"] | undefined =>
  type === "float32" || type === "float16" ? type : undefined;

const bytesOf = (type: KeyValueLayout["type"]): number => (type === "float32" ? 4 : 2);
