// The runtime asks two things of a file that is mounted beside a graph: how long it is, and for a part of it at a time, which
// it copies before it asks for the next (onnxruntime-web 1.30, LoadWebAssemblyExternalData). So the file need not be in memory.

/** A file as the runtime reads it. */
export interface FileInParts {
  /** Its length. */
  readonly bytes: number;
  /** The bytes [from, to), which stand until the next part is asked for. */
  part(from: number, to: number): Uint8Array<ArrayBuffer>;
  /** Nothing is read afterwards. */
  close(): void;
}

/** Looks to the runtime like the bytes of a file, and holds none of them. */
export const mounted = (file: FileInParts): Uint8Array => new MountedFile(file);

class MountedFile extends Uint8Array {
  readonly #file: FileInParts;

  constructor(file: FileInParts) {
    super(0);
    this.#file = file;
  }

  override get byteLength(): number {
    return this.#file.bytes;
  }

  override subarray(begin = 0, end = this.#file.bytes): Uint8Array<ArrayBuffer> {
    return this.#file.part(begin, end);
  }
}
