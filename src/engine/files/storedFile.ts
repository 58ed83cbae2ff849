/**
 * A file of a model, to be read part by part: in memory, or where it lies on this machine, so that no more than the largest
 * part asked for is ever in memory.
 */
export interface StoredFile {
  /** Its length. */
  readonly bytes: number;
  /** The bytes [from, to). They stand until the next part is asked for, and are the caller's to read only. */
  part(from: number, to: number): Uint8Array<ArrayBuffer>;
  /** Gives its memory, or its place on the disk, back. Nothing can be read afterwards. */
  close(): void;
}

/** Takes the bytes over. */
export function fileInMemory(bytes: Uint8Array<ArrayBuffer>): StoredFile {
  return {
    bytes: bytes.length,
    part: (from, to) => bytes.subarray(from, to),
    close: () => giveBack(bytes),
  };
}

/** Whether a Blob can be read without waiting, which only workers may. */
const canReadInParts = (): boolean => typeof FileReaderSync === "function";

/** A file that a person picked, or a browser keeps: read in parts where that is possible, else whole. */
export async function fileFromBlob(blob: Blob): Promise<StoredFile> {
  if (!canReadInParts()) return fileInMemory(new Uint8Array(await blob.arrayBuffer()));
  const reader = new FileReaderSync();
  let last = new Uint8Array();
  return {
    bytes: blob.size,
    part(from, to) {
      // Each part is a buffer of its own, and hundreds of megabytes of them would wait for the garbage collector.
      giveBack(last);
      last = new Uint8Array(reader.readAsArrayBuffer(blob.slice(from, to)));
      return last;
    },
    close: () => giveBack(last),
  };
}

/** A file of the browser's private file system, which is read several times as fast through a handle as through a Blob. */
export function fileFromHandle(handle: FileSystemSyncAccessHandle): StoredFile {
  let room = new Uint8Array();
  return {
    bytes: handle.getSize(),
    part(from, to) {
      if (room.length < to - from) {
        giveBack(room);
        room = new Uint8Array(to - from);
      }
      const part = room.subarray(0, to - from);
      const read = handle.read(part, { at: from });
      if (read !== part.length) throw new Error(`A kept file ended early: ${read} of ${part.length} bytes`);
      return part;
    },
    close() {
      giveBack(room);
      handle.close();
    },
  };
}

/** Frees memory at once, where it would else stay until the garbage is collected. */
function giveBack({ buffer }: Uint8Array<ArrayBuffer>): void {
  // What was given back has no bytes, and no buffer can be twice.
  if (buffer.byteLength === 0) return;
  // Older browsers cannot, and collect it later.
  if ("transfer" in buffer && typeof buffer.transfer === "function") buffer.transfer(0);
}
