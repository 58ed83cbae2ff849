import type { FileInParts } from "./mounted";

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
export function splitWeights(file: FileInParts): SplitNetwork | null {
  const bytes = windowOn(file);
  const model = fieldsOf(bytes, 0, file.bytes);
  const graph = model?.find(({ number, wire }) => number === MODEL_GRAPH && wire === WIRE.bytes);
  if (model === null || graph === undefined) return null;
  let pointers = 0;
  const inner: Piece[] = [];
  const isWhole = eachField(bytes, graph.from, graph.to, (part) => {
    const tensor = part.number === GRAPH_INITIALIZER ? pointing(bytes, part) : null;
    if (tensor !== null) pointers++;
    inner.push(...(tensor ?? [{ start: part.start, to: part.to }]));
  });
  if (!isWhole || pointers === 0) return null;
  const head = header(MODEL_GRAPH, sizeOf(inner));
  const before = { start: 0, to: graph.start };
  const after = { start: graph.to, to: file.bytes };
  return { graph: joined(file, [before, head, ...inner, after]), location: OWN_WEIGHTS };
}

/** What a rewritten file is put together of: new bytes, or a stretch of the original. */
type Piece = Uint8Array | Stretch;

interface Stretch {
  readonly start: number;
  readonly to: number;
}

/** A tensor with its place in the file in place of its bytes. */
function pointing(bytes: ByteAt, { from, to }: Field): Piece[] | null {
  const fields = fieldsOf(bytes, from, to);
  const raw = fields?.find(({ number, wire }) => number === TENSOR_RAW_DATA && wire === WIRE.bytes);
  if (fields === null || raw === undefined || raw.to - raw.from < LEAST_BYTES) return null;
  const kept = fields.filter((field) => field !== raw).map((field) => shortOrStretch(bytes, field));
  const entries = { location: OWN_WEIGHTS, offset: String(raw.from), length: String(raw.to - raw.from) };
  const pointers = Object.entries(entries).flatMap(([key, value]) => {
    const entry = [...textField(1, key), ...textField(2, value)];
    return [header(TENSOR_EXTERNAL_DATA, sizeOf(entry)), ...entry];
  });
  const tensor = [...kept, ...pointers, Uint8Array.of(TENSOR_DATA_LOCATION * 8, IN_A_FILE)];
  return [header(GRAPH_INITIALIZER, sizeOf(tensor)), ...tensor];
}

/** Names and shapes are short, and looked at already: to read them once more is a wait for each of hundreds of tensors. */
const SHORT_BYTES = 256;

function shortOrStretch(bytes: ByteAt, { start, to }: Field): Piece {
  return to - start > SHORT_BYTES ? { start, to } : Uint8Array.from({ length: to - start }, (_, i) => bytes(start + i));
}

type ByteAt = (at: number) => number;

/** Holds a tensor's fields but its weights, or a good many operators. */
const WINDOW_BYTES = 1 << 14;

/** Single bytes of a file that is read in parts: those of one message stand near to each other. */
function windowOn(file: FileInParts): ByteAt {
  let start = 0;
  let window = new Uint8Array();
  return (at) => {
    if (at < start || at >= start + window.length) {
      start = at;
      // A copy, since a part stands only until the next is asked for.
      window = file.part(at, Math.min(file.bytes, at + WINDOW_BYTES)).slice();
    }
    return window[at - start]!;
  };
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
function fieldsOf(bytes: ByteAt, from: number, to: number): Field[] | null {
  const fields: Field[] = [];
  return eachField(bytes, from, to, (field) => fields.push(field)) ? fields : null;
}

/** The same one by one, in their order; false where it is no message, though it began like one. */
function eachField(bytes: ByteAt, from: number, to: number, see: (field: Field) => void): boolean {
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
function varintAt(bytes: ByteAt, at: number, end: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < 10 && at + i < end; i++) {
    const byte = bytes(at + i);
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

const lengthOf = (piece: Piece): number => ("start" in piece ? piece.to - piece.start : piece.length);

const sizeOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);

function joined(file: FileInParts, pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(pieces));
  let to = 0;
  for (const piece of runsOf(pieces)) {
    whole.set("start" in piece ? file.part(piece.start, piece.to) : piece, to);
    to += lengthOf(piece);
  }
  return whole;
}

/** Stretches that follow on each other as one: operators are thousands of small ones. */
function runsOf(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    const follows = last !== undefined && "start" in last && "start" in piece && last.to === piece.start;
    if (follows) runs.splice(-1, 1, { start: last.start, to: piece.to });
    else runs.push(piece);
  }
  return runs;
}
