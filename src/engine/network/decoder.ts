import { throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { KeyValueStore } from "../kv/store";
import type { Device } from "../ort/device";
import { readRows } from "../ort/readback";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Feeds, Session } from "../ort/session";
import { floatsOf, floatTensor, outputOf, tensorFrom } from "../ort/tensors";
import { yieldToEventLoop } from "../scheduling/yieldToEventLoop";

/** Which rows of logits a forward pass is to give back. */
export type WantedRows = "last" | "all";

/** The language network and the keys and values it keeps. */
export interface Decoder<Block> {
  readonly store: KeyValueStore<Block>;
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

let ones = new BigInt64Array(0);

/** All positions count. One array serves every mask, since each is a beginning of it. */
function onesTensor({ Tensor }: Runtime, length: number): Tensor {
  if (ones.length < length) ones = new BigInt64Array(length * 2).fill(1n);
  return new Tensor("int64", ones.subarray(0, length), [1, length]);
}

/** Rows of logits [1, rows, vocabulary]; a graph that keeps only the last gives one. */
async function takeRows(logits: Tensor, wanted: WantedRows, device: Device | null): Promise<Float32Array[]> {
  const [, rows = 1, vocabulary = 0] = logits.dims;
  const first = wanted === "last" ? rows - 1 : 0;
  if (device !== null && logits.location === "gpu-buffer") {
    const floats = await readRows(device, logits, first, rows - first, vocabulary);
    logits.dispose();
    return cutRows(floats, vocabulary);
  }
  return cutRows(floatsOf(logits).slice(first * vocabulary), vocabulary);
}

const cutRows = (floats: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: floats.length / width }, (_, row) => floats.subarray(row * width, (row + 1) * width));
