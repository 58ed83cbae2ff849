import type { KeyValueBatch } from "../kv/batch";
import type { Device } from "../ort/device";
import { emptyPorts } from "../ort/ports";
import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import { outputOf } from "../ort/tensors";
import { takeRows } from "./logitRows";
import { createRunFeeder } from "./runFeeds";
import type { TokenRun } from "./tokenRun";

/** Appends one token to each sequence of a batch. */
export interface BatchDecoder {
  /**
   * @param run a token for each sequence
   * @returns a row of logits for each
   */
  step(batch: KeyValueBatch<unknown>, run: TokenRun): Promise<Float32Array[]>;
}

/** Null where the graph was made for one sequence at a time, which its declared shapes say. */
export function createBatchDecoder(runtime: Runtime, session: Session, device: Device | null): BatchDecoder | null {
  if (session.inputs.some(({ name, dims }) => isByBatch(name) && typeof dims[0] === "number")) return null;
  const feed = createRunFeeder(runtime, session.inputs);
  return {
    async step(batch, run) {
      const ports = emptyPorts();
      const { places } = batch;
      // Of tokens that are computed as one sequence's, more than the last are wanted.
      feed(ports.feeds, run, places, places.sequences < batch.size);
      batch.bind(ports);
      ports.fetches.logits = null;
      const outputs = await session.run(ports.feeds, ports.fetches);
      batch.accept(outputs);
      return takeRows(outputOf(outputs, "logits"), "all", device);
    },
  };
}

const isByBatch = (name: string): boolean =>
  name === "inputs_embeds" || name === "input_ids" || name === "attention_mask" || name.startsWith("past_");
