// The runtime asks two things of a file that is mounted beside a graph: how long it is, and for a part of it at a time, which
// it copies before it asks for the next (onnxruntime-web 1.30, LoadWebAssemblyExternalData). So the file need not be in memory.

/** Looks to the runtime like the bytes of a file, and holds none of them. */
export const mounted = (bytes: number, part: PartOf): Uint8Array => new MountedFile(bytes, part);

type PartOf = (from: number, to: number) => Uint8Array<ArrayBuffer>;

class MountedFile extends Uint8Array {
  readonly #bytes: number;
  readonly #part: PartOf;

  constructor(bytes: number, part: PartOf) {
    super(0);
    this.#bytes = bytes;
    this.#part = part;
  }

  override get byteLength(): number {
    return this.#bytes;
  }

  override subarray(begin = 0, end = this.#bytes): Uint8Array<ArrayBuffer> {
    return this.#part(begin, end);
  }
}
