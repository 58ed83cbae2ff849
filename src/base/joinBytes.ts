import { breathe } from "./breathe";

/** Bytes that are put together at once: a few milliseconds, most of them for memory that is new. */
const AT_ONCE = 1 << 21;

/** Pieces of a file as one, with turns for the page in between. */
export async function joinBytes(pieces: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  let breathedAt = 0;
  for (const piece of pieces) {
    if (at - breathedAt >= AT_ONCE) {
      await breathe();
      breathedAt = at;
    }
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
