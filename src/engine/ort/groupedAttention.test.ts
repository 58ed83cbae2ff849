import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { type OnnxGraph, type OnnxNode, writeOnnx } from "../testing/onnxFile";
import { readGraph } from "./graph";
import { APPENDED, ATTENTION, groupedAttention } from "./groupedAttention";
import { floatsOf } from "./tensors";

const [WIDTH, MOST] = [16, 64];

interface Shape {
  readonly heads: number;
  readonly keyHeads: number;
  readonly isPacked?: boolean;
  readonly rotates?: boolean;
  readonly attributes?: OnnxNode["attributes"];
}

const PARTS = ["key", "value"] as const;
const pastOf = (layer: number, part: (typeof PARTS)[number]): string => `past_key_values.${layer}.${part}`;
const presentOf = (past: string): string => past.replace("past_key_values", "present");

const bytesOf = (length: number, make: (index: number) => number): Uint8Array =>
  new Uint8Array(Float32Array.from({ length }, (_, index) => make(index)).buffer);

/** Two layers on the same lengths, as an exporter writes them: the mask's sum less one, and its length. */
function network(
  { heads, keyHeads, isPacked = true, rotates = true, attributes = {} }: Shape,
  further: readonly string[] = [],
  beside: readonly OnnxNode[] = [],
  asked: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const caches = rotates ? ["cos", "sin"] : ["", ""];
  const taken = isPacked ? ["packed", "", ""] : ["query", "key", "value"];
  const layer = (index: number): OnnxNode => ({
    operator: "GroupQueryAttention",
    contrib: true,
    inputs: [...taken, pastOf(index, "key"), pastOf(index, "value"), "lengths", "total", ...caches, ...further],
    outputs: [`output.${index}`, ...PARTS.map((part) => presentOf(pastOf(index, part)))],
    attributes: { num_heads: heads, kv_num_heads: keyHeads, do_rotary: rotates ? 1 : 0, ...attributes },
  });
  const rows = (name: string, width: number): OnnxGraph["inputs"][number] => ({
    name,
    type: "float32",
    dims: ["batch", "tokens", width],
  });
  const past = [0, 1].flatMap((index) =>
    PARTS.map((part): OnnxGraph["inputs"][number] => ({
      name: pastOf(index, part),
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
      ...beside,
    ],
    weights: [
      { name: "one", type: "int64", dims: [1], data: new Uint8Array(BigInt64Array.of(1n).buffer) },
      { name: "bias", type: "float32", dims: [1, 1, 1, 1], data: bytesOf(1, () => 0) },
      { name: "cos", type: "float32", dims: half, data: bytesOf(MOST * (WIDTH / 2), (at) => Math.cos(angle(at))) },
      { name: "sin", type: "float32", dims: half, data: bytesOf(MOST * (WIDTH / 2), (at) => Math.sin(angle(at))) },
    ],
    inputs: [...tokens, ...past, { name: "mask", type: "int64", dims: ["batch", "total"] }],
    outputs: [
      ...[0, 1].flatMap((index) =>
        [`output.${index}`, ...PARTS.map((part) => presentOf(pastOf(index, part)))].map((name, at) => ({
          name,
          type: "float32" as const,
          dims: at === 0 ? ["batch", "tokens", heads * WIDTH] : ["batch", keyHeads, "total", WIDTH],
        })),
      ),
      ...asked.map((name) => ({ name, type: "int64" as const, dims: [4] })),
    ],
  });
}

/** The graph as it is rewritten; null where it is left as it is. */
function rewritten(bytes: Uint8Array): Uint8Array | null {
  const graph = readGraph(bytes);
  const edit = graph === null ? null : groupedAttention(graph);
  return graph === null || edit === null ? null : graph.edited([edit]);
}

interface Sizes {
  readonly batch: number;
  readonly tokens: number;
  readonly past: number;
}

type Tensors = Readonly<Record<string, Tensor>>;

async function opened(graph: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(graph, { logSeverityLevel: 3 });
}

/** Numbers of no pattern, and a mask of ones. */
function feedsOf({ inputMetadata }: InferenceSession, sizes: Sizes): Tensors {
  const sizeOf: Readonly<Record<string, number>> = { ...sizes, total: sizes.past + sizes.tokens };
  const feeds = inputMetadata.map((input, place): [string, Tensor] => {
    if (!input.isTensor) throw new Error(`No tensor: ${input.name}`);
    const dims = input.shape.map((size) => (typeof size === "number" ? size : sizeOf[size]!));
    const length = dims.reduce((product, size) => product * size, 1);
    if (input.type === "int64") return [input.name, new Tensor("int64", new BigInt64Array(length).fill(1n), dims)];
    const floats = Float32Array.from({ length }, (_, index) => 2 * Math.sin((index + 1) * (place + 1.7)));
    return [input.name, new Tensor("float32", floats, dims)];
  });
  return Object.fromEntries(feeds);
}

/** [batch, heads, rows, width] as the rewritten graph keeps it: of keys each number's rows one after another. */
function asKept(tensor: Tensor, part: string): Tensor {
  const [batch = 0, heads = 0, rows = 0, width = 0] = tensor.dims;
  const from = floatsOf(tensor);
  if (!part.endsWith("key")) return new Tensor("float32", from, [batch, heads, 1, rows, width]);
  const to = new Float32Array(from.length);
  for (let head = 0; head < batch * heads; head++)
    for (let row = 0; row < rows; row++)
      for (let at = 0; at < width; at++) to[(head * width + at) * rows + row] = from[(head * rows + row) * width + at]!;
  return new Tensor("float32", to, [batch, heads, 1, width, rows]);
}

/** Of the last rows of all layers' [batch, heads, rows, width] the numbers of each token side by side. */
function asAppended(kept: readonly Tensor[], count: number): Tensor {
  const [batch = 0, heads = 0, rows = 0, width = 0] = kept[0]!.dims;
  const all: number[] = [];
  for (let sequence = 0; sequence < batch; sequence++)
    for (let row = rows - count; row < rows; row++)
      for (const tensor of kept)
        for (let head = 0; head < heads; head++) {
          const from = ((sequence * heads + head) * rows + row) * width;
          all.push(...floatsOf(tensor).subarray(from, from + width));
        }
  return new Tensor("float32", Float32Array.from(all), [batch, count, kept.length * heads * width]);
}

/** What the rewritten graph takes for the same run, with so many rows of room behind those that are kept. */
function rewrittenFeeds(
  { inputNames }: InferenceSession,
  plain: Tensors,
  { batch, tokens, past }: Sizes,
  room = 0,
): Tensors {
  const kept = past + room;
  const seen = kept + tokens;
  const bias = Float32Array.from({ length: tokens * seen }, (_, at) => {
    const [token, row] = [Math.floor(at / seen), at % seen];
    return row < past || (row >= kept && row <= kept + token) ? 0 : Number.NEGATIVE_INFINITY;
  });
  const places = BigInt64Array.from({ length: batch * tokens }, (_, at) => BigInt(past + (at % tokens)));
  const own: Tensors = {
    [ATTENTION.bias]: new Tensor("float32", bias, [1, 1, tokens, seen]),
    [ATTENTION.places]: new Tensor("int64", places, [batch, tokens]),
    [ATTENTION.parts]: new Tensor("int64", BigInt64Array.of(BigInt(kept), BigInt(tokens)), [2]),
    [ATTENTION.counted]: new Tensor("int64", BigInt64Array.of(BigInt(past)), [1]),
  };
  const taken = (name: string): Tensor =>
    own[name] ?? (name.startsWith("past_") ? asKept(withRoom(plain[name]!, room), name) : plain[name]!);
  return Object.fromEntries(inputNames.map((name) => [name, taken(name)]));
}

/** [batch, heads, rows, width] with rows behind them that nobody may see. */
function withRoom(tensor: Tensor, room: number): Tensor {
  const [batch = 0, heads = 0, rows = 0, width = 0] = tensor.dims;
  const floats = floatsOf(tensor);
  const all = new Float32Array(batch * heads * (rows + room) * width).fill(7);
  for (let head = 0; head < batch * heads; head++)
    all.set(floats.subarray(head * rows * width, (head + 1) * rows * width), head * (rows + room) * width);
  return new Tensor("float32", all, [batch, heads, rows + room, width]);
}

function expectSame(found: Tensor, wanted: Tensor, what: string): void {
  expect(found.dims, what).toEqual(wanted.dims);
  const floats = floatsOf(found);
  const off = Math.max(...floatsOf(wanted).map((value, index) => Math.abs(value - floats[index]!)));
  expect(off, what).toBeLessThan(1e-5);
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
  ])("is computed as the runtime computes it, its own rows given back: %s", async (_, shape) => {
    const plain = network(shape);
    const other = rewritten(plain)!;
    const { nodes, inputs } = readGraph(other)!;
    expect(nodes.some(({ operator }) => operator === "GroupQueryAttention")).toBe(false);
    // Nothing counts the mask any more.
    expect(nodes.some(({ operator }) => operator === "ReduceSum") || inputs.has("mask")).toBe(false);
    const [before, after] = [await opened(plain), await opened(other)];
    const runs = [
      { batch: 1, tokens: 12, past: 0 },
      { batch: 1, tokens: 5, past: 7 },
      { batch: 1, tokens: 1, past: 9 },
      { batch: 3, tokens: 1, past: 6 },
    ];
    for (const sizes of runs) {
      const feeds = feedsOf(before, sizes);
      const [wanted, found] = [
        await before.run(feeds),
        await after.run(rewrittenFeeds(after, feeds, sizes, sizes.past % 3)),
      ];
      const kept = [0, 1].flatMap((layer) => PARTS.map((part) => wanted[presentOf(pastOf(layer, part))]!));
      expectSame(found[APPENDED]!, asAppended(kept, sizes.tokens), `rows of ${JSON.stringify(sizes)}`);
      for (const layer of [0, 1]) {
        const what = `layer ${layer} of ${JSON.stringify(sizes)}`;
        expectSame(found[`output.${layer}`]!, wanted[`output.${layer}`]!, what);
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

  it("is left as it is where something else reads the rows that are kept", () => {
    const reads: OnnxNode = { operator: "Identity", inputs: [pastOf(0, "key")], outputs: ["output.read"] };
    expect(rewritten(network({ heads: 2, keyHeads: 1 }, [], [reads]))).toBeNull();
  });

  it("counts rows as the graph did where there is room behind them", async () => {
    const counts: OnnxNode = { operator: "Shape", inputs: [pastOf(0, "key")], outputs: ["output.counted"] };
    const plain = network({ heads: 2, keyHeads: 1 }, [], [counts], ["output.counted"]);
    const sizes = { batch: 2, tokens: 1, past: 6 };
    const [before, after] = [await opened(plain), await opened(rewritten(plain)!)];
    const feeds = feedsOf(before, sizes);
    const [wanted, found] = [await before.run(feeds), await after.run(rewrittenFeeds(after, feeds, sizes, 5))];
    expect(found["output.counted"]!.data).toEqual(wanted["output.counted"]!.data);
    expectSame(found["output.1"]!, wanted["output.1"]!, "output");
  });
});
