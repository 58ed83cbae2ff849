import * as runtime from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { fileInMemory, type StoredFile } from "../files/storedFile";
import { narrow } from "../ort/tensors";
import { type OnnxGraph, type OnnxNode, type OnnxTensor, writeOnnx } from "../testing/onnxFile";
import { embeddingTableIn } from "./embeddingTable";
import { openTokenEmbedder } from "./tokenEmbedder";

const ROWS = 40;
const WIDTH = 32;
const IDS = [3, 0, 39, 3, 3, 17];
const WIDEN = { to: 1 };

const values = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => Math.sin(i * i));
const bytes = Uint8Array.from({ length: ROWS * WIDTH }, (_, i) => (i * 37) % 256);
const bytesOf = ({ buffer }: Float32Array | Uint16Array) => new Uint8Array(buffer.slice(0));

const table = (type: OnnxTensor["type"], data: OnnxTensor["data"]): OnnxTensor => ({
  name: "table",
  type,
  dims: [ROWS, WIDTH],
  data,
});
const scale: OnnxTensor = { name: "scale", type: "float32", dims: [], data: { float: 0.013 } };
const zero = (type: "uint8" | "int8", data: OnnxTensor["data"]): OnnxTensor => ({ name: "zero", type, dims: [], data });

const take = (from: string, to: string): OnnxNode => ({
  operator: "Gather",
  inputs: [from, "input_ids"],
  outputs: [to],
  attributes: { axis: 0 },
});
const widened = (from: string, to: string): OnnxNode => ({
  operator: "Cast",
  inputs: [from],
  outputs: [to],
  attributes: WIDEN,
});
const scaled = (from: string, to: string, ...zeros: string[]): OnnxNode => ({
  operator: "DequantizeLinear",
  inputs: [from, "scale", ...zeros],
  outputs: [to],
});

const network = (nodes: OnnxGraph["nodes"], weights: OnnxGraph["weights"]): Uint8Array<ArrayBuffer> =>
  writeOnnx({
    nodes,
    weights,
    inputs: [{ name: "input_ids", type: "int64", dims: ["b", "s"] }],
    outputs: [{ name: "inputs_embeds", type: "float32", dims: ["b", "s", WIDTH] }],
  });

const halves = bytesOf(narrow(values));
const NETWORKS: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "32 bits": network([take("table", "inputs_embeds")], [table("float32", bytesOf(values))]),
  "16 bits, widened behind": network(
    [take("table", "half"), widened("half", "inputs_embeds")],
    [table("float16", halves)],
  ),
  "16 bits, widened before": network(
    [widened("table", "wide"), take("wide", "inputs_embeds")],
    [table("float16", halves)],
  ),
  "8 bits, as onnx.helper keeps one number": network(
    [take("table", "row"), scaled("row", "inputs_embeds", "zero")],
    [table("uint8", bytes), scale, zero("uint8", { integer: 129 })],
  ),
  "8 bits with a sign": network(
    [take("table", "row"), scaled("row", "inputs_embeds", "zero")],
    [table("int8", bytes), scale, zero("int8", Uint8Array.of(250))],
  ),
  "8 bits without a zero": network(
    [take("table", "row"), scaled("row", "inputs_embeds")],
    [table("uint8", bytes), scale],
  ),
};

const fileOf = (own: Uint8Array<ArrayBuffer>) => ({
  name: "embed_tokens.onnx",
  file: fileInMemory(own.slice()),
  external: [],
});

async function computedBy(own: Uint8Array<ArrayBuffer>): Promise<Float32Array> {
  const session = await runtime.InferenceSession.create(own);
  const ids = new runtime.Tensor("int64", BigInt64Array.from(IDS, BigInt), [1, IDS.length]);
  return Float32Array.from((await session.run({ input_ids: ids })).inputs_embeds?.data as Float32Array);
}

describe("a network of embeddings", () => {
  it.each(Object.entries(NETWORKS))("gives what the runtime gives, looked up: %s", async (_, own) => {
    expect(embeddingTableIn(fileOf(own))?.width).toBe(WIDTH);
    const embedder = await openTokenEmbedder(runtime, async () => fileOf(own));
    expect(await embedder.embed(IDS)).toEqual(await computedBy(own));
  });

  it("is computed by the runtime where it does more than look up", async () => {
    const doubled = network(
      [take("table", "row"), { operator: "Add", inputs: ["row", "row"], outputs: ["inputs_embeds"] }],
      [table("float32", bytesOf(values))],
    );
    expect(embeddingTableIn(fileOf(doubled))).toBeNull();
    const embedder = await openTokenEmbedder(runtime, async () => fileOf(doubled));
    expect(await embedder.embed(IDS)).toEqual(await computedBy(doubled));
    expect(embedder.width).toBe(WIDTH);
  });

  it("is left to the runtime where each row has a scale of its own", () => {
    const scales = { ...scale, dims: [ROWS], data: bytesOf(values.slice(0, ROWS)) };
    const nodes = [scaled("table", "wide", "zero"), take("wide", "inputs_embeds")];
    const zeros = { ...zero("uint8", bytes.slice(0, ROWS)), dims: [ROWS] };
    expect(embeddingTableIn(fileOf(network(nodes, [table("uint8", bytes), scales, zeros])))).toBeNull();
  });

  it("has no vector of a token beyond its rows", async () => {
    const embedder = await openTokenEmbedder(runtime, async () => fileOf(NETWORKS["32 bits"]!));
    await expect(embedder.embed([ROWS])).rejects.toThrow(`There is no token ${ROWS} of ${ROWS}`);
  });

  it("never asks a file for more than a few megabytes at once", () => {
    const rows = 1 << 16;
    const large = network(
      [take("table", "inputs_embeds")],
      [{ ...table("float32", new Uint8Array(rows * WIDTH * 4)), dims: [rows, WIDTH] }],
    );
    let most = 0;
    const stored = fileInMemory(large);
    const watched: StoredFile = {
      ...stored,
      part(from, to) {
        most = Math.max(most, to - from);
        return stored.part(from, to);
      },
    };
    expect(embeddingTableIn({ ...fileOf(large), file: watched })).not.toBeNull();
    expect(most).toBeLessThan(large.length);
    expect(most).toBeLessThanOrEqual(1 << 22);
  });

  it("says so where its file cannot be read again", () => {
    const stored = fileInMemory(NETWORKS["32 bits"]!.slice());
    const gone: StoredFile = {
      ...stored,
      part(from, to) {
        if (to - from === ROWS * WIDTH * 4) throw new DOMException("", "NotReadableError");
        return stored.part(from, to);
      },
    };
    expect(() => embeddingTableIn({ ...fileOf(NETWORKS["32 bits"]!), file: gone })).toThrow(/could not be read again/);
  });
});
