// onnxruntime's kernel for products of 8 bits on WASM goes down the columns of its matrix, from row to row. Where rows are
// whole pages apart, all of a column's bytes fall into the same few lines of the processor's caches and push each other out:
// one row times 1024 × 65,536 took 2.2 to 3.2 times as long as times 1024 × 65,600. So such rows get a line of nought each
// behind them, and what comes of those columns is cut off.
import type { Graph, GraphEdit, GraphNode, GraphWeights } from "./graph";
import { integersField, nodeField } from "./graphFields";
import type { FileInParts } from "./mounted";
import { ENTRY, GRAPH, IN_A_FILE, TENSOR } from "./onnxFields";
import { bytesField, joinedBytes, numberField, textField } from "./protobuf";

/** Memory comes into caches by lines of this size. */
const LINE_BYTES = 64;
const PAGE_BYTES = 4096;
/** A product's inputs: tokens, matrix, and the zeros of both. */
const MATRIX = 1;
const MATRIX_ZERO = 3;

export interface SpacedNetwork {
  readonly edit: GraphEdit;
  /** Files that lie beside the graph from now on. */
  readonly files: readonly { readonly path: string; readonly file: FileInParts }[];
}

/**
 * Null where no matrix wants it.
 *
 * @param beside the file that lies beside the graph by that name
 */
export function spacedRows(graph: Graph, beside: (location: string) => FileInParts | undefined): SpacedNetwork | null {
  const spaced = graph.nodes.flatMap((node) => spacedProduct(graph, node, beside) ?? []);
  if (spaced.length === 0) return null;
  const room: Room = { bytes: new Uint8Array(), holds: null };
  const names = { first: `${SPACED}first`, axis: `${SPACED}axis` };
  const added = [integersField(names.first, [0n]), integersField(names.axis, [-1n])];
  const replaced = new Map<number, readonly Uint8Array[]>();
  for (const { node, weights, matrix } of spaced) {
    const { rows, columns } = matrix;
    const [output = ""] = node.outputs;
    const [wide, end] = [`${output}/spaced`, `${output}/columns`];
    const cut = nodeField("Slice", [wide, names.first, end, names.axis], [output]);
    replaced.set(node.start, [node.renamed({ outputs: [wide] }), cut]);
    replaced.set(weights.start, [weightsField(weights, [rows, columns + LINE_BYTES])]);
    added.push(integersField(end, [BigInt(columns)]));
  }
  const files = spaced.map(({ weights, matrix }) => ({ path: pathOf(weights), file: spacedFile(matrix, room) }));
  return { edit: { replaced, added }, files };
}

interface SpacedProduct {
  readonly node: GraphNode;
  readonly weights: GraphWeights;
  readonly matrix: Matrix;
}

/** Where it lies, a byte a number. */
interface Matrix {
  readonly source: FileInParts;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/** What such files are called begins so. */
export const SPACED = "spaced/";

const pathOf = ({ name }: GraphWeights): string => `${SPACED}${name}`;

function spacedProduct(
  graph: Graph,
  node: GraphNode,
  beside: (location: string) => FileInParts | undefined,
): SpacedProduct | null {
  if (node.operator !== "MatMulInteger") return null;
  const weights = graph.weights.get(node.inputs[MATRIX] ?? "");
  const [rows = 0, columns = 0, ...further] = weights?.dims ?? [];
  if (weights === undefined || weights.place === null || further.length > 0) return null;
  if (columns === 0 || columns % PAGE_BYTES > 0 || weights.place.length !== rows * columns) return null;
  const zero = node.inputs[MATRIX_ZERO];
  // A zero for each column would have to be spaced as well.
  if (zero !== undefined && (graph.weights.get(zero)?.dims ?? [rows, columns]).some((size) => size > 1)) return null;
  if (graph.nodes.some((other) => other !== node && other.inputs.includes(weights.name))) return null;
  const source = beside(weights.place.location);
  const { offset, length } = weights.place;
  // Of a file that is cut the runtime says so.
  if (source === undefined || source.bytes < offset + length) return null;
  return { node, weights, matrix: { source, offset, rows, columns } };
}

function weightsField(weights: GraphWeights, dims: readonly number[]): Uint8Array {
  const { name, type } = weights;
  const entries = {
    location: pathOf(weights),
    offset: "0",
    length: String(dims.reduce((product, size) => product * size, 1)),
  };
  return bytesField(
    GRAPH.initializer,
    joinedBytes([
      ...dims.map((size) => numberField(TENSOR.dims, size)),
      numberField(TENSOR.type, type),
      textField(TENSOR.name, name),
      ...Object.entries(entries).map(([key, value]) =>
        bytesField(TENSOR.externalData, joinedBytes([textField(ENTRY.key, key), textField(ENTRY.value, value)])),
      ),
      numberField(TENSOR.dataLocation, IN_A_FILE),
    ]),
  );
}

/** Rows are read so many bytes at a time, so that the matrix is not in memory once more. */
const READ_BYTES = 1 << 22;

/** Memory for the one matrix that is being read, lent from one to the next. */
interface Room {
  bytes: Uint8Array<ArrayBuffer>;
  holds: FileInParts | null;
}

/** The matrix with a line of nought behind each row. The runtime reads it whole, and copies it before it reads another. */
function spacedFile({ source, offset, rows, columns }: Matrix, room: Room): FileInParts {
  const width = columns + LINE_BYTES;
  const atOnce = Math.max(1, Math.floor(READ_BYTES / columns));
  const make = (): void => {
    if (room.bytes.length < rows * width) room.bytes = new Uint8Array(rows * width);
    for (let first = 0; first < rows; first += atOnce) {
      const count = Math.min(atOnce, rows - first);
      const part = source.part(offset + first * columns, offset + (first + count) * columns);
      for (let row = 0; row < count; row++) {
        const to = (first + row) * width;
        room.bytes.set(part.subarray(row * columns, (row + 1) * columns), to);
        room.bytes.fill(0, to + columns, to + width);
      }
    }
  };
  const file: FileInParts = {
    bytes: rows * width,
    part(from, to) {
      if (room.holds !== file) make();
      room.holds = file;
      return room.bytes.subarray(from, to);
    },
    close() {
      room.bytes = new Uint8Array();
      room.holds = null;
    },
  };
  return file;
}
