import { breathe } from "../../base";
import { throwIfAborted } from "../contract/failure";
import type { KeyValueStore } from "../kv/store";
import type { Device } from "../ort/device";
import { emptyPorts } from "../ort/ports";
import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import { outputOf } from "../ort/tensors";
import { type BatchDecoder, createBatchDecoder } from "./batchDecoder";
import { takeRows } from "./logitRows";
import { createRunFeeder } from "./runFeeds";
import { sliceRun, type TokenRun } from "./tokenRun";

/** Which rows of logits a forward pass is to give back. */
export type WantedRows = "last" | "all" | "none";

/** The language network and the keys, values and states that it keeps. */
export interface Decoder<Block> {
  readonly store: KeyValueStore<Block>;
  /** Null where sequences cannot be computed together. */
  readonly batch: BatchDecoder | null;
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
  const feed = createRunFeeder(runtime, session.inputs);

  const forward = async (run: TokenRun, wanted: WantedRows): Promise<Float32Array[]> => {
    const count = run.tokenIds.length;
    const ports = emptyPorts();
    feed(ports.feeds, run, store.places, wanted === "all");
    store.bind(ports, count);
    if (wanted !== "none") ports.fetches.logits = null;
    const outputs = await session.run(ports.feeds, ports.fetches);
    store.accept(outputs, count);
    if (wanted === "none") return [];
    return takeRows(outputOf(outputs, "logits"), wanted, device);
  };

  return {
    store,
    batch: store.openBatch === undefined ? null : createBatchDecoder(runtime, session, device),
    async forward(run, wanted, signal) {
      const count = run.tokenIds.length;
      const rows: Float32Array[] = [];
      for (let start = 0; start < count; start += LARGEST_CHUNK) {
        const end = Math.min(count, start + LARGEST_CHUNK);
        if (start > 0) await breathe();
        if (signal !== undefined) throwIfAborted(signal);
        const isNeeded = wanted === "all" || (wanted === "last" && end === count);
        rows.push(...(await forward(sliceRun(run, start, end), isNeeded ? wanted : "none")));
      }
      return rows;
    },
  };
}
