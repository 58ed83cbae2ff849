// Attention of a language network as the CPU computes it with the least work.
//
// onnxruntime's GroupQueryAttention and MultiHeadAttention copy and turn all keys and values that they are given, for every
// token. Here keys are kept as their products want them, [width, rows], and values as [rows, width], so that one token's
// scores and what it takes are products of a row with a matrix as it lies in memory: the runtime computes those without
// packing the matrix first.
//
// What is kept is multiplied where the runtime was given it, and a run's own keys and values apart from it: to join them
// first would copy all that is kept for every token.
//
// A run gives back the keys and values of its own tokens alone, to be put behind those that are kept, since the runtime
// copies every output out of its memory; and those of all layers as one output, since each costs a fixed price. The places
// of the tokens and what each of them sees are inputs, so that tokens of several sequences can be computed as one, and so
// that there may be room behind the rows that are kept.
import type { Graph, GraphEdit, GraphNode, GraphValue } from "./graph";
import { contribField, integersField, nodeField, scalarField, shapedValue } from "./graphFields";
import { ELEMENT } from "./onnxFields";

/** Inputs of the rewritten graph beside its own. */
export const ATTENTION = {
  /** int64 [sequences, tokens]: by what each token's queries and keys are rotated. Absent where the graph rotates elsewhere. */
  places: "attention/places",
  /** float32 [1, 1, tokens, rows before them + tokens]: added to the scores, minus infinity where a token does not see. */
  bias: "attention/bias",
  /** int64 [2]: rows before them, and tokens of each sequence. */
  parts: "attention/parts",
  /** int64 [1]: the tokens before the run. Absent where the graph does not count them by the rows that it is given. */
  counted: "attention/counted",
} as const;

/**
 * The rewritten graph's output in place of all rows: those of the run's tokens, float32 [sequences, tokens, numbers]. A
 * token's numbers are its keys and values in the order of the inputs that keep them, of each head by head.
 */
export const APPENDED = "appended";

const KEPT = "past_key_values";

/** Null where no attention computes just this, or something else reads rows as well. */
export function groupedAttention(graph: Graph): GraphEdit | null {
  const found = graph.nodes.flatMap((node) => attentionOf(graph, node) ?? []);
  const counts = countsOf(graph, found);
  if (found.length === 0 || counts === null) return null;
  const replaced = new Map<number, readonly Uint8Array[]>();
  const added = [integersField(TWO, [2n]), ...inputsFor(found, counts)];
  // Layers turn by the same tables.
  const made = new Set<string>();
  for (const attention of found) {
    const [tables, own] = [scaledTables(attention, made), operatorsFor(attention)];
    replaced.set(attention.node.start, [...tables.nodes, ...own.nodes]);
    for (const [index, { past, present }] of attention.kept.entries()) {
      const dims = keptDims(attention, index);
      replaced.set(past.value.start, [shapedValue("input", past.name, ELEMENT.float32, dims)]);
      replaced.set(present.value.start, []);
    }
    added.push(...tables.weights, ...own.weights);
  }
  added.push(...appended(found));
  for (const start of unread(graph, found)) replaced.set(start, []);
  for (const count of counts) {
    const { nodes, weights } = shapeFor(found, count);
    replaced.set(count.start, nodes);
    added.push(...weights);
  }
  return { replaced, added };
}

/** Rows are the last dimension of keys, and the one before it of values. */
const keptDims = ({ keyHeads, width }: Attention, index: number): readonly (number | string)[] => [
  "sequences",
  keyHeads,
  1,
  ...(index === 0 ? [width, "rows"] : ["rows", width]),
];

/** Keys and values of all layers side by side, as one output. */
function appended(found: readonly Attention[]): Uint8Array[] {
  const all = found
    .flatMap((attention) => {
      const { key, value } = rowsOf(attention);
      const numbers = attention.keyHeads * attention.width;
      return attention.kept.map(({ past }, index) => ({ from: past.value.start, name: [key, value][index]!, numbers }));
    })
    .sort((a, b) => a.from - b.from);
  const numbers = all.reduce((sum, each) => sum + each.numbers, 0);
  const names = all.map(({ name }) => name);
  return [
    nodeField("Concat", names, [APPENDED], { axis: 2 }),
    shapedValue("output", APPENDED, ELEMENT.float32, ["sequences", "tokens", numbers]),
  ];
}

