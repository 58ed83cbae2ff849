// Attention of a language network as the CPU computes it with the least work.
//
// onnxruntime's GroupQueryAttention takes five to ten times as long for a prompt as its MultiHeadAttention does for the same
// products, and as long for one token; on the built-in model it was five sixths of a prompt's time. So it becomes that
// operator. What MultiHeadAttention lacks is written out: the cut of packed rows, the rotation, and heads that share keys.
// Those become further rows of their one head, [group, token], so that no key is copied for them.
//
// A run of the other operator gives back all keys and values, those that it was given included, and the runtime copies every
// output out of its memory. Here it gives back those of its own tokens alone, each token's heads side by side, so that they
// are put behind those that are kept. The places of the tokens and what each of them sees are inputs, so that tokens of
// several sequences can be computed as one.
import type { Graph, GraphEdit, GraphNode, GraphValue } from "./graph";
import { contribField, integersField, nodeField, shapedValue } from "./graphFields";
import { ELEMENT } from "./onnxFields";

/** Inputs of the rewritten graph beside its own. */
export const ATTENTION = {
  /** int64 [sequences, tokens]: by what each token's queries and keys are rotated. Absent where the graph rotates elsewhere. */
  places: "attention/places",
  /** float32 [1, 1, tokens, rows before them + tokens]: added to the scores, minus infinity where a token does not see. */
  bias: "attention/bias",
} as const;

/** The rewritten graph's output in place of all rows: those of the run's tokens, [sequences, 1, tokens, heads × width]. */
export const appendedOf = (past: string): string => past.replace(KEPT, "appended");

const KEPT = "past_key_values";

/** Null where there is none that computes just this, or something else keeps rows as well. */
export function groupedAttention(graph: Graph): GraphEdit | null {
  const found = graph.nodes.flatMap((node) => attentionOf(graph, node) ?? []);
  if (found.length === 0 || !keepsAll(graph, found)) return null;
  const replaced = new Map<number, readonly Uint8Array[]>();
  const added = [integersField(TWO, [2n]), ...inputsFor(found)];
  // Layers of as many groups have the same bias, made where the first of them stands.
  const made = new Set<number>();
  for (const attention of found) {
    const groups = groupsOf(attention);
    const bias = made.has(groups) ? NOTHING : biasFor(groups);
    made.add(groups);
    const own = operatorsFor(attention);
    replaced.set(attention.node.start, [...bias.nodes, ...own.nodes]);
    for (const { past, present } of attention.kept) {
      const dims = ["sequences", 1, "rows", attention.keyHeads * attention.width];
      replaced.set(past.value.start, [shapedValue("input", past.name, ELEMENT.float32, dims)]);
      const appended = ["sequences", 1, "tokens", attention.keyHeads * attention.width];
      replaced.set(present.value.start, [shapedValue("output", appendedOf(past.name), ELEMENT.float32, appended)]);
    }
    added.push(...bias.weights, ...own.weights);
  }
  return { replaced, added };
}

/** Whether these attentions keep all rows that the graph keeps, and nobody else reads them. */
function keepsAll(graph: Graph, found: readonly Attention[]): boolean {
  const own = new Set(found.map(({ node }) => node));
  const kept = found.flatMap(({ kept: both }) => both);
  const pasts = new Set(kept.map(({ past }) => past.name));
  const names = new Set(kept.flatMap(({ past, present }) => [past.name, present.name]));
  const isRead = graph.nodes.some(
    // How many rows there are is still said by the same dimension.
    (node) => !own.has(node) && node.operator !== "Shape" && node.inputs.some((name) => names.has(name)),
  );
  return !isRead && [...graph.inputs.keys()].every((name) => !name.startsWith(KEPT) || pasts.has(name));
}

const inputsFor = (found: readonly Attention[]): Uint8Array[] => [
  shapedValue("input", ATTENTION.bias, ELEMENT.float32, [1, 1, "tokens", "seen"]),
  ...(found.some(({ rotates }) => rotates)
    ? [shapedValue("input", ATTENTION.places, ELEMENT.int64, ["sequences", "tokens"])]
    : []),
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
  /** Nought where it follows from the width. */
  readonly scale: number;
  /** Whether queries, keys and values come side by side in one row. */
  readonly isPacked: boolean;
  readonly rotates: boolean;
  /** Of keys, and of values. */
  readonly kept: readonly { readonly past: NamedValue; readonly present: NamedValue }[];
}

/** Where GroupQueryAttention has its inputs. */
const INPUT = { query: 0, key: 1, value: 2, pastKey: 3, pastValue: 4, lengths: 5, cos: 7, sin: 8, further: 9 } as const;

/** Null where it does something that the other operator does not: a window, a cap, a bias, a sink, a partial rotation. */
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
  return { node, heads, keyHeads, width, scale: floats.get("scale") ?? 0, isPacked, rotates, kept };
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

const groupsOf = ({ heads, keyHeads }: Attention): number => heads / keyHeads;

const biasOf = (groups: number): string => (groups === 1 ? ATTENTION.bias : `${ATTENTION.bias}/${groups}`);

/** What is added to scores, [1, 1, groups × tokens, seen]: the same for each query of a group. */
function biasFor(groups: number): Operators {
  if (groups === 1) return NOTHING;
  const own = (name: string): string => `${biasOf(groups)}/${name}`;
  return {
    nodes: [
      nodeField("Expand", [ATTENTION.bias, own("each")], [own("expanded")]),
      nodeField("Reshape", [own("expanded"), own("together")], [biasOf(groups)]),
    ],
    weights: [
      integersField(own("each"), [1n, BigInt(groups), 1n, 1n]),
      // Nought keeps a size as it is.
      integersField(own("together"), [1n, 1n, -1n, 0n]),
    ],
  };
}

