const PAGE_BYTES = 65_536;

/**
 * From now on no memory of WebAssembly grows beyond so many bytes: what asks for more is refused, as Python expects. A
 * module may bring its memory along, as the one of Pyodide 314.0.7 does, so that it is stopped where it grows and not only where
 * it is made.
 */
export function boundMemory(bytes: number): void {
  const most = Math.floor(bytes / PAGE_BYTES);
  const Memory = WebAssembly.Memory;
  const { grow } = Memory.prototype;
  Memory.prototype.grow = function growWithin(this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength / PAGE_BYTES + pages > most) throw new RangeError("The memory of a program is bounded");
    return grow.call(this, pages);
  };
  WebAssembly.Memory = class extends Memory {
    constructor({ initial, maximum = Number.POSITIVE_INFINITY, ...rest }: WebAssembly.MemoryDescriptor) {
      super({ ...rest, initial, maximum: Math.min(maximum, most) });
    }
  };
}
