import type { Device } from "../ort/device";
import { readRows } from "../ort/readback";
import type { Tensor } from "../ort/runtime";
import { floatsOf } from "../ort/tensors";

/** Rows of logits [sequences, rows, vocabulary]; a graph that keeps only the last gives one a sequence. */
export async function takeRows(logits: Tensor, wanted: "last" | "all", device: Device | null): Promise<Float32Array[]> {
  const [sequences = 1, each = 1, vocabulary = 0] = logits.dims;
  const rows = sequences * each;
  const first = wanted === "last" ? rows - 1 : 0;
  if (device !== null && logits.location === "gpu-buffer") {
    const floats = await readRows(device, logits, first, rows - first, vocabulary);
    logits.dispose();
    return cutRows(floats, vocabulary);
  }
  const floats = floatsOf(logits);
  // One row alone is copied, or it would keep all of them in memory.
  return cutRows(first === 0 ? floats : floats.slice(first * vocabulary), vocabulary);
}

const cutRows = (floats: Float32Array, width: number): Float32Array[] =>
  Array.from({ length: floats.length / width }, (_, row) => floats.subarray(row * width, (row + 1) * width));