function operatorsFor(attention: Attention): Operators {
  const { node, keyHeads, scale } = attention;
  const [output = ""] = node.outputs;
  const own = (name: string): string => `${output}/${name}`;
  const taken = rowsOf(attention, own);
  const grouped = groupsOf(attention) > 1;
  const query = grouped ? own("query/grouped") : taken.query;
  const attended = grouped ? own("attended") : output;
  const [key, value] = [keptRows(attention, 0, taken.key, own), keptRows(attention, 1, taken.value, own)];
  return {
    nodes: [
      ...taken.nodes,
      ...(grouped ? regrouped("query", taken.query, query, own) : []),
      ...key.nodes,
      ...value.nodes,
      contribField("MultiHeadAttention", [query, key.all, value.all, "", "", biasOf(groupsOf(attention))], [attended], {
        num_heads: keyHeads,
        ...(scale === 0 ? {} : { scale: { float: scale } }),
      }),
      ...(grouped ? regrouped("output", attended, output, own) : []),
    ],
    weights: [...taken.weights, ...keptShapes(attention, own), ...(grouped ? groupShapes(attention, own) : [])],
  };
}

interface KeptRows {
  readonly nodes: readonly Uint8Array[];
  /** All rows, [sequences, rows, heads × width]. */
  readonly all: string;
}

/** The run's own rows, given back and put behind those that were kept. */
function keptRows({ kept }: Attention, index: 0 | 1, rows: string, own: (name: string) => string): KeptRows {
  const { past } = kept[index]!;
  const [before, all] = [own(`${past.name}/before`), own(`${past.name}/all`)];
  return {
    nodes: [
      nodeField("Reshape", [past.name, own("kept/before")], [before]),
      nodeField("Concat", [before, rows], [all], { axis: 1 }),
      nodeField("Reshape", [rows, own("kept/appended")], [appendedOf(past.name)]),
    ],
    all,
  };
}

const keptShapes = ({ keyHeads, width }: Attention, own: (name: string) => string): Uint8Array[] => {
  const row = BigInt(keyHeads * width);
  return [integersField(own("kept/before"), [0n, -1n, row]), integersField(own("kept/appended"), [0n, 1n, -1n, row])];
};

interface Rows extends Operators {
  readonly query: string;
  readonly key: string;
  readonly value: string;
}

/** Queries, keys and values each by themselves, [sequences, tokens, heads × width], rotated. */
function rowsOf(attention: Attention, own: (name: string) => string): Rows {
  const { node, heads, keyHeads, width, isPacked, rotates } = attention;
  const given = (at: keyof typeof INPUT): string => node.inputs[INPUT[at]] ?? "";
  const bounds = [0, heads * width, (heads + keyHeads) * width, (heads + 2 * keyHeads) * width];
  const names = ["query", "key", "value"] as const;
  const plain = names.map((name) => (isPacked ? own(name) : given(name)));
  const cuts = names.map((name, index) =>
    nodeField("Slice", [given("query"), own(`bound/${index}`), own(`bound/${index + 1}`), TWO], [own(name)]),
  );
  const turned = rotates ? [own("query/rotated"), own("key/rotated")] : plain;
  const rotations = turned
    .slice(0, 2)
    .map((name, index) =>
      contribField("RotaryEmbedding", [plain[index] ?? "", ATTENTION.places, given("cos"), given("sin")], [name], {}),
    );
  const [query = "", key = ""] = turned;
  return {
    query,
    key,
    value: plain[2] ?? "",
    nodes: [...(isPacked ? cuts : []), ...(rotates ? rotations : [])],
    weights: isPacked ? bounds.map((bound, index) => integersField(own(`bound/${index}`), [BigInt(bound)])) : [],
  };
}

/** Both ways take three steps: heads apart, in the other order, together. */
const ORDER = { query: [0, 3, 1, 2, 4], output: [0, 2, 3, 1, 4] } as const;

/** [sequences, tokens, keyHeads × groups × width] to [sequences, groups × tokens, keyHeads × width], and back. */
const regrouped = (
  which: keyof typeof ORDER,
  from: string,
  to: string,
  own: (name: string) => string,
): Uint8Array[] => [
  nodeField("Reshape", [from, own(`${which}/apart`)], [own(`${which}/split`)]),
  nodeField("Transpose", [own(`${which}/split`)], [own(`${which}/ordered`)], { perm: ORDER[which] }),
  nodeField("Reshape", [own(`${which}/ordered`), own(`${which}/together`)], [to]),
];

/** Nought keeps a size as it is. */
function groupShapes(attention: Attention, own: (name: string) => string): Uint8Array[] {
  const { heads, keyHeads, width } = attention;
  const groups = groupsOf(attention);
  const shapes: Readonly<Record<string, readonly number[]>> = {
    "query/apart": [0, 0, keyHeads, groups, width],
    "query/together": [0, -1, keyHeads * width],
    "output/apart": [0, groups, -1, keyHeads, width],
    "output/together": [0, 0, heads * width],
  };
  return Object.entries(shapes).map(([name, sizes]) => integersField(own(name), sizes.map(BigInt)));
}
