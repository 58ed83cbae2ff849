// The runtime's plain build asks two things of a file that is mounted beside a graph: how long it is, and for a part of it
// at a time (onnxruntime-web 1.30, LoadWebAssemblyExternalData). So a file that lies on this machine need not be in memory:
// each part is read when it is asked for.

/** Whether parts of a file can be read without waiting, which only workers may. */
export const canReadFromDisk = (): boolean => typeof FileReaderSync === "function";

/** Looks to the runtime like the bytes of `blob`, and holds none of them. */
export const bytesOnDisk = (blob: Blob): Uint8Array => new BytesOnDisk(blob);

class BytesOnDisk extends Uint8Array {
  readonly #blob: Blob;

  constructor(blob: Blob) {
    super(0);
    this.#blob = blob;
  }

  override get byteLength(): number {
    return this.#blob.size;
  }

  override subarray(begin = 0, end = this.#blob.size): Uint8Array<ArrayBuffer> {
    return new Uint8Array(new FileReaderSync().readAsArrayBuffer(this.#blob.slice(begin, end)));
  }
}
