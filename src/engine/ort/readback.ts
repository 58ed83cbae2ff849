import type { Device } from "./device";
import type { Tensor } from "./runtime";
import { widen } from "./tensors";

/** A lost device rejects with an AbortError, which must not be taken for a person's Stop. */
async function mapForReading(staging: GPUBuffer): Promise<void> {
  try {
    await staging.mapAsync(GPUMapMode.READ);
  } catch (thrown) {
    throw new Error(`The device was lost: ${String(thrown)}`, { cause: thrown });
  }
}

/**
 * Some rows of a tensor on the device as floats. Through a staging buffer of our own: the runtime's `getData` would read
 * all of it and move the tensor off the device.
 */
export async function readRows(
  { gpu }: Device,
  tensor: Tensor,
  firstRow: number,
  rows: number,
  width: number,
): Promise<Float32Array> {
  const elementBytes = tensor.type === "float16" ? 2 : 4;
  const wantedStart = firstRow * width * elementBytes;
  const wantedEnd = (firstRow + rows) * width * elementBytes;
  // Copies go by whole words of four bytes; the runtime's buffers are padded to sixteen.
  const start = Math.floor(wantedStart / 4) * 4;
  const size = Math.ceil((wantedEnd - start) / 4) * 4;
  const staging = gpu.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  try {
    const encoder = gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(tensor.gpuBuffer, start, staging, 0, size);
    gpu.queue.submit([encoder.finish()]);
    await mapForReading(staging);
    const bytes = staging.getMappedRange().slice(0);
    const offset = wantedStart - start;
    return elementBytes === 4
      ? new Float32Array(bytes, offset, rows * width)
      : widen(new Uint16Array(bytes, offset, rows * width));
  } finally {
    staging.destroy();
  }
}
