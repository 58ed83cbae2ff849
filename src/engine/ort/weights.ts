// Where a graph holds its weights itself, the runtime has them four times while it opens it: the file, its copy in the
// WebAssembly heap, the parsed message, and the tensors. Weights in files beside the graph are read straight from where they
// lie into the tensors. So the file is mounted beside a graph that is rewritten to point into it: same bytes, two copies.
//
// Only the fields of onnx.proto that this needs; the numbers are its field numbers.

export interface SplitNetwork {
  /** The graph, with pointers in place of its larger weights. */
  readonly graph: Uint8Array<ArrayBuffer>;
  /** What the pointers call the original file. */
  readonly location: string;
}

/** Smaller tensors stay: shapes are worked out from some of them while the graph is read, and those hold a few numbers. */
const LEAST_BYTES = 1 << 10;
/** What a graph calls the file that it came out of. */
export const OWN_WEIGHTS = "weights-of-the-graph";

const MODEL_GRAPH = 7;
const GRAPH_INITIALIZER = 5;
const TENSOR_RAW_DATA = 9;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_DATA_LOCATION = 14;
const IN_A_FILE = 1;

/** Null where there is nothing to point at, or where the bytes are not such a file; the runtime then says what is wrong. */
export function splitWeights(file: Uint8Array<ArrayBuffer>): SplitNetwork | null {
  const model = fieldsOf(file, 0, file.length);
  const graph = model?.find(({ number, wire }) => number === MODEL_GRAPH && wire === WIRE.bytes);
  const parts = graph === undefined ? null : fieldsOf(file, graph.from, graph.to);
  if (model === null || graph === undefined || parts === null) return null;
  let pointers = 0;
  const rewritten = parts.map((part) => {
    const tensor = part.number === GRAPH_INITIALIZER ? pointing(file, part) : null;
    if (tensor !== null) pointers++;
    return tensor ?? [file.subarray(part.start, part.to)];
  });
  if (pointers === 0) return null;
  const around = (from: number, to: number) => file.subarray(from, to);
  const inner = rewritten.flat();
  const head = header(MODEL_GRAPH, sizeOf(inner));
  return {
    graph: joined([around(0, graph.start), head, ...inner, around(graph.to, file.length)]),
    location: OWN_WEIGHTS,
  };
}

/** A tensor with its place in the file in place of its bytes. */
function pointing(file: Uint8Array<ArrayBuffer>, { from, to }: Field): Uint8Array[] | null {
  const fields = fieldsOf(file, from, to);
  const raw = fields?.find(({ number, wire }) => number === TENSOR_RAW_DATA && wire === WIRE.bytes);
  if (fields === null || raw === undefined || raw.to - raw.from < LEAST_BYTES) return null;
  const kept = fields.filter((field) => field !== raw).map((field) => file.subarray(field.start, field.to));
  const entries = { location: OWN_WEIGHTS, offset: String(raw.from), length: String(raw.to - raw.from) };
  const pointers = Object.entries(entries).flatMap(([key, value]) => {
    const entry = [...textField(1, key), ...textField(2, value)];
    return [header(TENSOR_EXTERNAL_DATA, sizeOf(entry)), ...entry];
  });
  const tensor = [...kept, ...pointers, Uint8Array.of(TENSOR_DATA_LOCATION * 8, IN_A_FILE)];
  return [header(GRAPH_INITIALIZER, sizeOf(tensor)), ...tensor];
}

const WIRE = { varint: 0, eight: 1, bytes: 2, four: 5 } as const;

/** One field of a message: where it starts with its tag, and where its content lies. */
interface Field {
  readonly number: number;
  readonly wire: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** The fields of the message in [from, to); null where it is none. */
function fieldsOf(bytes: Uint8Array, from: number, to: number): Field[] | null {
  const fields: Field[] = [];
  let at = from;
  while (at < to) {
    const tag = varintAt(bytes, at, to);
    if (tag === null) return null;
    const [number, wire] = [Math.floor(tag.value / 8), tag.value % 8];
    const content = contentOf(bytes, wire, tag.end, to);
    if (content === null) return null;
    fields.push({ number, wire, start: at, ...content });
    at = content.to;
  }
  return fields;
}

function contentOf(bytes: Uint8Array, wire: number, at: number, end: number): { from: number; to: number } | null {
  const sized = (from: number, size: number) => (from + size <= end ? { from, to: from + size } : null);
  if (wire === WIRE.eight) return sized(at, 8);
  if (wire === WIRE.four) return sized(at, 4);
  const number = varintAt(bytes, at, end);
  if (number === null) return null;
  if (wire === WIRE.varint) return { from: at, to: number.end };
  return wire === WIRE.bytes ? sized(number.end, number.value) : null;
}

/** Of at most ten bytes; those beyond what a number holds exactly are no size that a file has. */
function varintAt(bytes: Uint8Array, at: number, end: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < 10 && at + i < end; i++) {
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return null;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  while (left >= 128) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return Uint8Array.of(...bytes, left);
}

const header = (field: number, size: number): Uint8Array =>
  Uint8Array.of(...varint(field * 8 + WIRE.bytes), ...varint(size));

const textField = (field: number, text: string): Uint8Array[] => {
  const bytes = new TextEncoder().encode(text);
  return [header(field, bytes.length), bytes];
};

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(parts));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
