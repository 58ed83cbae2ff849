import type { Family } from "../family/family";
import type { KeyValueBatch } from "../kv/batch";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import type { Feeds, Session } from "../ort/session";
import { floatTensor, outputOf, type PlainTensor, tensorFrom } from "../ort/tensors";
import { onesTensor, takeRows } from "./feeds";

/** Appends one token to each sequence of a batch. */
export interface BatchDecoder {
  /**
   * @param embeddings [sequences, hidden], 32-bit
   * @returns a row of logits for each sequence
   */
  step(batch: KeyValueBatch<unknown>, embeddings: Float32Array): Promise<Float32Array[]>;
}

/** Null where the graph was made for one sequence at a time, which its declared shapes say. */
export function createBatchDecoder(
  runtime: Runtime,
  session: Session,
  family: Pick<Family, "positionIds">,
  device: Device | null,
): BatchDecoder | null {
  const embedded = session.inputs.find(({ name }) => name === "inputs_embeds");
  const single = session.inputs.some(({ name, dims }) => isByBatch(name) && typeof dims[0] === "number");
  if (embedded === undefined || single) return null;
  const names = new Set(session.inputs.map(({ name }) => name));
  return {
    async step(batch, embeddings) {
      const { size, length } = batch;
      const bound = batch.bind();
      const inputs: Feeds = {
        inputs_embeds: floatTensor(runtime, embedded.type, embeddings, [size, 1, embeddings.length / size]),
        attention_mask: onesTensor(runtime, length + 1, size),
        position_ids: tensorFrom(runtime, repeated(family.positionIds(length, 1), size)),
        num_logits_to_keep: new runtime.Tensor("int64", BigInt64Array.of(1n), []),
      };
      const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => names.has(name)));
      const outputs = await session.run({ ...known, ...bound.feeds }, { logits: null, ...bound.fetches });
      batch.accept(outputs);
      return takeRows(outputOf(outputs, "logits"), "all", device);
    },
  };
}

const isByBatch = (name: string): boolean =>
  name === "inputs_embeds" || name === "attention_mask" || name.startsWith("past_");

/** Positions [..., 1, tokens] of one sequence, the same for each of several. */
function repeated(positions: PlainTensor, sequences: number): PlainTensor {
  if (positions.type !== "int64") throw new Error(`Positions are whole numbers, not ${positions.type}`);
  const { dims, data } = positions;
  const tokens = dims.at(-1) ?? 1;
  const streams = data.length / tokens;
  const all = new BigInt64Array(data.length * sequences);
  for (let row = 0; row < streams * sequences; row++) {
    const stream = Math.floor(row / sequences);
    all.set(data.subarray(stream * tokens, (stream + 1) * tokens), row * tokens);
  }
  return { type: "int64", data: all, dims: [...dims.slice(0, -2), sequences, tokens] };
}
