const PAGE_BYTES = 65_536;

/** From now on no memory of WebAssembly grows beyond so many bytes: what asks for more is refused, as Python expects. */
export function boundMemory(bytes: number): void {
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = class extends Memory {
    constructor({ initial, maximum = Number.POSITIVE_INFINITY, ...rest }: WebAssembly.MemoryDescriptor) {
      super({ ...rest, initial, maximum: Math.min(maximum, Math.floor(bytes / PAGE_BYTES)) });
    }
  };
}
