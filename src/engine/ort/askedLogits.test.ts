import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { type OnnxNode, writeOnnx } from "../testing/onnxFile";
import { askedLogits, FIRST_LOGITS } from "./askedLogits";
import { readGraph } from "./graph";

const [TOKENS, HIDDEN, VOCABULARY] = [3, 4, 8];

/** Hidden rows that end in logits in some way. */
function ending(
  nodes: readonly OnnxNode[],
  dims: readonly (number | string)[] = [1, "tokens", VOCABULARY],
): Uint8Array<ArrayBuffer> {
  const floats = (length: number) =>
    new Uint8Array(Float32Array.from({ length }, (_, i) => Math.sin(i)).buffer.slice(0));
  return writeOnnx({
    nodes,
    weights: [
      { name: "w", type: "float32", dims: [HIDDEN, VOCABULARY], data: floats(HIDDEN * VOCABULARY) },
      { name: "bias", type: "float32", dims: [VOCABULARY], data: floats(VOCABULARY) },
      { name: "cap", type: "float32", dims: [1], data: floats(2).slice(4) },
    ],
    inputs: [{ name: "hidden", type: "float32", dims: [1, "tokens", HIDDEN] }],
    outputs: [{ name: "logits", type: "float32", dims }],
  });
}

/** The graph as it is rewritten; null where it is left as it is. */
function rewritten(bytes: Uint8Array): Uint8Array | null {
  const graph = readGraph(bytes);
  const edit = graph === null ? null : askedLogits(graph);
  return graph === null || edit === null ? null : graph.edited([edit]);
}

async function logitsOf(graph: Uint8Array, first?: bigint): Promise<Tensor> {
  const session = await InferenceSession.create(graph);
  const hidden = Float32Array.from({ length: TOKENS * HIDDEN }, (_, i) => Math.cos(i));
  const asked = first === undefined ? {} : { [FIRST_LOGITS]: new Tensor("int64", BigInt64Array.of(first), [1]) };
  const outputs = await session.run({ hidden: new Tensor("float32", hidden, [1, TOKENS, HIDDEN]), ...asked });
  return outputs.logits as Tensor;
}

const PRODUCT = { operator: "MatMul", inputs: ["hidden", "w"], outputs: ["product"] };
const BIASED = { operator: "Add", inputs: ["product", "bias"], outputs: ["biased"] };
const HALVED = { operator: "Div", inputs: ["biased", "cap"], outputs: ["halved"] };
const CAPPED = { operator: "Tanh", inputs: ["halved"], outputs: ["logits"] };

describe("a graph that gives logits for every token", () => {
  it.each<[string, readonly OnnxNode[]]>([
    ["a product", [{ ...PRODUCT, outputs: ["logits"] }]],
    ["a product, a bias and a cap", [PRODUCT, BIASED, HALVED, CAPPED]],
  ])("gives those of the last ones that are asked for, where it ends in %s", async (_, nodes) => {
    const whole = ending(nodes);
    const asked = rewritten(whole)!;
    const all = await logitsOf(whole);
    expect((await logitsOf(asked, 0n)).data).toEqual(all.data);
    const last = await logitsOf(asked, -1n);
    expect(last.dims).toEqual([1, 1, VOCABULARY]);
    expect(last.data).toEqual(all.data.slice(-VOCABULARY));
    expect((await logitsOf(asked, -2n)).data).toEqual(all.data.slice(-2 * VOCABULARY));
  });

  it.each(["", "_fp16", "_int8", "_uint8", "_q4", "_q4f16", "_bnb4"])("is one of every dtype: %j", async (suffix) => {
    const path = `../fixtures/tiny-dtypes/decoder_model_merged${suffix}.onnx`;
    const asked = rewritten(new Uint8Array(readFileSync(join(import.meta.dirname, path))))!;
    const { inputNames, outputNames } = await InferenceSession.create(asked);
    expect(inputNames).toContain(FIRST_LOGITS);
    expect(outputNames[0]).toBe("logits");
    // Once more changes nothing.
    expect(rewritten(asked)).toBeNull();
  });

  it.each<[string, readonly OnnxNode[]]>([
    [
      "what makes logits is used for something else as well",
      [
        PRODUCT,
        { operator: "Relu", inputs: ["product"], outputs: ["rest"] },
        { operator: "Identity", inputs: ["product"], outputs: ["logits"] },
      ],
    ],
    ["its end is of another kind", [PRODUCT, { operator: "Softmax", inputs: ["product"], outputs: ["logits"] }]],
    ["two rows are added", [PRODUCT, { operator: "Add", inputs: ["product", "product"], outputs: ["logits"] }]],
  ])("is left as it is where %s", (_, nodes) => {
    expect(rewritten(ending(nodes))).toBeNull();
  });

  it("is left as it is where its logits are no rows, or where it is none", () => {
    expect(rewritten(ending([{ ...PRODUCT, outputs: ["logits"] }], ["tokens", VOCABULARY]))).toBeNull();
    expect(rewritten(new TextEncoder().encode("no graph at all"))).toBeNull();
  });
});
