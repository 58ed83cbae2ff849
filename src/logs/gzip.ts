/** A file that was packed with gzip, unpacked, and whether it breaks off before its end. */
export interface Gunzipped {
  readonly file: Blob;
  readonly cutOff: boolean;
}

/** Null where the file would unpack to more than `mostBytes`. What comes before a break is kept. */
export async function gunzipped(packed: Blob, mostBytes: number): Promise<Gunzipped | null> {
  const reader = packed.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(new Uint8Array(piece.value));
      bytes += piece.value.length;
      if (bytes <= mostBytes) continue;
      void reader.cancel().catch(() => {});
      return null;
    }
    return { file: new Blob(pieces), cutOff: false };
  } catch {
    return { file: new Blob(pieces), cutOff: true };
  }
}

/** `runs.jsonl.gz` holds `runs.jsonl`, `runs.tgz` holds `runs.tar`. */
export const nameWithin = (path: string): string => path.replace(/\.tgz$/i, ".tar").replace(/\.gz$/i, "");
