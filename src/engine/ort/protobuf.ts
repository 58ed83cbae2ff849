// Just enough of protobuf to look into an ONNX file and to write parts of it anew.

export type ByteAt = (at: number) => number;

export const WIRE = { varint: 0, eight: 1, bytes: 2, four: 5 } as const;

/** One field of a message: where it starts with its tag, and where its content lies. */
export interface Field {
  readonly number: number;
  readonly wire: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** The fields of the message in [from, to); null where it is none. */
export function fieldsOf(bytes: ByteAt, from: number, to: number): Field[] | null {
  const fields: Field[] = [];
  return eachField(bytes, from, to, (field) => fields.push(field)) ? fields : null;
}

/** The same one by one, in their order; false where it is no message, though it began like one. */
export function eachField(bytes: ByteAt, from: number, to: number, see: (field: Field) => void): boolean {
  let at = from;
  while (at < to) {
    const tag = varintAt(bytes, at, to);
    if (tag === null) return false;
    const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8];
    const content = contentOf(bytes, wire, tag.end, to);
    if (content === null) return false;
    see({ number, wire, start: at, ...content });
    at = content.to;
  }
  return true;
}

function contentOf(bytes: ByteAt, wire: number, at: number, end: number): { from: number; to: number } | null {
  const sized = (from: number, size: number) => (from + size <= end ? { from, to: from + size } : null);
  if (wire === WIRE.eight) return sized(at, 8);
  if (wire === WIRE.four) return sized(at, 4);
  const number = varintAt(bytes, at, end);
  if (number === null) return null;
  if (wire === WIRE.varint) return { from: at, to: number.end };
  return wire === WIRE.bytes ? sized(number.end, number.value) : null;
}

/** Of at most ten bytes; those beyond what a number holds exactly are no size that a file has. */
export function varintAt(bytes: ByteAt, at: number, end: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < 10 && at + i < end; i++) {
    const byte = bytes(at + i);
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return null;
}

/** Seven bits a byte, the lowest first; all but the last have the top bit set. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  while (left >= 128) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return Uint8Array.of(...bytes, left);
}

/** What stands before a field of so many bytes. */
export const header = (field: number, size: number): Uint8Array =>
  joinedBytes([varint(field * 8 + WIRE.bytes), varint(size)]);

export const bytesField = (field: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  joinedBytes([header(field, bytes.length), bytes]);

export const textField = (field: number, text: string): Uint8Array<ArrayBuffer> =>
  bytesField(field, new TextEncoder().encode(text));

/** A whole number of nought or more. */
export const numberField = (field: number, value: number): Uint8Array<ArrayBuffer> =>
  joinedBytes([varint(field * 8 + WIRE.varint), varint(value)]);

/** A float of 32 bits. */
export const floatField = (field: number, value: number): Uint8Array<ArrayBuffer> =>
  joinedBytes([varint(field * 8 + WIRE.four), new Uint8Array(Float32Array.of(value).buffer)]);

export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
