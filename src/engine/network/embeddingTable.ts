// A network of embeddings is a matrix of which a row is taken for each token. The runtime needs the whole matrix in one part to
// copy it into its own memory, so it stands there twice while it is opened (508 MB for Qwen3.5 0.8B), and once more where it
// is widened before. Read in parts and looked up here, it stands there once, as it is kept.
import { refuseModel } from "../contract/refusals";
import { type Graph, type GraphNode, type GraphWeights, readGraph } from "../ort/graph";
import type { FileInParts } from "../ort/mounted";
import { ELEMENT } from "../ort/onnxFields";
import type { NetworkFile } from "../ort/session";
import { widen } from "../ort/tensors";
import { splitWeights } from "../ort/weights";

const IDS = "input_ids";
const EMBEDDINGS = "inputs_embeds";

/** The vectors of all tokens. */
export interface EmbeddingTable {
  /** Numbers of each. */
  readonly width: number;
  /** Throws where there is no such token. */
  row(tokenId: number): Float32Array;
}

/** Null where the network does more than look rows up, or is not whole: the runtime computes it, or says what is wrong. */
export function embeddingTableIn({ name, file, external }: NetworkFile): EmbeddingTable | null {
  const split = splitWeights(file);
  const graph = split === null ? null : readGraph(split.graph);
  const found = graph === null ? null : matrixIn(graph);
  if (split === null || found === null) return null;
  const { place } = found.weights;
  const source = place.location === split.location ? file : external.find(({ path }) => path === place.location)?.file;
  if (source === undefined || source.bytes < place.offset + place.length) return null;
  try {
    return tableOf(found, readOnce(source, place.offset, place.length));
  } catch (thrown) {
    return refuseModel("corrupt-file", "changed", { name }, thrown);
  }
}

/** How rows are kept: their element's bytes, and what floats they mean. */
interface Kept {
  readonly bytes: number;
  floats(row: Uint8Array<ArrayBuffer>): Float32Array;
}

const KEPT: Readonly<Record<number, Kept>> = {
  [ELEMENT.float32]: { bytes: 4, floats: ({ buffer }) => new Float32Array(buffer) },
  [ELEMENT.float16]: { bytes: 2, floats: ({ buffer }) => widen(new Uint16Array(buffer)) },
  [ELEMENT.uint8]: { bytes: 1, floats: (row) => Float32Array.from(row) },
  [ELEMENT.int8]: { bytes: 1, floats: ({ buffer }) => Float32Array.from(new Int8Array(buffer)) },
};

/** From a number as it is kept to the one that is meant: less `zero`, times `scale`. */
interface Scaling {
  readonly scale: number;
  readonly zero: number;
}

interface Matrix {
  readonly weights: GraphWeights & { readonly place: NonNullable<GraphWeights["place"]> };
  readonly kept: Kept;
  readonly rows: number;
  readonly width: number;
  readonly scaling: Scaling | null;
}

/** Back from the embeddings: rows are taken once, and scaled and widened before or behind. */
function matrixIn(graph: Graph): Matrix | null {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  let scaling: Scaling | null = null;
  let isTaken = false;
  let name = EMBEDDINGS;
  for (let maker = makers.get(name); maker !== undefined; maker = makers.get(name)) {
    if (takesRows(maker) && !isTaken) isTaken = true;
    else if (maker.operator === "DequantizeLinear" && scaling === null) {
      scaling = scalingOf(graph, maker);
      if (scaling === null) return null;
    } else if (!keepsNumbers(maker)) return null;
    name = maker.inputs[0] ?? "";
  }
  return isTaken ? matrixOf(graph.weights.get(name), scaling) : null;
}

const takesRows = ({ operator, inputs, integers }: GraphNode): boolean =>
  operator === "Gather" && inputs[1] === IDS && (integers.get("axis") ?? 0) === 0;

const keepsNumbers = ({ operator, integers }: GraphNode): boolean =>
  operator === "Identity" || (operator === "Cast" && integers.get("to") === ELEMENT.float32);

/** Null where rows or columns have scales of their own. */
function scalingOf({ weights }: Graph, { inputs }: GraphNode): Scaling | null {
  const [, scaleName = "", zeroName] = inputs;
  const scale = weights.get(scaleName)?.single() ?? null;
  const zero = zeroName === undefined ? 0 : (weights.get(zeroName)?.single() ?? null);
  return scale === null || zero === null ? null : { scale, zero };
}

function matrixOf(weights: GraphWeights | undefined, scaling: Scaling | null): Matrix | null {
  const [rows = 0, width = 0, ...further] = weights?.dims ?? [];
  const kept = weights === undefined ? undefined : KEPT[weights.type];
  if (weights === undefined || weights.place === null || kept === undefined || further.length > 0) return null;
  if (weights.place.length !== rows * width * kept.bytes) return null;
  return { weights: { ...weights, place: weights.place }, kept, rows, width, scaling };
}

function tableOf({ kept, rows, width, scaling }: Matrix, bytes: Uint8Array<ArrayBuffer>): EmbeddingTable {
  const rowBytes = width * kept.bytes;
  return {
    width,
    row(tokenId) {
      if (tokenId < 0 || tokenId >= rows) throw new Error(`There is no token ${tokenId} of ${rows}`);
      // A copy, which begins where floats may begin.
      const floats = kept.floats(bytes.slice(tokenId * rowBytes, (tokenId + 1) * rowBytes));
      return scaling === null ? floats : floats.map((value) => (value - scaling.zero) * scaling.scale);
    },
  };
}

const READ_BYTES = 1 << 22;

/** A stretch of a file, of which no more than a small part is in memory twice. */
function readOnce(file: FileInParts, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let from = 0; from < length; from += READ_BYTES) {
    const to = Math.min(length, from + READ_BYTES);
    bytes.set(file.part(offset + from, offset + to), from);
  }
  return bytes;
}
