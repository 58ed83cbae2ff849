// On the CPU, onnxruntime's GroupQueryAttention takes five to ten times as long for a prompt as its MultiHeadAttention does
// for the same products, and as long for one token; on the built-in model it was five sixths of a prompt's time. So it
// becomes that operator there. What MultiHeadAttention lacks is written out: the cut of packed rows, the rotation, and heads
// that share keys. Those become further rows of their one head, [group, token], so that no key is copied for them.
import type { Graph, GraphEdit, GraphNode } from "./graph";
import { contribField, floatWeight, integersField, nodeField } from "./graphFields";
import { ELEMENT } from "./onnxFields";

/** Null where there is none that computes just this. */
export function groupedAttention(graph: Graph): GraphEdit | null {
  const found = graph.nodes.flatMap((node) => attentionOf(graph, node) ?? []);
  if (found.length === 0) return null;
  const replaced = new Map<number, readonly Uint8Array[]>();
  const added = [...CONSTANTS];
  // Layers that read the same lengths have the same mask, made where the first of them stands.
  const masked = new Set<string>();
  for (const attention of found) {
    const prefix = maskOf(attention);
    const mask = masked.has(prefix) ? { nodes: [], weights: [] } : maskFor(attention);
    masked.add(prefix);
    const own = operatorsFor(attention);
    replaced.set(attention.node.start, [...mask.nodes, ...own.nodes]);
    added.push(...mask.weights, ...own.weights);
  }
  return { replaced, added };
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
  const past = graph.inputs.get(inputs[INPUT.pastKey] ?? "");
  const width = past?.dims[3] ?? null;
  if (past?.type !== ELEMENT.float32 || past.dims.length !== 4 || past.dims[1] !== keyHeads || width === null)
    return null;
  if (heads === 0 || keyHeads === 0 || heads % keyHeads !== 0) return null;
  const rotates = integers.get("do_rotary") === 1;
  if (rotates && [INPUT.cos, INPUT.sin].some((at) => graph.weights.get(inputs[at] ?? "")?.dims[1] !== width / 2))
    return null;
  const isPacked = inputs[INPUT.key] === "" && inputs[INPUT.value] === "";
  return { node, heads, keyHeads, width, scale: floats.get("scale") ?? 0, isPacked, rotates };
}

const ANY_WINDOW = 2 ** 31;

interface Operators {
  readonly nodes: readonly Uint8Array[];
  readonly weights: readonly Uint8Array[];
}

const SHARED = "attention";
const [ZERO, ONE, TWO] = [`${SHARED}/zero`, `${SHARED}/one`, `${SHARED}/two`];
const [SCALAR, COLUMN] = [`${SHARED}/scalar`, `${SHARED}/column`];
const [HIDDEN, SEEN] = [`${SHARED}/hidden`, `${SHARED}/seen`];
const CONSTANTS: readonly Uint8Array[] = [
  integersField(ZERO, [0n]),
  integersField(ONE, [1n]),
  integersField(TWO, [2n]),
  integersField(SCALAR, []),
  integersField(COLUMN, [-1n, 1n]),
  floatWeight(HIDDEN, Number.NEGATIVE_INFINITY),
  floatWeight(SEEN, 0),
];

const groupsOf = ({ heads, keyHeads }: Attention): number => heads / keyHeads;

/** What the mask's values begin with, for all attentions that share it. */
const maskOf = (attention: Attention): string =>
  `${SHARED}/${attention.node.inputs[INPUT.lengths]}/${groupsOf(attention)}`;

/**
 * Tokens before the run as `past`, and what is added to scores as `bias`, [1, 1, groups × tokens, past + tokens]: a token
 * sees those before it and itself. The lengths are each sequence's tokens less one, and all sequences' are alike.
 */