/**
 * The nodes that count rows by the shape of what is kept. Null where these attentions do not keep all rows that the graph
 * keeps, or something else reads them.
 */
function countsOf(graph: Graph, found: readonly Attention[]): readonly GraphNode[] | null {
  const own = new Set(found.map(({ node }) => node));
  const kept = found.flatMap(({ kept: both }) => both);
  const pasts = new Set(kept.map(({ past }) => past.name));
  const names = new Set(kept.flatMap(({ past, present }) => [past.name, present.name]));
  const readers = graph.nodes.filter((node) => !own.has(node) && node.inputs.some((name) => names.has(name)));
  const count = ({ operator, inputs, integers }: GraphNode): boolean =>
    operator === "Shape" && pasts.has(inputs[0] ?? "") && !integers.has("start") && !integers.has("end");
  const keepsAll = [...graph.inputs.keys()].every((name) => !name.startsWith(KEPT) || pasts.has(name));
  return keepsAll && readers.every(count) ? readers : null;
}

/**
 * Where the nodes and inputs stand that nobody reads any more, such as what counted the mask: the runtime computes nodes
 * whose outputs nobody wants, and an input costs a copy for each run.
 */
function unread(graph: Graph, found: readonly Attention[]): readonly number[] {
  // A graph within a node reads values around it without naming them.
  if (graph.nodes.some(({ within }) => within.length > 0)) return [];
  const own = new Set(found.map(({ node }) => node));
  const readBy = (node: GraphNode): readonly string[] =>
    own.has(node) ? node.inputs.filter((_, at) => at !== INPUT.lengths && at !== INPUT.total) : node.inputs;
  let left = graph.nodes;
  for (;;) {
    const read = new Set([...graph.outputs.keys(), ...left.flatMap(readBy)]);
    const more = left.filter(({ outputs }) => outputs.some((name) => read.has(name)));
    if (more.length === left.length) {
      const kept = new Set(left);
      const inputs = [...graph.inputs].filter(([name]) => !read.has(name)).map(([, input]) => input);
      return [...graph.nodes.filter((node) => !kept.has(node)), ...inputs].map(({ start }) => start);
    }
    left = more;
  }
}

/** What a count of rows read before: [sequences, heads, rows, width], of the rows that hold something. */
function shapeFor(found: readonly Attention[], { inputs: [past = ""], outputs: [shape = ""] }: GraphNode): Operators {
  const of = found.find(({ kept }) => kept.some((both) => both.past.name === past));
  const own = (name: string): string => `${shape}/${name}`;
  return {
    nodes: [
      nodeField("Shape", [past], [own("whole")]),
      nodeField("Gather", [own("whole"), own("first")], [own("sequences")]),
      nodeField("Concat", [own("sequences"), own("heads"), ATTENTION.counted, own("width")], [shape], { axis: 0 }),
    ],
    weights: [
      integersField(own("first"), [0n]),
      integersField(own("heads"), [BigInt(of?.keyHeads ?? 0)]),
      integersField(own("width"), [BigInt(of?.width ?? 0)]),
    ],
  };
}

const inputsFor = (found: readonly Attention[], counts: readonly GraphNode[]): Uint8Array[] => [
  shapedValue("input", ATTENTION.bias, ELEMENT.float32, [1, 1, "tokens", "seen"]),
  shapedValue("input", ATTENTION.parts, ELEMENT.int64, [2]),
  ...(found.some(({ rotates }) => rotates)
    ? [shapedValue("input", ATTENTION.places, ELEMENT.int64, ["sequences", "tokens"])]
    : []),
  ...(counts.length > 0 ? [shapedValue("input", ATTENTION.counted, ELEMENT.int64, [1])] : []),
];

interface NamedValue {
  readonly name: string;
  readonly value: GraphValue;
}

interface Attention {
  readonly node: GraphNode;
  /** Of queries. */
  readonly heads: number;
  /** Of keys and values; each serves `heads / keyHeads` of queries. */
  readonly keyHeads: number;
  /** Numbers of each head. */
  readonly width: number;
  /** That scores are multiplied by. */
  readonly scale: number;
  /** Whether queries, keys and values come side by side in one row. */
  readonly isPacked: boolean;
  readonly rotates: boolean;
  /** Of keys, and of values. */
  readonly kept: readonly { readonly past: NamedValue; readonly present: NamedValue }[];
}

