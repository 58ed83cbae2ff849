import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { breathe } from "./breathe";

export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Sizes and counts beyond these need another kind of zip, which fflate does not write. (APPNOTE 6.3.10, 4.3.9 and 4.4.22.) */
const MOST_BYTES = 0xffffffff;
const MOST_FILES = 0xffff;
/** What is in the directory at the end for each file, beside its path. */
const ENTRY_BYTES = 46;
/** So much is deflated before the page may paint again. */
const BREATH_BYTES = 1 << 18;

/**
 * Packs files one after the other. Pieces go to `write` as they come, each written before the next is made.
 *
 * @returns how many bytes were written; `too-large` where a zip cannot hold so many bytes or files
 */
export async function packFiles(
  files: AsyncIterable<PackedFile>,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<{ readonly bytes: number } | "too-large"> {
  const writer = new PieceWriter(write);
  let count = 0;
  let directory = 0;
  for await (const { path, bytes } of files) {
    directory += ENTRY_BYTES + 2 * path.length * 3;
    if (++count > MOST_FILES || writer.bytes + bytes.length + directory > MOST_BYTES) return "too-large";
    await writer.add(path, bytes);
  }
  await writer.end();
  return { bytes: writer.bytes };
}

class PieceWriter {
  bytes = 0;
  private readonly pieces: Uint8Array<ArrayBuffer>[] = [];
  private readonly zip: Zip;
  private readonly write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;

  constructor(write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.write = write;
    this.zip = new Zip((error, piece) => {
      if (error) throw error;
      // fflate allocates plain buffers, never shared ones.
      this.pieces.push(piece as Uint8Array<ArrayBuffer>);
    });
  }

  async add(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    // A picture is packed already.
    const entry = /\.(png|parquet)$/.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    // The same export packs to the same bytes at any hour.
    entry.mtime = EARLIEST_ZIP_DATE;
    this.zip.add(entry);
    for (let at = 0; at < bytes.length; at += BREATH_BYTES) {
      entry.push(bytes.subarray(at, at + BREATH_BYTES), at + BREATH_BYTES >= bytes.length);
      await this.flush();
      await breathe();
    }
    if (bytes.length === 0) entry.push(bytes, true);
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
  }

  private async flush(): Promise<void> {
    for (const piece of this.pieces.splice(0)) {
      await this.write(piece);
      this.bytes += piece.length;
    }
  }
}

const EARLIEST_ZIP_DATE = new Date(1980, 0, 2);
