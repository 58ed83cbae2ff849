// Messages of Protocol Buffers as they lie in a file (protobuf.dev, Encoding), without knowing what they are of.

/** A field of a message: a whole number, or its bytes, which are a text, a message, or four or eight bytes of a number. */
export interface ProtoField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

/** The fields of a message in their order; null where bytes are none. Numbers beyond 2^53 are rounded. */
export function fieldsOf(bytes: Uint8Array): readonly ProtoField[] | null {
  const fields: ProtoField[] = [];
  let at = 0;
  const varint = (): number | null => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale >= 2 ** 63) return null;
    }
    return null;
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag === null) return null;
    const [number, wire] = [Math.floor(tag / 8), tag % 8];
    const length = wire === LENGTH ? varint() : (FIXED[wire] ?? null);
    if (wire === VARINT) {
      const value = varint();
      if (value === null) return null;
      fields.push({ number, value });
    } else {
      if (length === null || at + length > bytes.length) return null;
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    }
  }
  return fields;
}

const VARINT = 0;
const LENGTH = 2;
const FIXED: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** All bytes under a number, in their order. */
export const bytesUnder = (fields: readonly ProtoField[], number: number): readonly Uint8Array[] =>
  fields.flatMap(({ number: own, value }) => (own === number && value instanceof Uint8Array ? [value] : []));

/** The whole number under a number; null where there is none. */
export function numberUnder(fields: readonly ProtoField[], number: number): number | null {
  const value = fields.find((field) => field.number === number)?.value;
  return typeof value === "number" ? value : null;
}

/** The fields of the first message under a number: none where there is no such message. */
export function messageUnder(fields: readonly ProtoField[], number: number): readonly ProtoField[] {
  const [message] = bytesUnder(fields, number);
  return (message && fieldsOf(message)) ?? [];
}
