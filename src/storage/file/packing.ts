import { Inflate } from "fflate";

import { crc32, err, ok, type Result } from "../../base";
import type { Bytes } from "./zip64";

/** How an entry of a zip is packed. Inspect packs all of its logs with Zstandard. */
export type Packing = "stored" | "deflated" | "zstd";
export type ZipMethod = Packing | "unknown";

/** By their numbers in PKWARE's APPNOTE.TXT 6.3.10, 4.4.5. */
export const METHODS: ReadonlyMap<number, Packing> = new Map([
  [0, "stored"],
  [8, "deflated"],
  [93, "zstd"],
]);

export const isPacking = (method: ZipMethod): method is Packing => method !== "unknown";

export interface Unpacked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly crc: number;
}

/** The content of an entry. One that unpacks to more than it declares is refused before the rest is in memory. */
export async function unpacked(
  packed: Bytes,
  packing: Packing,
  declaredBytes: number,
): Promise<Result<Unpacked, "damaged" | "zip-bomb">> {
  if (packing === "stored") {
    const bytes = new Uint8Array(await packed.arrayBuffer());
    return ok({ bytes, crc: crc32(bytes) });
  }
  const content = new Content(declaredBytes);
  const take = (piece: Uint8Array): void => content.add(piece);
  const unpacker = packing === "zstd" ? await zstd(take) : new Inflate(take);
  try {
    for (let at = 0; at < packed.size; at += PIECE_BYTES) {
      const piece = new Uint8Array(await packed.slice(at, at + PIECE_BYTES).arrayBuffer());
      unpacker.push(piece, at + PIECE_BYTES >= packed.size);
      if (content.length > declaredBytes) return err("zip-bomb");
    }
  } catch {
    return err("damaged");
  }
  return content.length === declaredBytes ? ok(content) : err("damaged");
}

/** Comes with the first entry that needs it. */
async function zstd(take: (piece: Uint8Array) => void): Promise<{ push(piece: Uint8Array, isLast: boolean): void }> {
  const { Decompress } = await import("fzstd");
  return new Decompress(take);
}

// A trace shrinks to a hundredth: this much is a megabyte or so when it is unpacked.
const PIECE_BYTES = 8 * 1024;

/** What has been unpacked so far: no more of it is kept than was declared. */
class Content implements Unpacked {
  readonly bytes: Uint8Array<ArrayBuffer>;
  crc = 0;
  length = 0;

  constructor(declaredBytes: number) {
    this.bytes = new Uint8Array(declaredBytes);
  }

  add(piece: Uint8Array): void {
    if (this.length + piece.length <= this.bytes.length) this.bytes.set(piece, this.length);
    this.length += piece.length;
    this.crc = crc32(piece, this.crc);
  }
}