/** Where GroupQueryAttention has its inputs. */
const INPUT = {
  query: 0,
  key: 1,
  value: 2,
  pastKey: 3,
  pastValue: 4,
  lengths: 5,
  total: 6,
  cos: 7,
  sin: 8,
  further: 9,
} as const;

/** Null where it does something that is not written out here: a window, a cap, a bias, a sink, a partial rotation. */
function attentionOf(graph: Graph, node: GraphNode): Attention | null {
  const { operator, inputs, outputs, integers, floats } = node;
  if (operator !== "GroupQueryAttention" || outputs.length !== 3) return null;
  if (inputs.slice(INPUT.further).some((name) => name !== "")) return null;
  if (integers.get("smooth_softmax") || integers.get("rotary_interleaved") || floats.get("softcap")) return null;
  // Minus one is written in ten bytes, and reads as more than any window.
  if ((integers.get("local_window_size") ?? ANY_WINDOW) < ANY_WINDOW) return null;
  const [heads = 0, keyHeads = 0] = [integers.get("num_heads"), integers.get("kv_num_heads")];
  const kept = [
    keptBy(graph, inputs[INPUT.pastKey], outputs[1]),
    keptBy(graph, inputs[INPUT.pastValue], outputs[2]),
  ].filter((both) => both !== null);
  const past = kept[0]?.past.value;
  const width = past?.dims[3] ?? null;
  if (kept.length < 2 || past?.dims[1] !== keyHeads || width === null) return null;
  if (heads === 0 || keyHeads === 0 || heads % keyHeads !== 0) return null;
  const rotates = integers.get("do_rotary") === 1;
  if (rotates && [INPUT.cos, INPUT.sin].some((at) => graph.weights.get(inputs[at] ?? "")?.dims[1] !== width / 2))
    return null;
  const isPacked = inputs[INPUT.key] === "" && inputs[INPUT.value] === "";
  // Nought says that it follows from the width.
  const scale = floats.get("scale") || 1 / Math.sqrt(width);
  return { node, heads, keyHeads, width, scale, isPacked, rotates, kept };
}

/** Null where it is no input and output of 32-bit floats, as the layout of what is kept knows them. */
function keptBy(graph: Graph, past = "", present = ""): Attention["kept"][number] | null {
  const [before, after] = [graph.inputs.get(past), graph.outputs.get(present)];
  if (!past.startsWith(KEPT) || before?.type !== ELEMENT.float32 || before.dims.length !== 4 || after === undefined)
    return null;
  return { past: { name: past, value: before }, present: { name: present, value: after } };
}

const ANY_WINDOW = 2 ** 31;

interface Operators {
  readonly nodes: readonly Uint8Array[];
  readonly weights: readonly Uint8Array[];
}

const NOTHING: Operators = { nodes: [], weights: [] };
const TWO = "attention/two";

/** A name that says the value, which is the same wherever it is wanted. */
const scaled = (name: string, { scale }: Attention): string => `${name}/${scale}`;

/**
 * Queries are turned by tables that are multiplied by the scale, which the runtime does once, as it loads.
 *
 * @param made the names of those that there are; what is made is added
 */
function scaledTables(attention: Attention, made: Set<string>): Operators {
  const { node, rotates, scale } = attention;
  if (!rotates) return NOTHING;
  const factor = scaled("attention/scale", attention);
  const missing = [INPUT.cos, INPUT.sin]
    .map((at) => node.inputs[at] ?? "")
    .filter((table) => !made.has(scaled(table, attention)));
  const weights = missing.length === 0 || made.has(factor) ? [] : [scalarField(factor, scale)];
  for (const name of [factor, ...missing.map((table) => scaled(table, attention))]) made.add(name);
  return { nodes: missing.map((table) => nodeField("Mul", [table, factor], [scaled(table, attention)])), weights };
}

const ownName =
  ({ node }: Attention) =>
  (name: string): string =>
    `${node.outputs[0]}/${name}`;

