import { throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { KeyValueStore } from "../kv/store";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import type { Feeds, Session } from "../ort/session";
import { floatTensor, outputOf, tensorFrom } from "../ort/tensors";
import { yieldToEventLoop } from "../scheduling/yieldToEventLoop";
import { type BatchDecoder, createBatchDecoder } from "./batchDecoder";
import { onesTensor, takeRows, type WantedRows } from "./feeds";

export type { WantedRows } from "./feeds";

/** The language network and the keys and values it keeps. */
export interface Decoder<Block> {
  readonly store: KeyValueStore<Block>;
  /** Null where sequences cannot be computed together. */
  readonly batch: BatchDecoder | null;
  /**
   * Appends tokens to the live path.
   *
   * @param embeddings [count, hidden], 32-bit
   * @param signal looked at between the parts of a long prompt
   * @returns one row of logits a wanted token
   */
  forward(embeddings: Float32Array, count: number, wanted: WantedRows, signal?: AbortSignal): Promise<Float32Array[]>;
}

/** Logits of a whole long prompt can take more memory than the network (1,000 × 65,536 floats are 262 MB). */
const LARGEST_CHUNK = 256;

export function createDecoder<Block>(
  runtime: Runtime,
  session: Session,
  store: KeyValueStore<Block>,
  family: Pick<Family, "positionIds">,
  device: Device | null,
): Decoder<Block> {
  const type = session.inputs.find(({ name }) => name === "inputs_embeds")?.type ?? "float32";
  const names = new Set(session.inputs.map(({ name }) => name));

  const run = async (embeddings: Float32Array, count: number, wanted: WantedRows | "none"): Promise<Float32Array[]> => {
    const past = store.length;
    const bound = store.bind(count);
    const hidden = embeddings.length / count;
    const inputs: Feeds = {
      inputs_embeds: floatTensor(runtime, type, embeddings, [1, count, hidden]),
      attention_mask: onesTensor(runtime, past + count),
      position_ids: tensorFrom(runtime, family.positionIds(past, count)),
      num_logits_to_keep: new runtime.Tensor("int64", BigInt64Array.of(wanted === "all" ? 0n : 1n), []),
    };
    const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => names.has(name)));
    const logits = wanted === "none" ? {} : { logits: null };
    const outputs = await session.run({ ...known, ...bound.feeds }, { ...logits, ...bound.fetches });
    store.accept(outputs, count);
    if (wanted === "none") return [];
    return takeRows(outputOf(outputs, "logits"), wanted, device);
  };

  return {
    store,
    batch: store.openBatch === undefined ? null : createBatchDecoder(runtime, session, family, device),
    async forward(embeddings, count, wanted, signal) {
      const hidden = embeddings.length / count;
      const rows: Float32Array[] = [];
      for (let start = 0; start < count; start += LARGEST_CHUNK) {
        const end = Math.min(count, start + LARGEST_CHUNK);
        if (start > 0) await yieldToEventLoop();
        if (signal !== undefined) throwIfAborted(signal);
        const chunkWants = wanted === "all" ? "all" : end === count ? "last" : "none";
        rows.push(...(await run(embeddings.slice(start * hidden, end * hidden), end - start, chunkWants)));
      }
      return rows;
    },
  };
}
