import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import { floatsOf, outputOf } from "../ort/tensors";

/** Token ids as the network's vectors. */
export interface TokenEmbedder {
  /** [count, hidden] */
  embed(tokenIds: readonly number[]): Promise<Float32Array>;
}

export function createTokenEmbedder(runtime: Runtime, session: Session): TokenEmbedder {
  return {
    async embed(tokenIds) {
      const ids = BigInt64Array.from(tokenIds, BigInt);
      const outputs = await session.run({ input_ids: new runtime.Tensor("int64", ids, [1, ids.length]) });
      return floatsOf(outputOf(outputs, "inputs_embeds")).slice();
    },
  };
}
