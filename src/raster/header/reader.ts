/** Big- or little-end whole numbers out of bytes; 0 beyond the end, so that a cut file is read without throwing. */
export interface ByteReader {
  readonly length: number;
  byte(at: number): number;
  uint16(at: number, littleEnd?: boolean): number;
  uint32(at: number, littleEnd?: boolean): number;
  /** `length` bytes as Latin-1 text. */
  text(at: number, length: number): string;
}

export function readerOf(bytes: Uint8Array): ByteReader {
  const byte = (at: number): number => bytes[at] ?? 0;
  const number = (at: number, count: number, littleEnd: boolean): number => {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 256 + byte(littleEnd ? at + count - 1 - i : at + i);
    return value;
  };
  return {
    length: bytes.length,
    byte,
    uint16: (at, littleEnd = false) => number(at, 2, littleEnd),
    uint32: (at, littleEnd = false) => number(at, 4, littleEnd),
    text: (at, length) => String.fromCharCode(...bytes.subarray(at, at + length)),
  };
}
