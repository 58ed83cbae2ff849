import type { Device } from "../ort/device";
import type { KeyValueLayout } from "./layout";

/** A buffer that holds rows of one head one after another, and how many rows lie between the heads' beginnings. */
export interface HeadRows {
  readonly buffer: GPUBuffer;
  /** Row at which this head begins. */
  readonly start: number;
}

export interface RowCopy {
  readonly from: HeadRows;
  readonly fromRow: number;
  readonly to: HeadRows;
  readonly toRow: number;
  readonly count: number;
}

/** Memory on the device in rows of keys or values. */
export interface RowMemory {
  allocate(rows: number): GPUBuffer;
  /** Makes the copies that `each` names for every tensor and head, in one submission. */
  copy(each: (tensor: number, head: number) => readonly RowCopy[]): void;
}

/** The runtime copies whole multiples of this. */
const BUFFER_STEP_BYTES = 16;

export function createRowMemory({ gpu }: Device, layout: KeyValueLayout): RowMemory {
  const rowBytes = layout.width * layout.elementBytes;
  return {
    allocate: (rows) =>
      gpu.createBuffer({
        size: Math.ceil((rows * rowBytes) / BUFFER_STEP_BYTES) * BUFFER_STEP_BYTES,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      }),
    copy(each) {
      const encoder = gpu.createCommandEncoder();
      for (let tensor = 0; tensor < layout.tensors.length; tensor++) {
        for (let head = 0; head < layout.heads; head++) {
          for (const { from, fromRow, to, toRow, count } of each(tensor, head)) {
            const source = (from.start + fromRow) * rowBytes;
            const target = (to.start + toRow) * rowBytes;
            if (count > 0) encoder.copyBufferToBuffer(from.buffer, source, to.buffer, target, count * rowBytes);
          }
        }
      }
      gpu.queue.submit([encoder.finish()]);
    },
  };
}
