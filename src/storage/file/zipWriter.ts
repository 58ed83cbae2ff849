import { Deflate } from "fflate";
import { crc32 } from "../../base";
import { dataDescriptor, directoryOf, joinedBytes, localHeader, type WrittenEntry } from "./zipDirectory";

/** Takes pieces in their order, each written before the next is made. */
export type WritePiece = (piece: Uint8Array<ArrayBuffer>) => Promise<void>;

/**
 * Writes a zip entry by entry, however many and however much: beyond 4 GiB or 65,535 entries it is ZIP64, which fflate's
 * own writer cannot. The same entries make the same bytes at any hour. An entry stays below 4 GiB.
 */
export class ZipWriter {
  /** Written so far. */
  bytes = 0;
  private readonly entries: WrittenEntry[] = [];
  private readonly write: WritePiece;

  constructor(write: WritePiece) {
    this.write = write;
  }

  /**
   * Adds an entry whose content comes in parts; `method` is 0 for what is packed already and 8 for what is deflated.
   *
   * @returns how many bytes it has, unpacked
   */
  async add(path: string, method: 0 | 8, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<number> {
    const name = new TextEncoder().encode(path);
    const offset = this.bytes;
    await this.flush([localHeader({ name, method })]);
    const start = this.bytes;
    let pieces: Uint8Array[] = [];
    const packer = method === 0 ? null : new Deflate({ level: 6 }, (piece) => void pieces.push(piece));
    let [crc, bytes] = [0, 0];
    for await (const part of parts) {
      crc = crc32(part, crc);
      bytes += part.length;
      if (packer) packer.push(part);
      else pieces.push(part);
      await this.flush(pieces);
      pieces = [];
    }
    packer?.push(new Uint8Array(), true);
    await this.flush(pieces);
    const sizes = { crc, packedBytes: this.bytes - start, bytes };
    await this.flush([dataDescriptor(sizes)]);
    this.entries.push({ name, method, offset, ...sizes });
    return bytes;
  }

  /** Writes the list at the end. */
  end(): Promise<void> {
    return this.flush([directoryOf(this.entries, this.bytes)]);
  }

  private async flush(pieces: readonly Uint8Array[]): Promise<void> {
    const piece = joinedBytes(pieces);
    if (piece.length === 0) return;
    await this.write(piece);
    this.bytes += piece.length;
  }
}
