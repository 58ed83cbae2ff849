// Many exports give logits for every token of a run, of which a prompt needs the last: on LFM2.5-VL 450M the other 280 rows
// take a fifth of the language network's time and 70 MB. Newer exports take `num_logits_to_keep` and cut what goes into the
// last product. A graph without that input is told here which row is the first.
import type { Graph, GraphEdit, GraphNode } from "./graph";
import { integersField, nodeField, shapedValue } from "./graphFields";
import { ELEMENT } from "./onnxFields";

/** Of exports that have it: so many of the last tokens get logits, and all where it is nought. */
export const KEPT_LOGITS = "num_logits_to_keep";
/**
 * int64 [1], of the others: the first token that gets logits, counted from the end where it is below nought. A number of
 * tokens would have to be made one by two operators more, which a small network's token feels.
 */
export const FIRST_LOGITS = "logits/first";
const LOGITS = "logits";
const LAST = 2n ** 63n - 1n;

/** Operators that make numbers of a vocabulary out of a token's. */
const PROJECTIONS = new Set(["MatMul", "MatMulInteger", "MatMulNBits", "MatMulBnb4"]);
/** What may stand behind: each number by itself, or with one for each column. */
const BEHIND = new Set(["Identity", "Cast", "Mul", "Add", "Div", "Tanh"]);
/** Between weights as they are kept and as they are multiplied by. */
const KEPT = new Set(["Cast", "Transpose", "DequantizeLinear"]);
/** Subgraphs use values of the graph without naming them as inputs. */
const WITH_SUBGRAPHS = new Set(["If", "Loop", "Scan"]);

/** Null where the graph has that input, or ends in another way than all known ones. */
export function askedLogits(graph: Graph): GraphEdit | null {
  // Sequences, tokens, vocabulary: with fewer dimensions there are no rows to choose from.
  if (graph.inputs.has(KEPT_LOGITS) || graph.inputs.has(FIRST_LOGITS)) return null;
  if (graph.outputs.get(LOGITS)?.dims.length !== 3) return null;
  if (graph.nodes.some(({ operator }) => WITH_SUBGRAPHS.has(operator))) return null;
  const found = lastProduct(graph);
  if (found === null) return null;
  const { into, reads, behind } = found;
  const [cut, end, axis] = [`${reads}/asked`, `${FIRST_LOGITS}/end`, `${FIRST_LOGITS}/axis`];
  const cutting = [
    nodeField("Slice", [reads, FIRST_LOGITS, end, axis], [cut]),
    into.renamed({ inputs: into.inputs.map((name) => (name === reads ? cut : name)) }),
  ];
  // What was told of their shapes holds no more.
  const untold = behind.flatMap((name) => graph.told.get(name)?.start ?? []);
  const replaced = new Map<number, readonly Uint8Array[]>([[into.start, cutting]]);
  for (const start of untold) replaced.set(start, []);
  const added = [
    integersField(axis, [1n]),
    integersField(end, [LAST]),
    shapedValue("input", FIRST_LOGITS, ELEMENT.int64, [1]),
  ];
  return { replaced, added };
}

interface LastProduct {
  /** The node whose input has a row for each token. */
  readonly into: GraphNode;
  readonly reads: string;
  /** All values from there to the logits. */
  readonly behind: readonly string[];
}

function lastProduct(graph: Graph): LastProduct | null {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const uses = countUses(graph);
  /** Weights, and what a quantiser says of all its tokens together. */
  const isFixed = (name: string): boolean => {
    const maker = makers.get(name);
    if (maker === undefined) return (graph.weights.get(name)?.dims.length ?? 2) < 2;
    if (maker.operator === "DynamicQuantizeLinear") return maker.outputs.indexOf(name) > 0;
    return maker.operator === "Constant" || (BEHIND.has(maker.operator) && maker.inputs.every(isFixed));
  };
  const behind: string[] = [];
  let name = LOGITS;
  for (;;) {
    const maker = makers.get(name);
    if (maker === undefined || (uses.get(name) ?? 0) > (name === LOGITS ? 0 : 1)) return null;
    behind.push(name);
    if (PROJECTIONS.has(maker.operator)) return productOf(graph, maker, makers, uses, behind);
    const open = maker.inputs.filter((input) => !isFixed(input));
    if (!BEHIND.has(maker.operator) || open.length !== 1) return null;
    name = open[0]!;
  }
}

/** Where tokens go into it: before its quantiser, which then sees those alone that are asked for. */
function productOf(
  graph: Graph,
  product: GraphNode,
  makers: ReadonlyMap<string, GraphNode>,
  uses: ReadonlyMap<string, number>,
  behind: readonly string[],
): LastProduct | null {
  const [reads = "", matrix = ""] = product.inputs;
  if (!isOfWeights(matrix, graph, makers)) return null;
  const quantiser = makers.get(reads);
  if (quantiser?.operator !== "DynamicQuantizeLinear") {
    return product.operator === "MatMulInteger" ? null : { into: product, reads, behind };
  }
  // Its scale and its zero are used by this product alone, or others would be computed with those of fewer tokens.
  const isAlone = quantiser.outputs.every((name) => (uses.get(name) ?? 0) <= 1);
  return isAlone
    ? { into: quantiser, reads: quantiser.inputs[0] ?? "", behind: [...behind, ...quantiser.outputs] }
    : null;
}

/** Weights, however they are kept. */
function isOfWeights(name: string, graph: Graph, makers: ReadonlyMap<string, GraphNode>): boolean {
  if (graph.weights.has(name)) return true;
  const maker = makers.get(name);
  return (
    maker !== undefined && KEPT.has(maker.operator) && maker.inputs.every((one) => isOfWeights(one, graph, makers))
  );
}

function countUses({ nodes }: Graph): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const name of nodes.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}
