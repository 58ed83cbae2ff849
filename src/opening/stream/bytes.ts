/** The bytes of a file, wherever they lie: a part of them, or all of them one piece after the other. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  stream(): AsyncIterable<Uint8Array>;
}

export interface DecodedText {
  readonly text: string;
  /** False where bytes that are no UTF-8 were replaced. */
  readonly whole: boolean;
}

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder("utf-8");

/** UTF-16 with its mark in front, as Windows PowerShell writes what is sent to a file. */
export function isUtf16(head: Uint8Array): boolean {
  const [first, second] = head;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** How much of a file is looked at to tell whether it is text. */
const HEAD_BYTES = 8192;

/** Whether bytes are of no text: none has a byte that is 0, and pictures, networks and archives have many. */
export const isBinary = (bytes: Uint8Array): boolean => !isUtf16(bytes) && bytes.subarray(0, HEAD_BYTES).includes(0);

export function decodeText(bytes: Uint8Array): DecodedText {
  if (isUtf16(bytes)) {
    const decoder = new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be");
    return { text: decoder.decode(bytes), whole: true };
  }
  try {
    return { text: strict.decode(bytes), whole: true };
  } catch {
    return { text: lenient.decode(bytes), whole: false };
  }
}

/** One run of bytes out of several. */
export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