function operatorsFor(attention: Attention): Operators {
  const { node, heads, keyHeads, width, kept } = attention;
  const [output = ""] = node.outputs;
  const own = ownName(attention);
  const taken = rowsOf(attention);
  const [queries, keys, values] = [own("queries"), own("keys"), own("values")];
  const [pastKeys = "", pastValues = ""] = kept.map(({ past }) => past.name);
  // Numbers of the dimensions: sequences 0, tokens 1, heads of keys 2, queries of each 3, width 4.
  const ordered = (rows: string, shape: string, perm: readonly number[], to: string): Uint8Array[] => [
    nodeField("Reshape", [rows, own(shape)], [`${to}/apart`]),
    nodeField("Transpose", [`${to}/apart`], [to], { perm }),
  ];
  const product = (left: string, right: string, to: string): Uint8Array =>
    nodeField("MatMul", [left, right], [own(to)]);
  return {
    nodes: [
      ...taken.nodes,
      ...ordered(taken.query, "groups", [0, 2, 3, 1, 4], queries),
      ...ordered(taken.key, "heads", [0, 2, 3, 4, 1], keys),
      ...ordered(taken.value, "heads", [0, 2, 3, 1, 4], values),
      product(queries, pastKeys, "products/past"),
      product(queries, keys, "products/new"),
      nodeField("Concat", [own("products/past"), own("products/new")], [own("products")], { axis: 4 }),
      nodeField("Add", [own("products"), ATTENTION.bias], [own("scores")]),
      nodeField("Softmax", [own("scores")], [own("shares")], { axis: 4 }),
      nodeField("Split", [own("shares"), ATTENTION.parts], [own("shares/past"), own("shares/new")], { axis: 4 }),
      product(own("shares/past"), pastValues, "sums/past"),
      product(own("shares/new"), values, "sums/new"),
      nodeField("Add", [own("sums/past"), own("sums/new")], [own("sums")]),
      nodeField("Transpose", [own("sums")], [own("ordered")], { perm: [0, 3, 1, 2, 4] }),
      nodeField("Reshape", [own("ordered"), own("together")], [output]),
    ],
    weights: [
      ...taken.weights,
      // Nought keeps a size as it is.
      integersField(own("groups"), [0n, 0n, BigInt(keyHeads), BigInt(heads / keyHeads), BigInt(width)]),
      integersField(own("heads"), [0n, 0n, BigInt(keyHeads), 1n, BigInt(width)]),
      integersField(own("together"), [0n, 0n, BigInt(heads * width)]),
    ],
  };
}

interface Rows extends Operators {
  readonly query: string;
  readonly key: string;
  readonly value: string;
}

/** Queries, keys and values each by themselves, [sequences, tokens, heads × width], turned, and queries scaled. */
function rowsOf(attention: Attention): Rows {
  const { node, heads, keyHeads, width, scale, isPacked, rotates } = attention;
  const own = ownName(attention);
  const given = (at: keyof typeof INPUT): string => node.inputs[INPUT[at]] ?? "";
  const bounds = [0, heads * width, (heads + keyHeads) * width, (heads + 2 * keyHeads) * width];
  const names = ["query", "key", "value"] as const;
  const [query = "", key = "", value = ""] = names.map((name) => (isPacked ? own(name) : given(name)));
  const cuts = names.map((name, index) =>
    nodeField("Slice", [given("query"), own(`bound/${index}`), own(`bound/${index + 1}`), TWO], [own(name)]),
  );
  const turned = (rows: string, to: string, tables: readonly string[]): Uint8Array =>
    contribField("RotaryEmbedding", [rows, ATTENTION.places, ...tables], [to], {});
  const tables = [given("cos"), given("sin")];
  const ready = { query: own("query/ready"), key: rotates ? own("key/ready") : key };
  const readied = rotates
    ? [
        turned(
          query,
          ready.query,
          tables.map((table) => scaled(table, attention)),
        ),
        turned(key, ready.key, tables),
      ]
    : [nodeField("Mul", [query, own("scale")], [ready.query])];
  return {
    ...ready,
    value,
    nodes: [...(isPacked ? cuts : []), ...readied],
    weights: [
      ...(isPacked ? bounds.map((bound, index) => integersField(own(`bound/${index}`), [BigInt(bound)])) : []),
      ...(rotates ? [] : [scalarField(own("scale"), scale)]),
    ],
  };
}
