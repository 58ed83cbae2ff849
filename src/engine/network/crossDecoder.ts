// A decoder that looks at what an encoder has read. Its graph is "merged": the first run computes the encoder's keys and
// values, later ones take them back, and what such a later run gives under their names is a stand-in (optimum's export).
import { refuse } from "../contract/failure";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Feeds, Session, ValueInfo } from "../ort/session";
import { floatsOf, floatTensor, outputOf } from "../ort/tensors";
import type { EncodedPrompt } from "./textEncoder";

/** One answer to one prompt. It goes forward only, and begins anew with each prompt. */
export interface CrossDecoder {
  begin(prompt: EncodedPrompt): void;
  /**
   * @param embeddings [count, hidden]
   * @returns a row of logits for each token
   */
  forward(embeddings: Float32Array, count: number): Promise<Float32Array[]>;
  /** Tokens since `begin`. */
  readonly length: number;
  readonly bytes: number;
}

const OF_ENCODER = /\.encoder\.(key|value)$/;

export function createCrossDecoder(runtime: Runtime, session: Session): CrossDecoder {
  const pasts = session.inputs.filter(({ name }) => name.startsWith("past_key_values."));
  const empty = Object.fromEntries(pasts.map((input) => [input.name, emptyTensor(runtime, input)]));
  let encoded: EncodedPrompt | null = null;
  let past: Feeds = empty;
  let length = 0;

  const accept = (outputs: Feeds): void => {
    const isFirst = length === 0;
    past = Object.fromEntries(
      pasts.map(({ name }) => {
        const held = past[name];
        if (!isFirst && OF_ENCODER.test(name) && held !== undefined) return [name, held];
        return [name, outputOf(outputs, name.replace("past_key_values", "present"))];
      }),
    );
  };
  return {
    get length() {
      return length;
    },
    get bytes() {
      return Object.values(past).reduce((sum, tensor) => sum + tensor.size * (tensor.type === "float16" ? 2 : 4), 0);
    },
    begin(prompt) {
      encoded = prompt;
      past = empty;
      length = 0;
    },
    async forward(embeddings, count) {
      if (encoded === null) throw new Error("A decoder that looks at a prompt was given none");
      const outputs = await session.run({
        ...inputsOf(runtime, session.inputs, { encoded, embeddings, count, length }),
        ...past,
      });
      accept(outputs);
      length += count;
      return rowsOf(outputOf(outputs, "logits"));
    },
  };
}

interface Asked {
  readonly encoded: EncodedPrompt;
  readonly embeddings: Float32Array;
  readonly count: number;
  readonly length: number;
}

function inputsOf(runtime: Runtime, inputs: readonly ValueInfo[], asked: Asked): Record<string, Tensor> {
  const { encoded, embeddings, count, length } = asked;
  const ones = (size: number): Tensor => new runtime.Tensor("int64", new BigInt64Array(size).fill(1n), [1, size]);
  const make = ({ name, type }: ValueInfo): Tensor => {
    switch (name) {
      case "inputs_embeds":
        return floatTensor(runtime, type, embeddings, [1, count, embeddings.length / count]);
      case "encoder_hidden_states":
        return floatTensor(runtime, type, encoded.states, [1, encoded.tokens, encoded.states.length / encoded.tokens]);
      case "encoder_attention_mask":
        return ones(encoded.tokens);
      case "attention_mask":
        return ones(length + count);
      case "use_cache_branch":
        return new runtime.Tensor("bool", Uint8Array.of(length > 0 ? 1 : 0), [1]);
      default:
        return refuse("unsupported-model", `The decoder wants an input that is not known here: "${name}".`);
    }
  };
  const own = inputs.filter(({ name }) => !name.startsWith("past_key_values."));
  return Object.fromEntries(own.map((input) => [input.name, make(input)]));
}

function emptyTensor(runtime: Runtime, { name, type, dims }: ValueInfo): Tensor {
  const [, heads, , width] = dims;
  if (typeof heads !== "number" || typeof width !== "number") {
    return refuse("unsupported-model", `The decoder's "${name}" has no known shape.`);
  }
  return floatTensor(runtime, type, new Float32Array(0), [1, heads, 0, width]);
}

function rowsOf(logits: Tensor): Float32Array[] {
  const [, rows = 1, vocabulary = 0] = logits.dims;
  const floats = floatsOf(logits).slice();
  return Array.from({ length: rows }, (_, row) => floats.subarray(row * vocabulary, (row + 1) * vocabulary));
}