function maskFor(attention: Attention): Operators {
  const { inputs } = attention.node;
  const prefix = maskOf(attention);
  const own = (name: string): string => `${prefix}/${name}`;
  const sizeOf = (of: string, axis: string, into: string): Uint8Array[] => [
    nodeField("Shape", [of], [own(`${into}/shape`)]),
    nodeField("Gather", [own(`${into}/shape`), axis], [own(into)]),
  ];
  const scalar = (of: string): Uint8Array => nodeField("Reshape", [own(of), SCALAR], [own(`${of}/scalar`)]);
  const nodes = [
    ...sizeOf(inputs[INPUT.query] ?? "", ONE, "tokens"),
    nodeField("Cast", [inputs[INPUT.lengths] ?? ""], [own("lengths")], { to: ELEMENT.int64 }),
    // Exporters give one length a sequence, or a column of them.
    nodeField("Reshape", [own("lengths"), own("flat")], [own("row")]),
    nodeField("Gather", [own("row"), ZERO], [own("last")]),
    nodeField("Add", [own("last"), ONE], [own("end")]),
    nodeField("Sub", [own("end"), own("tokens")], [own("past")]),
    ...sizeOf(inputs[INPUT.pastKey] ?? "", TWO, "kept"),
    nodeField("Add", [own("kept"), own("tokens")], [own("keys")]),
    nodeField("Reshape", [ZERO, SCALAR], [own("zero/scalar")]),
    nodeField("Reshape", [ONE, SCALAR], [own("one/scalar")]),
    ...["past", "end", "keys"].map(scalar),
    nodeField("Range", [own("zero/scalar"), own("keys/scalar"), own("one/scalar")], [own("columns")]),
    nodeField("Range", [own("past/scalar"), own("end/scalar"), own("one/scalar")], [own("places")]),
    nodeField("Reshape", [own("places"), COLUMN], [own("rows")]),
    nodeField("Greater", [own("columns"), own("rows")], [own("later")]),
    nodeField("Where", [own("later"), HIDDEN, SEEN], [own("single")]),
    nodeField("Concat", [own("groups"), own("tokens"), own("keys")], [own("each")], { axis: 0 }),
    nodeField("Expand", [own("single"), own("each")], [own("expanded")]),
    nodeField("Concat", [ONE, ONE, own("flat"), own("keys")], [own("whole")], { axis: 0 }),
    nodeField("Reshape", [own("expanded"), own("whole")], [own("bias")]),
  ];
  const weights = [integersField(own("groups"), [BigInt(groupsOf(attention))]), integersField(own("flat"), [-1n])];
  return { nodes, weights };
}

function operatorsFor(attention: Attention): Operators {
  const { node, keyHeads, scale } = attention;
  const [output = "", presentKey = "", presentValue = ""] = node.outputs;
  const own = (name: string): string => `${output}/${name}`;
  const taken = rowsOf(attention, own);
  const grouped = groupsOf(attention) > 1;
  const past = [node.inputs[INPUT.pastKey] ?? "", node.inputs[INPUT.pastValue] ?? ""];
  const query = grouped ? own("query/grouped") : taken.query;
  const attended = grouped ? own("attended") : output;
  return {
    nodes: [
      ...taken.nodes,
      ...(grouped ? regrouped("query", taken.query, query, own) : []),
      contribField(
        "MultiHeadAttention",
        [query, taken.key, taken.value, "", "", `${maskOf(attention)}/bias`, ...past],
        [attended, presentKey, presentValue],
        { num_heads: keyHeads, ...(scale === 0 ? {} : { scale: { float: scale } }) },
      ),
      ...(grouped ? regrouped("output", attended, output, own) : []),
    ],
    weights: [...taken.weights, ...(grouped ? groupShapes(attention, own) : [])],
  };
}

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
  const offset = `${maskOf(attention)}/past`;
  const rotations = turned
    .slice(0, 2)
    .map((name, index) =>
      contribField("RotaryEmbedding", [plain[index] ?? "", offset, given("cos"), given("sin")], [name], {}),
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
