import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as runtime from "onnxruntime-web";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fileInMemory } from "../files/storedFile";
import { readGraph } from "./graph";
import { linearAttention } from "./linearAttention";
import { mounted } from "./mounted";
import { floatsOf } from "./tensors";
import { splitWeights } from "./weights";

const PATH = "../fixtures/tiny-qwen3-5/onnx/decoder_model_merged.onnx";
const file = new Uint8Array(readFileSync(join(import.meta.dirname, PATH)));
const split = splitWeights(fileInMemory(file))!;
const externalData = [{ path: split.location, data: mounted(fileInMemory(file)) }];

/** Of the tiny Qwen3.5, whose linear layers are loops. */
async function answersOf(graph: Uint8Array, tokens: number): Promise<Readonly<Record<string, Float32Array>>> {
  const session = await runtime.InferenceSession.create(graph, { externalData });
  const feeds = Object.fromEntries(
    session.inputMetadata.map((value) => {
      if (!value.isTensor) throw new Error(`No tensor: ${value.name}`);
      const dims = value.shape.map((size) =>
        typeof size === "number" ? size : /past/.test(size) ? 0 : /batch/.test(size) ? 1 : tokens,
      );
      const length = value.name === "num_logits_to_keep" ? 1 : dims.reduce((product, size) => product * size, 1);
      if (value.type === "int64")
        return [value.name, new runtime.Tensor("int64", new BigInt64Array(length).fill(1n), dims)];
      const floats = Float32Array.from({ length }, (_, i) => Math.sin(i * i));
      return [value.name, new runtime.Tensor("float32", floats, dims)];
    }),
  );
  const outputs = await session.run(feeds);
  return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, floatsOf(tensor)]));
}

/** The network with something of its loops written otherwise. */
function written(change: (text: string) => string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(split.graph).toString("latin1");
  const now = change(text);
  expect(now).not.toBe(text);
  return Uint8Array.from(Buffer.from(now, "latin1"));
}

/** What a loop's body calls its first input it now calls the third, and the other way round. */
const swapped = (text: string): string =>
  text.replace(DECLARED, (all, name: string) => all.replace(name, name === "query" ? "value" : "query"));
// An input of a graph: its field's tag, its length, and its name's.
const DECLARED = /Z.\n.(query|value)/gs;

async function expectExchanged(plain: Uint8Array): Promise<void> {
  const graph = readGraph(plain)!;
  const loops = graph.nodes.filter(({ operator }) => operator === "Scan");
  const edit = (await linearAttention(runtime, graph))!;
  expect([...edit.replaced.keys()]).toEqual(loops.map(({ start }) => start));
  const exchanged = graph.edited([edit]);
  expect(readGraph(exchanged)?.nodes.some(({ operator }) => operator === "Scan")).toBe(false);
  for (const tokens of [1, 5]) {
    const [before, after] = [await answersOf(plain, tokens), await answersOf(exchanged, tokens)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [name, floats] of Object.entries(before)) {
      const off = Math.max(...floats.map((value, i) => Math.abs(value - after[name]![i]!)));
      expect(off, name).toBeLessThan(1e-4);
    }
  }
}

afterEach(() => vi.restoreAllMocks());

describe("a loop that is the gated delta rule", () => {
  it("is exchanged for the runtime's operator, which computes the same", () => expectExchanged(split.graph));

  it("is exchanged in whatever order it takes its inputs", () => expectExchanged(written(swapped)));

  it("stays where it computes anything else", async () => {
    const graph = readGraph(written((text) => text.replaceAll("ReduceSum", "ReduceMax")))!;
    expect(await linearAttention(runtime, graph)).toBeNull();
  });

  it("stays where the runtime has no such operator", async () => {
    const { create } = runtime.InferenceSession;
    vi.spyOn(runtime.InferenceSession, "create").mockImplementation(async (network: Uint8Array) => {
      if (Buffer.from(network).includes("LinearAttention")) throw new Error("No Op registered for LinearAttention");
      return create(network);
    });
    expect(await linearAttention(runtime, readGraph(split.graph)!)).toBeNull();
  });
});
