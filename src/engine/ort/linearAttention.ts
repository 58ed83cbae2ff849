// The gated delta rule of Qwen3.5 and its kin keeps a matrix for each head and changes it token by token. Exports that are
// older than the runtime's operator for it write that as a loop, `Scan`, which took a third of a prompt's time and more of it
// the longer the prompt. Where a loop is such a rule, the operator takes its place.
//
// Exporters write a loop's body in many ways, so it is not read but tried: loop and operator get the same random numbers, in
// every order that the inputs may stand in, and only where all that comes out agrees is the loop exchanged.
import type { Graph, GraphEdit, GraphNode } from "./graph";
import { contribField, floatsValue, integersField, nodeField } from "./graphFields";
import { ELEMENT, GRAPH } from "./onnxFields";
import { textField } from "./protobuf";
import { type Runtime, serially, type Tensor } from "./runtime";
import { floatsOf, outputOf } from "./tensors";

/** Null where no loop is such a rule. */
export async function linearAttention(runtime: Runtime, graph: Graph): Promise<GraphEdit | null> {
  const replaced = new Map<number, readonly Uint8Array[]>();
  const added: Uint8Array[] = [];
  let last: Roles | null = null;
  for (const node of graph.nodes) {
    const loop = loopOf(graph, node);
    const roles: Roles | null = loop === null ? null : await rolesIn(runtime, graph, loop, last);
    if (loop === null || roles === null) continue;
    // The layers of one network are written alike.
    last = roles;
    const { nodes, weights } = operatorFor(loop, roles);
    replaced.set(node.start, nodes);
    added.push(...weights);
  }
  return replaced.size === 0 ? null : { replaced, added };
}

/** A loop over tokens that keeps one matrix for each head. */
interface Loop {
  readonly node: GraphNode;
  readonly heads: number;
  /** Of queries and keys as of values. */
  readonly width: number;
  /** Inputs with a vector for each head and token, [1, tokens, heads, width]. */
  readonly vectors: readonly string[];
  /** Inputs with a number for each, [1, tokens, heads]. */
  readonly numbers: readonly string[];
}

const TOKENS_AXIS = 1;

function loopOf(graph: Graph, node: GraphNode): Loop | null {
  const { operator, inputs, outputs, integers, lists, within } = node;
  if (operator !== "Scan" || inputs.length !== 6 || outputs.length !== 2) return null;
  if (integers.get("num_scan_inputs") !== 5) return null;
  const axes = [...(lists.get("scan_input_axes") ?? [0]), ...(lists.get("scan_output_axes") ?? [0])];
  const directions = [...(lists.get("scan_input_directions") ?? []), ...(lists.get("scan_output_directions") ?? [])];
  if (axes.some((axis) => axis !== TOKENS_AXIS) || directions.some((direction) => direction !== 0)) return null;
  const [state = "", ...parts] = inputs;
  const { type, dims } = graph.inputs.get(state) ?? { type: 0, dims: [] };
  const [, heads = null, width = null, values = null] = dims;
  if (type !== ELEMENT.float32 || dims.length !== 4 || heads === null || width === null || values !== width)
    return null;
  const ranks = (within[0] ?? []).slice(1).map((value) => value.dims.length);
  const of = (rank: number): string[] => parts.filter((_, index) => ranks[index] === rank);
  const [vectors, numbers] = [of(3), of(2)];
  return vectors.length === 3 && numbers.length === 2 ? { node, heads, width, vectors, numbers } : null;
}

/** Which input is what, by its place among the vectors and the numbers. */
interface Roles {
  readonly query: number;
  readonly key: number;
  readonly value: number;
  readonly decay: number;
  readonly beta: number;
  /** Whether decay is a factor; the operator takes its logarithm. */
  readonly isFactor: boolean;
}

/** All orders, the usual one first. */
const ORDERS: readonly Roles[] = [
  [0, 1, 2],
  [1, 0, 2],
  [0, 2, 1],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
].flatMap(([query = 0, key = 0, value = 0]) =>
  [0, 1].flatMap((decay) => [true, false].map((isFactor) => ({ query, key, value, decay, beta: 1 - decay, isFactor }))),
);

interface Operator {
  readonly nodes: readonly Uint8Array[];
  readonly weights: readonly Uint8Array[];
}

