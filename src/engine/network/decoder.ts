import { throwIfAborted } from "../contract/failure";
import type { KeyValueStore } from "../kv/store";
import type { Device } from "../ort/device";
import { readRows } from "../ort/readback";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Feeds, Session } from "../ort/session";
import { floatsOf, outputOf } from "../ort/tensors";
import { yieldToEventLoop } from "../scheduling/yieldToEventLoop";
import { createRunFeeder } from "./runFeeds";
import { sliceRun, type TokenRun } from "./tokenRun";

/** Which rows of logits a forward pass is to give back. */
export type WantedRows = "last" | "all" | "none";

/** The language network and the keys, values and states that it keeps. */
export interface Decoder<Block> {
  readonly store: KeyValueStore<Block>;
  /**
   * Appends tokens to the live path.
   *
   * @param signal looked at between the parts of a long prompt
   * @returns one row of logits a wanted token
   */
  forward(run: TokenRun, wanted: WantedRows, signal?: AbortSignal): Promise<Float32Array[]>;
}

/** Logits of a whole long prompt can take more memory than the network (1,000 × 65,536 floats are 262 MB). */
const LARGEST_CHUNK = 256;

export function createDecoder<Block>(
  runtime: Runtime,
  session: Session,
  store: KeyValueStore<Block>,
  device: Device | null,
): Decoder<Block> {
  const feedsOf = createRunFeeder(runtime, session.inputs);

  const forward = async (run: TokenRun, wanted: WantedRows): Promise<Float32Array[]> => {
    const count = run.tokenIds.length;
    const bound = store.bind(count);
    const feeds = { ...feedsOf(run, store.length, wanted === "all"), ...bound.feeds };
    const logits = wanted === "none" ? {} : { logits: null };
    const outputs: Feeds = await session.run(feeds, { ...logits, ...bound.fetches });
    store.accept(outputs, count);
    if (wanted === "none") return [];
    return takeRows(outputOf(outputs, "logits"), wanted, device);
  };

  return {
    store,
    async forward(run, wanted, signal) {
      const count = run.tokenIds.length;
      const rows: Float32Array[] = [];
      for (let start = 0; start < count; start += LARGEST_CHUNK) {
        const end = Math.min(count, start + LARGEST_CHUNK);
        if (start > 0) await yieldToEventLoop();
        if (signal !== undefined) throwIfAborted(signal);
        const isNeeded = wanted === "all" || (wanted === "last" && end === count);
        rows.push(...(await forward(sliceRun(run, start, end), isNeeded ? wanted : "none")));
      }
      return rows;
    },
  };
}

/** Rows of logits [1, rows, vocabulary]; a graph that keeps only the last gives one. */
async function takeRows(logits: Tensor, wanted: "last" | "all", device: Device | null): Promise<Float32Array[]> {
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
