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
  const loops = graph.nodes.flatMap((node) => loopOf(graph, node) ?? []);
  const roles = await rolesIn(runtime, graph, loops);
  if (roles === null) return null;
  // The layers of one network are written alike; one that is not stays.
  const alike = await agreeing(runtime, graph, loops, roles);
  const operators = alike.map((loop) => ({ loop, ...operatorFor(loop, roles) }));
  return {
    replaced: new Map(operators.map(({ loop, nodes }) => [loop.node.start, nodes])),
    added: operators.flatMap(({ weights }) => weights),
  };
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

/** Of the first loop; null where it and the operator agree in no order. */
async function rolesIn(runtime: Runtime, graph: Graph, [first]: readonly Loop[]): Promise<Roles | null> {
  if (first === undefined) return null;
  for (const roles of ORDERS) if ((await agreeing(runtime, graph, [first], roles)).length > 0) return roles;
  return null;
}

/** Those loops that give what the operator gives; none where the runtime cannot compute one of them alone. */
async function agreeing(
  runtime: Runtime,
  graph: Graph,
  loops: readonly Loop[],
  roles: Roles,
): Promise<readonly Loop[]> {
  const inputs = new Map(loops.flatMap((loop) => probeOf(runtime, loop)));
  const outputs = loops.flatMap(({ node }) => node.outputs);
  const values = [
    ...[...inputs.keys()].map((name) => floatsValue("input", name)),
    ...outputs.map((name) => floatsValue("output", name)),
  ];
  const answersOf = (fields: readonly Uint8Array[]): Promise<Answers> =>
    computed(runtime, graph.with([...fields, NAME, ...values]), Object.fromEntries(inputs), outputs);
  const operators = loops.map((loop) => operatorFor(loop, roles));
  try {
    const expected = await answersOf(loops.map(({ node }) => node.field));
    const found = await answersOf(operators.flatMap(({ nodes, weights }) => [...nodes, ...weights]));
    return loops.filter(({ node }) => node.outputs.every((name) => agree(found.get(name), expected.get(name))));
  } catch {
    return [];
  }
}

const TOKENS = 3;

/** Vectors of about length one, and shares between 0.2 and 0.9, each number another. */
function probeOf({ Tensor }: Runtime, { node, heads, width, vectors }: Loop): readonly (readonly [string, Tensor])[] {
  const [state = "", ...parts] = node.inputs;
  let bits = 1;
  const noise = (): number => {
    // The constants are of Numerical Recipes' quick generator.
    bits = (Math.imul(bits, 1664525) + 1013904223) | 0;
    return bits / 2 ** 31;
  };
  const floats = (dims: readonly number[], make: () => number): Tensor => {
    const made = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
    // Millions of numbers for all layers together: a callback for each would take as long as the rest.
    for (let i = 0; i < made.length; i++) made[i] = make();
    return new Tensor("float32", made, dims);
  };
  const vector = (): number => noise() * Math.sqrt(2 / width);
  const share = (): number => 0.55 + 0.35 * noise();
  return [
    [state, floats([1, heads, width, width], vector)],
    ...parts.map(
      (name) =>
        [
          name,
          vectors.includes(name) ? floats([1, TOKENS, heads, width], vector) : floats([1, TOKENS, heads], share),
        ] as const,
    ),
  ];
}

type Answers = ReadonlyMap<string, Float32Array>;

const NAME = textField(GRAPH.name, "probe");

async function computed(
  runtime: Runtime,
  network: Uint8Array,
  feeds: Readonly<Record<string, Tensor>>,
  outputs: readonly string[],
): Promise<Answers> {
  const session = await serially(() =>
    runtime.InferenceSession.create(network, { executionProviders: ["wasm"], logSeverityLevel: 4 }),
  );
  try {
    const found = await serially(() => session.run(feeds));
    return new Map(outputs.map((name) => [name, floatsOf(outputOf(found, name))]));
  } finally {
    await serially(() => session.release());
  }
}

/** Both add the same products in another order, no more. */
const ROUNDING = 1e-4;

function agree(floats: Float32Array | undefined, expected: Float32Array | undefined): boolean {
  if (floats === undefined || floats.length !== expected?.length) return false;
  let [difference, size] = [0, 0];
  for (let i = 0; i < floats.length; i++) {
    difference += (floats[i]! - expected[i]!) ** 2;
    size += expected[i]! ** 2;
  }
  return difference <= ROUNDING ** 2 * size;
}
