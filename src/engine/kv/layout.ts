import { refuse } from "../contract/failure";
import type { ValueInfo } from "../ort/session";

/** How the decoder keeps keys and values: one pair of tensors [1, heads, rows, width] a layer. */
export interface KeyValueLayout {
  readonly tensors: readonly { readonly past: string; readonly present: string }[];
  readonly heads: number;
  readonly width: number;
  readonly type: "float32" | "float16";
  /** Of one number. */
  readonly elementBytes: number;
  /** Of one position, all layers together. */
  readonly bytesPerToken: number;
}

/** Read from the graph, never from config.json: exports differ. */
export function layoutOf(inputs: readonly ValueInfo[]): KeyValueLayout {
  const pasts = inputs.filter(({ name }) => name.startsWith("past_"));
  const foreign = pasts.find(({ name }) => !/^past_key_values\.\d+\.(key|value)$/.test(name));
  if (foreign !== undefined) {
    refuse("unsupported-model", `The decoder keeps a state that is not keys and values: "${foreign.name}".`);
  }
  const [first] = pasts;
  const heads = first?.dims[1];
  const width = first?.dims[3];
  const type = first?.type;
  if (typeof heads !== "number" || typeof width !== "number" || (type !== "float32" && type !== "float16")) {
    return refuse("unsupported-model", "The decoder's keys and values have no known shape.");
  }
  const elementBytes = type === "float32" ? 4 : 2;
  return {
    tensors: pasts.map(({ name }) => ({ past: name, present: name.replace("past_key_values", "present") })),
    heads,
    width,
    type,
    elementBytes,
    bytesPerToken: pasts.length * heads * width * elementBytes,
  };
}
