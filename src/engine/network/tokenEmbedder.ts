import type { Runtime } from "../ort/runtime";
import { type NetworkFile, openSession, type Session } from "../ort/session";
import { floatsOf, outputOf } from "../ort/tensors";
import { type EmbeddingTable, embeddingTableIn } from "./embeddingTable";

/** Token ids as the network's vectors. */
export interface TokenEmbedder {
  /** Numbers of each vector; null where the network does not say. */
  readonly width: number | null;
  /** [count, width] */
  embed(tokenIds: readonly number[]): Promise<Float32Array>;
  release(): Promise<void>;
}

/**
 * Opens the network of embeddings, without the runtime where it is a table. On the CPU always: a row costs nothing there,
 * while the way back from a device costs a wait for each token.
 */
export async function openTokenEmbedder(runtime: Runtime, read: () => Promise<NetworkFile>): Promise<TokenEmbedder> {
  const network = await read();
  const table = embeddingTableIn(network);
  if (table === null) {
    let first: NetworkFile | null = network;
    const readFirst = async (): Promise<NetworkFile> => {
      const open = first ?? (await read());
      first = null;
      return open;
    };
    return computed(runtime, await openSession(runtime, readFirst, { device: null, stayOnDevice: [] }));
  }
  for (const { file } of [network, ...network.external]) file.close();
  return lookedUp(table);
}

const lookedUp = ({ width, row }: EmbeddingTable): TokenEmbedder => ({
  width,
  async embed(tokenIds) {
    const embeddings = new Float32Array(tokenIds.length * width);
    const rows = new Map<number, Float32Array>();
    for (const [index, id] of tokenIds.entries()) {
      // Hundreds of a picture's tokens are the same.
      const found = rows.get(id) ?? row(id);
      rows.set(id, found);
      embeddings.set(found, index * width);
    }
    return embeddings;
  },
  release: async () => undefined,
});

function computed(runtime: Runtime, session: Session): TokenEmbedder {
  const width = session.outputs.find(({ name }) => name === "inputs_embeds")?.dims.at(-1);
  return {
    width: typeof width === "number" ? width : null,
    async embed(tokenIds) {
      const ids = BigInt64Array.from(tokenIds, BigInt);
      const outputs = await session.run({ input_ids: new runtime.Tensor("int64", ids, [1, ids.length]) });
      return floatsOf(outputOf(outputs, "inputs_embeds")).slice();
    },
    release: session.release,
  };
}
