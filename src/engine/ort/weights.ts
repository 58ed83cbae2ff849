import type { FileInParts } from "./mounted";
import { ENTRY, GRAPH, IN_A_FILE, MODEL, TENSOR } from "./onnxFields";
import {
  type ByteAt,
  bytesField,
  eachField,
  type Field,
  fieldsOf,
  header,
  joinedBytes,
  numberField,
  textField,
  WIRE,
} from "./protobuf";

// Where a graph holds its weights itself, the runtime has them four times while it opens it: the file, its copy in the
// WebAssembly heap, the parsed message, and the tensors. Weights in files beside the graph are read straight from where they
// lie into the tensors. So the file is mounted beside a graph that is rewritten to point into it: same bytes, two copies.

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

/** Null where there is nothing to point at, or where the bytes are not such a file; the runtime then says what is wrong. */
export function splitWeights(file: FileInParts): SplitNetwork | null {
  const bytes = windowOn(file);
  const model = fieldsOf(bytes, 0, file.bytes);
  const graph = model?.find(({ number, wire }) => number === MODEL.graph && wire === WIRE.bytes);
  if (model === null || graph === undefined) return null;
  let pointers = 0;
  const inner: Piece[] = [];
  const isWhole = eachField(bytes, graph.from, graph.to, (part) => {
    const tensor = part.number === GRAPH.initializer ? pointing(bytes, part) : null;
    if (tensor !== null) pointers++;
    inner.push(...(tensor ?? [{ start: part.start, to: part.to }]));
  });
  if (!isWhole || pointers === 0) return null;
  const head = header(MODEL.graph, sizeOf(inner));
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
  const raw = fields?.find(({ number, wire }) => number === TENSOR.rawData && wire === WIRE.bytes);
  if (fields === null || raw === undefined || raw.to - raw.from < LEAST_BYTES) return null;
  const kept = fields.filter((field) => field !== raw).map((field) => shortOrStretch(bytes, field));
  const entries = { location: OWN_WEIGHTS, offset: String(raw.from), length: String(raw.to - raw.from) };
  const pointers = Object.entries(entries).map(([key, value]) => {
    return bytesField(TENSOR.externalData, joinedBytes([textField(ENTRY.key, key), textField(ENTRY.value, value)]));
  });
  const tensor = [...kept, ...pointers, numberField(TENSOR.dataLocation, IN_A_FILE)];
  return [header(GRAPH.initializer, sizeOf(tensor)), ...tensor];
}

/** Names and shapes are short, and looked at already: to read them once more is a wait for each of hundreds of tensors. */
const SHORT_BYTES = 256;

function shortOrStretch(bytes: ByteAt, { start, to }: Field): Piece {
  return to - start > SHORT_BYTES ? { start, to } : Uint8Array.from({ length: to - start }, (_, i) => bytes(start + i));
}

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
