import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { type OnnxGraph, type OnnxNode, writeOnnx } from "../testing/onnxFile";
import { readGraph } from "./graph";
import { groupedAttention } from "./groupedAttention";
import { floatsOf } from "./tensors";

const [WIDTH, MOST] = [16, 64];

interface Shape {
  readonly heads: number;
  readonly keyHeads: number;
  readonly isPacked?: boolean;
  readonly rotates?: boolean;
  readonly attributes?: OnnxNode["attributes"];
}

const bytesOf = (length: number, make: (index: number) => number): Uint8Array =>
  new Uint8Array(Float32Array.from({ length }, (_, index) => make(index)).buffer);

/** Two layers on the same lengths, as an exporter writes them: the mask's sum less one, and its length. */
function network(
  { heads, keyHeads, isPacked = true, rotates = true, attributes = {} }: Shape,
  further: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const caches = rotates ? ["cos", "sin"] : ["", ""];
  const taken = isPacked ? ["packed", "", ""] : ["query", "key", "value"];
  const layer = (index: number): OnnxNode => ({
    operator: "GroupQueryAttention",
    contrib: true,
    inputs: [...taken, `past.${index}.key`, `past.${index}.value`, "lengths", "total", ...caches, ...further],
    outputs: [`output.${index}`, `present.${index}.key`, `present.${index}.value`],
    attributes: { num_heads: heads, kv_num_heads: keyHeads, do_rotary: rotates ? 1 : 0, ...attributes },
  });
  const rows = (name: string, width: number): OnnxGraph["inputs"][number] => ({
    name,
    type: "float32",
    dims: ["batch", "tokens", width],
  });
  const past = [0, 1].flatMap((index) =>
    ["key", "value"].map((part): OnnxGraph["inputs"][number] => ({
      name: `past.${index}.${part}`,
      type: "float32",
      dims: ["batch", keyHeads, "past", WIDTH],
    })),
  );
  const tokens = isPacked
    ? [rows("packed", (heads + 2 * keyHeads) * WIDTH)]
    : [rows("query", heads * WIDTH), rows("key", keyHeads * WIDTH), rows("value", keyHeads * WIDTH)];
  const angle = (index: number): number =>
    Math.floor(index / (WIDTH / 2)) / 10 ** (((index % (WIDTH / 2)) * 8) / WIDTH);
  const half = [MOST, WIDTH / 2];
  return writeOnnx({
    nodes: [
      { operator: "ReduceSum", inputs: ["mask", "one"], outputs: ["sum"], attributes: { keepdims: 0 } },
      { operator: "Sub", inputs: ["sum", "one"], outputs: ["less"] },
      { operator: "Cast", inputs: ["less"], outputs: ["lengths"], attributes: { to: 6 } },
      { operator: "Shape", inputs: ["mask"], outputs: ["shape"] },
      { operator: "Gather", inputs: ["shape", "one"], outputs: ["length"] },
      { operator: "Cast", inputs: ["length"], outputs: ["total"], attributes: { to: 6 } },
      layer(0),
      layer(1),
    ],
    weights: [
      { name: "one", type: "int64", dims: [1], data: new Uint8Array(BigInt64Array.of(1n).buffer) },
      { name: "bias", type: "float32", dims: [1, 1, 1, 1], data: bytesOf(1, () => 0) },
      { name: "cos", type: "float32", dims: half, data: bytesOf(MOST * (WIDTH / 2), (at) => Math.cos(angle(at))) },
      { name: "sin", type: "float32", dims: half, data: bytesOf(MOST * (WIDTH / 2), (at) => Math.sin(angle(at))) },
    ],
    inputs: [...tokens, ...past, { name: "mask", type: "int64", dims: ["batch", "total"] }],
    outputs: [0, 1].flatMap((index) =>
      [`output.${index}`, `present.${index}.key`, `present.${index}.value`].map((name, at) => ({
        name,
        type: "float32" as const,
        dims: at === 0 ? ["batch", "tokens", heads * WIDTH] : ["batch", keyHeads, "total", WIDTH],
      })),
    ),
  });
}

/** The graph as it is rewritten; null where it is left as it is. */
function rewritten(bytes: Uint8Array): Uint8Array | null {
  const graph = readGraph(bytes);
  const edit = graph === null ? null : groupedAttention(graph);
  return graph === null || edit === null ? null : graph.edited([edit]);
}

async function answersOf(graph: Uint8Array, sizes: { batch: number; tokens: number; past: number }) {
  const session = await InferenceSession.create(graph);
  const sizeOf: Readonly<Record<string, number>> = { ...sizes, total: sizes.past + sizes.tokens };
  const feeds = session.inputMetadata.map((input, place): [string, Tensor] => {
    if (!input.isTensor) throw new Error(`No tensor: ${input.name}`);
    const dims = input.shape.map((size) => (typeof size === "number" ? size : sizeOf[size]!));
    const length = dims.reduce((product, size) => product * size, 1);
    if (input.type === "int64") return [input.name, new Tensor("int64", new BigInt64Array(length).fill(1n), dims)];
    const floats = Float32Array.from({ length }, (_, index) => 2 * Math.sin((index + 1) * (place + 1.7)));
    return [input.name, new Tensor("float32", floats, dims)];
  });
  return session.run(Object.fromEntries(feeds));
}

describe("attention of heads that share keys", () => {
  it.each<[string, Shape]>([
    ["two queries a key", { heads: 4, keyHeads: 2 }],
    [
      "three queries a key, side by side with keys and values",
      { heads: 9, keyHeads: 3, attributes: { scale: { float: 0.3 } } },
    ],
    ["a key for each, apart", { heads: 2, keyHeads: 2, isPacked: false }],
    ["two queries a key, apart and not rotated", { heads: 4, keyHeads: 2, isPacked: false, rotates: false }],
  ])("is computed as the runtime's other operator computes it: %s", async (_, shape) => {
    const plain = network(shape);
    const other = rewritten(plain)!;
    expect(readGraph(other)?.nodes.some(({ operator }) => operator === "GroupQueryAttention")).toBe(false);
    const runs = [
      { batch: 1, tokens: 12, past: 0 },
      { batch: 1, tokens: 5, past: 7 },
      { batch: 1, tokens: 1, past: 9 },
      { batch: 3, tokens: 1, past: 6 },
    ];
    for (const sizes of runs) {
      const [before, after] = [await answersOf(plain, sizes), await answersOf(other, sizes)];
      for (const [name, tensor] of Object.entries(before)) {
        expect(after[name]?.dims, name).toEqual(tensor.dims);
        const found = floatsOf(after[name]!);
        const off = Math.max(...floatsOf(tensor).map((value, index) => Math.abs(value - found[index]!)));
        expect(off, `${name} of ${JSON.stringify(sizes)}`).toBeLessThan(1e-5);
      }
    }
  });

  it.each<[string, Shape, (readonly string[])?]>([
    ["it sees a window only", { heads: 2, keyHeads: 1, attributes: { local_window_size: 4 } }],
    ["its scores are capped", { heads: 2, keyHeads: 1, attributes: { softcap: { float: 20 } } }],
    ["its softmax has a sink", { heads: 2, keyHeads: 1, attributes: { smooth_softmax: 1 } }],
    ["neighbours are rotated", { heads: 2, keyHeads: 1, attributes: { rotary_interleaved: 1 } }],
    ["something is added to its scores", { heads: 2, keyHeads: 1 }, ["", "bias"]],
  ])("is left as it is where %s", (_, shape, further = []) => {
    expect(rewritten(network(shape, further))).toBeNull();
  });
});