/** Inputs and outputs as the loop has them; the operator wants the heads of a token in one row. */
function operatorFor({ node, heads, width, vectors, numbers }: Loop, roles: Roles): Operator {
  const [state = ""] = node.inputs;
  const [next = "", output = ""] = node.outputs;
  const own = (name: string): string => `${output}/attention/${name}`;
  const rows = (["query", "key", "value"] as const).map((name) =>
    nodeField("Reshape", [vectors[roles[name]] ?? "", own("row")], [own(name)]),
  );
  const [decay = "", beta = ""] = [numbers[roles.decay], numbers[roles.beta]];
  const logarithm = roles.isFactor ? [nodeField("Log", [decay], [own("decay")])] : [];
  const taken = [own("query"), own("key"), own("value"), state, roles.isFactor ? own("decay") : decay, beta];
  const attributes = { q_num_heads: heads, kv_num_heads: heads, update_rule: "gated_delta", scale: { float: 1 } };
  return {
    nodes: [
      ...rows,
      ...logarithm,
      contribField("LinearAttention", taken, [own("output"), next], attributes),
      nodeField("Reshape", [own("output"), own("heads")], [output]),
    ],
    weights: [
      integersField(own("row"), [0n, 0n, -1n]),
      integersField(own("heads"), [0n, 0n, BigInt(heads), BigInt(width)]),
    ],
  };
}

/** Null where the loop and the operator agree in no order, or where the runtime cannot compute one of them alone. */
async function rolesIn(runtime: Runtime, graph: Graph, loop: Loop, likely: Roles | null): Promise<Roles | null> {
  const { node } = loop;
  const values = [
    ...node.inputs.map((name) => floatsValue("input", name)),
    ...node.outputs.map((name) => floatsValue("output", name)),
  ];
  const feeds = probeOf(runtime, loop);
  const answerOf = (fields: readonly Uint8Array[]): Promise<readonly Float32Array[] | null> =>
    computed(runtime, graph.with([...fields, NAME, ...values]), feeds, node.outputs).catch(() => null);
  const expected = await answerOf([node.field]);
  if (expected === null) return null;
  for (const roles of likely === null ? ORDERS : [likely, ...ORDERS]) {
    const { nodes, weights } = operatorFor(loop, roles);
    const found = await answerOf([...nodes, ...weights]);
    // Not even there where the runtime lacks the operator, in whatever order.
    if (found === null) return null;
    if (found.every((floats, index) => agree(floats, expected[index]))) return roles;
  }
  return null;
}

const TOKENS = 3;

/** Vectors of about length one, and shares between 0.2 and 0.9, each number another. */
function probeOf({ Tensor }: Runtime, { node, heads, width, vectors }: Loop): Readonly<Record<string, Tensor>> {
  const [state = "", ...parts] = node.inputs;
  let count = 0;
  const noise = (): number => Math.sin(++count * count);
  const floats = (dims: readonly number[], make: () => number): Tensor => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    return new Tensor("float32", Float32Array.from({ length: size }, make), dims);
  };
  const vector = (): number => noise() * Math.sqrt(2 / width);
  const share = (): number => 0.55 + 0.35 * noise();
  return Object.fromEntries([
    [state, floats([1, heads, width, width], vector)],
    ...parts.map((name) =>
      vectors.includes(name)
        ? [name, floats([1, TOKENS, heads, width], vector)]
        : [name, floats([1, TOKENS, heads], share)],
    ),
  ]);
}

const NAME = textField(GRAPH.name, "probe");

async function computed(
  runtime: Runtime,
  network: Uint8Array,
  feeds: Readonly<Record<string, Tensor>>,
  outputs: readonly string[],
): Promise<readonly Float32Array[]> {
  const session = await serially(() =>
    runtime.InferenceSession.create(network, { executionProviders: ["wasm"], logSeverityLevel: 4 }),
  );
  try {
    const found = await serially(() => session.run(feeds));
    return outputs.map((name) => floatsOf(outputOf(found, name)));
  } finally {
    await serially(() => session.release());
  }
}

/** Both add the same products in another order, no more. */
const ROUNDING = 1e-4;

function agree(floats: Float32Array, expected: Float32Array | undefined): boolean {
  if (floats.length !== expected?.length) return false;
  let [difference, size] = [0, 0];
  for (const [index, value] of floats.entries()) {
    difference += (value - expected[index]!) ** 2;
    size += expected[index]! ** 2;
  }
  return difference <= ROUNDING ** 2 * size;
}
