import type { Device } from "../ort/device";

/** Graphics memory as plain memory: just enough for copies. */
interface FakeBuffer {
  bytes: Uint8Array | null;
  destroy(): void;
}

export function fakeDevice(): Device {
  const copies: (() => void)[] = [];
  const alive = (buffer: FakeBuffer): Uint8Array => {
    if (buffer.bytes === null) throw new Error("A destroyed buffer was used");
    return buffer.bytes;
  };
  const gpu = {
    createBuffer: ({ size }: { size: number }) => {
      const buffer: FakeBuffer = {
        bytes: new Uint8Array(size),
        destroy() {
          buffer.bytes = null;
        },
      };
      return buffer;
    },
    createCommandEncoder: () => ({
      copyBufferToBuffer(source: FakeBuffer, from: number, target: FakeBuffer, to: number, size: number) {
        if (from + size > alive(source).length || to + size > alive(target).length) throw new Error("Out of bounds");
        copies.push(() => alive(target).set(alive(source).subarray(from, from + size), to));
      },
      finish: () => null,
    }),
    queue: {
      submit: () => {
        for (const copy of copies.splice(0)) copy();
      },
    },
  };
  // The stores use these three calls and no other.
  return { gpu: gpu as unknown as GPUDevice, halfPrecision: false, description: "memory" };
}

/** The bytes of a buffer that such a device made. */
export function bytesOnDevice(buffer: GPUBuffer): Uint8Array {
  // Made by fakeDevice, whose buffers are FakeBuffers under the type that the stores ask for.
  const { bytes } = buffer as unknown as FakeBuffer;
  if (bytes === null) throw new Error("A destroyed buffer was read");
  return bytes;
}
