import type { Size } from "../geometry";
import type { Pixels } from "../pixels";

// Pictures go between the page and a sandbox a few rows of bytes at a time: a message is copied from one to the other in one
// piece, and 144 MB of it hold up the page for 0.2 s.

/** Of one message, bytes: a few milliseconds to copy. */
const PART_BYTES = 1 << 21;

/** Copies of the bytes, part by part in their order; each may be given away. */
export function* partsOf({ data }: Pixels): Generator<Uint8ClampedArray<ArrayBuffer>> {
  for (let at = 0; at < data.length; at += PART_BYTES) yield data.slice(at, at + PART_BYTES);
}

/** Puts a picture together from its parts. */
export class PictureParts {
  private readonly size: Size;
  private readonly data: Uint8ClampedArray<ArrayBuffer>;
  private filled = 0;

  constructor(size: Size) {
    this.size = size;
    this.data = new Uint8ClampedArray(size.width * size.height * 4);
  }

  /** Takes the next part; false where there is no room for it. */
  add(part: Uint8ClampedArray): boolean {
    if (part.length > this.data.length - this.filled) return false;
    this.data.set(part, this.filled);
    this.filled += part.length;
    return true;
  }

  /** The picture; null while parts of it are missing. */
  get pixels(): Pixels | null {
    const { width, height } = this.size;
    return this.filled === this.data.length ? { width, height, data: this.data } : null;
  }
}
