import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import { floatsOf, floatTensor, outputOf } from "../ort/tensors";

/** What an encoder made of a prompt, for the decoder to look at. */
export interface EncodedPrompt {
  /** [tokens, hidden] */
  readonly states: Float32Array;
  readonly tokens: number;
}

/** The network that reads picture and words of an encoder–decoder. */
export interface TextEncoder {
  /** @param embeddings [tokens, hidden] */
  encode(embeddings: Float32Array, tokens: number): Promise<EncodedPrompt>;
}

export function createTextEncoder(runtime: Runtime, session: Session): TextEncoder {
  const type = session.inputs.find(({ name }) => name === "inputs_embeds")?.type ?? "float32";
  return {
    async encode(embeddings, tokens) {
      const outputs = await session.run({
        inputs_embeds: floatTensor(runtime, type, embeddings, [1, tokens, embeddings.length / tokens]),
        attention_mask: new runtime.Tensor("int64", new BigInt64Array(tokens).fill(1n), [1, tokens]),
      });
      return { states: floatsOf(outputOf(outputs, "last_hidden_state")).slice(), tokens };
    },
  };
}
