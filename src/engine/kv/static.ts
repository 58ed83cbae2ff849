// Keys and values in graphics memory that never moves: each layer's buffers are both past and present of every run, and
// GroupQueryAttention writes the new rows in place. How many rows count is said by the attention mask alone, so going
// back is free, and what must survive it is copied out first.
import type { Device } from "../ort/device";
import type { Runtime, Tensor } from "../ort/runtime";
import type { KeyValueLayout } from "./layout";
import type { BlockRows, KeyValueStore } from "./store";

export interface DeviceBlock {
  readonly rows: number;
  /** [tensor][head][row][width]. */
  readonly buffer: GPUBuffer;
}

/** Fewest rows that are allocated; more come in powers of two. */
const FIRST_ROWS = 512;
/** The runtime copies whole multiples of this. */
const BUFFER_STEP_BYTES = 16;

export function createStaticStore(
  runtime: Runtime,
  { gpu }: Device,
  layout: KeyValueLayout,
  mostRows: number,
): KeyValueStore<DeviceBlock> {
  const rowBytes = layout.width * layout.elementBytes;
  const allocate = (bytes: number): GPUBuffer =>
    gpu.createBuffer({
      size: Math.ceil(bytes / BUFFER_STEP_BYTES) * BUFFER_STEP_BYTES,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  let capacity = 0;
  let length = 0;
  let buffers: readonly GPUBuffer[] = [];
  let tensors: readonly Tensor[] = [];

  /** Copies rows of every layer and head in one submission. */
  const copyRows = (eachHead: (copy: HeadCopy, tensor: number, head: number) => void): void => {
    const encoder = gpu.createCommandEncoder();
    const copy: HeadCopy = (source, fromRow, target, toRow, rows) => {
      if (rows > 0) encoder.copyBufferToBuffer(source, fromRow * rowBytes, target, toRow * rowBytes, rows * rowBytes);
    };
    for (let tensor = 0; tensor < layout.tensors.length; tensor++) {
      for (let head = 0; head < layout.heads; head++) eachHead(copy, tensor, head);
    }
    gpu.queue.submit([encoder.finish()]);
  };
  const allocateLive = (rows: number): void => {
    const old = buffers;
    const oldCapacity = capacity;
    buffers = layout.tensors.map(() => allocate(layout.heads * rows * rowBytes));
    capacity = rows;
    if (length > 0) {
      copyRows((copy, tensor, head) =>
        copy(old[tensor] as GPUBuffer, head * oldCapacity, buffers[tensor] as GPUBuffer, head * rows, length),
      );
    }
    for (const buffer of old) buffer.destroy();
    tensors = buffers.map((buffer) =>
      runtime.Tensor.fromGpuBuffer(buffer, { dataType: layout.type, dims: [1, layout.heads, rows, layout.width] }),
    );
  };
  const newBlock = (rows: number): DeviceBlock => ({ rows, buffer: allocate(rows * layout.bytesPerToken) });
  const firstRow = (block: DeviceBlock, tensor: number, head: number): number =>
    (tensor * layout.heads + head) * block.rows;

  return {
    bytesPerRow: layout.bytesPerToken,
    isStatic: true,
    get length() {
      return length;
    },
    get liveBytes() {
      return capacity * layout.bytesPerToken;
    },
    bytes: ({ rows }) => rows * layout.bytesPerToken,
    release: ({ buffer }) => buffer.destroy(),
    split(block, at) {
      const halves = [newBlock(at), newBlock(block.rows - at)] as const;
      copyRows((copy, tensor, head) => {
        const from = firstRow(block, tensor, head);
        const [upper, lower] = halves;
        copy(block.buffer, from, upper.buffer, firstRow(upper, tensor, head), upper.rows);
        copy(block.buffer, from + at, lower.buffer, firstRow(lower, tensor, head), lower.rows);
      });
      return halves;
    },
    reserve(rows) {
      if (rows <= capacity) return;
      let wanted = Math.max(FIRST_ROWS, capacity);
      while (wanted < rows) wanted *= 2;
      allocateLive(Math.max(rows, Math.min(wanted, mostRows)));
    },
    save(start, end) {
      const block = newBlock(end - start);
      copyRows((copy, tensor, head) =>
        copy(
          buffers[tensor] as GPUBuffer,
          head * capacity + start,
          block.buffer,
          firstRow(block, tensor, head),
          block.rows,
        ),
      );
      return block;
    },
    rewind(keep, saved) {
      this.reserve(saved.reduce((rows, { count }) => rows + count, keep));
      let to = keep;
      for (const part of saved) {
        const start = to;
        copyRows((copy, tensor, head) => copyBlock(copy, part, tensor, head, start));
        to += part.count;
      }
      length = to;
    },
    bind(count) {
      this.reserve(length + count);
      return {
        feeds: Object.fromEntries(layout.tensors.map(({ past }, i) => [past, tensors[i] as Tensor])),
        fetches: Object.fromEntries(layout.tensors.map(({ present }, i) => [present, tensors[i] as Tensor])),
      };
    },
    accept(_, count) {
      length += count;
    },
    dispose() {
      for (const buffer of buffers) buffer.destroy();
      buffers = [];
      tensors = [];
      capacity = 0;
      length = 0;
    },
  };

  function copyBlock(
    copy: HeadCopy,
    { block, from, count }: BlockRows<DeviceBlock>,
    tensor: number,
    head: number,
    toRow: number,
  ): void {
    const source = firstRow(block, tensor, head) + from;
    copy(block.buffer, source, buffers[tensor] as GPUBuffer, head * capacity + toRow, count);
  }
}

type HeadCopy = (source: GPUBuffer, fromRow: number, target: GPUBuffer, toRow: number, rows: number) => void;
