import { Deflate } from "fflate";
import { crc32 } from "../../base";
import { breathe } from "./breathe";
import { dataDescriptor, directoryOf, joinedBytes, localHeader, type WrittenEntry } from "./zipDirectory";

export interface PackedFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A single file beyond this is more than most programs read of a zip, and more than a page has memory for. */
const MOST_BYTES_OF_FILE = 0xffffffff;

/** So much is deflated before the page may paint again. */
const BREATH_BYTES = 1 << 18;

/**
 * Packs files one after the other, however many and however much: a zip beyond 4 GiB or 65,535 files is written the ZIP64
 * way, which fflate's own writer cannot. Pieces go to `write` as they come, each written before the next is made.
 *
 * @returns how many bytes were written; `too-large` where one file is over 4 GiB
 */
export async function packFiles(
  files: AsyncIterable<PackedFile>,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<{ readonly bytes: number } | "too-large"> {
  const writer = new PieceWriter(write);
  for await (const { path, bytes } of files) {
    if (bytes.length > MOST_BYTES_OF_FILE) return "too-large";
    await writer.add(path, bytes);
  }
  await writer.end();
  return { bytes: writer.bytes };
}

class PieceWriter {
  bytes = 0;
  private readonly entries: WrittenEntry[] = [];
  private unbreathed = 0;
  private readonly write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;

  constructor(write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.write = write;
  }

  async add(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const name = new TextEncoder().encode(path);
    // A picture is packed already.
    const method = /\.(png|parquet)$/.test(path) ? 0 : 8;
    const offset = this.bytes;
    let pieces: Uint8Array[] = [localHeader({ name, method })];
    const headerBytes = joinedBytes(pieces).length;
    const packer = method === 0 ? null : new Deflate({ level: 6 }, (piece) => void pieces.push(piece));
    let crc = 0;
    for (let at = 0; at < bytes.length || at === 0; at += BREATH_BYTES) {
      const part = bytes.subarray(at, at + BREATH_BYTES);
      crc = crc32(part, crc);
      if (packer) packer.push(part, at + BREATH_BYTES >= bytes.length);
      else pieces.push(part);
      await this.flush(pieces);
      pieces = [];
      await this.breathe(part.length);
    }
    const sizes = { crc, packedBytes: this.bytes - offset - headerBytes, bytes: bytes.length };
    await this.flush([dataDescriptor(sizes)]);
    this.entries.push({ name, method, offset, ...sizes });
  }

  end(): Promise<void> {
    return this.flush([directoryOf(this.entries, this.bytes)]);
  }

  /** Many small files are not waited for one by one. */
  private async breathe(bytes: number): Promise<void> {
    this.unbreathed += bytes;
    if (this.unbreathed < BREATH_BYTES) return;
    this.unbreathed = 0;
    await breathe();
  }

  private async flush(pieces: readonly Uint8Array[]): Promise<void> {
    const piece = joinedBytes(pieces);
    await this.write(piece);
    this.bytes += piece.length;
  }
}
