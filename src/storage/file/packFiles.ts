import { breathe } from "../../base";
import { type WritePiece, ZipWriter } from "./zipWriter";

export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A single file beyond this is more than most programs read of a zip, and more than a page has memory for. */
const MOST_BYTES_OF_FILE = 0xffffffff;

/** So much is deflated before the page may paint again. */
const BREATH_BYTES = 1 << 18;

/**
 * Packs files one after the other, however many and however much. Pieces go to `write` as they come, each written before
 * the next is made.
 *
 * @returns how many bytes were written; `too-large` where one file is over 4 GiB
 */
export async function packFiles(
  files: AsyncIterable<PackedFile>,
  write: WritePiece,
): Promise<{ readonly bytes: number } | "too-large"> {
  const writer = new ZipWriter(write);
  const breather = new Breather();
  for await (const { path, bytes } of files) {
    if (bytes.length > MOST_BYTES_OF_FILE) return "too-large";
    // A picture is packed already.
    await writer.add(path, /\.(png|parquet)$/.test(path) ? 0 : 8, breather.parts(bytes));
  }
  await writer.end();
  return { bytes: writer.bytes };
}

/** Many small files are not waited for one by one. */
class Breather {
  private unbreathed = 0;

  async *parts(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += BREATH_BYTES) {
      yield bytes.subarray(at, at + BREATH_BYTES);
      this.unbreathed += Math.min(BREATH_BYTES, bytes.length - at);
      if (this.unbreathed < BREATH_BYTES) continue;
      this.unbreathed = 0;
      await breathe();
    }
  }
}
