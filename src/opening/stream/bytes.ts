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

export function decodeText(bytes: Uint8Array): DecodedText {
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
