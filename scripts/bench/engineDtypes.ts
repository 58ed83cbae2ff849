// How fast the runtime multiplies by weights of each dtype on WASM: the order in which `networkFiles.ts` chooses them. The
// ratios change with the version of the runtime, so this is measured again whenever that changes.
import type { Dtype } from "../../src/engine";
import type { Runtime } from "../../src/engine/ort/runtime";
import { type OnnxGraph, type OnnxNode, type OnnxTensor, writeOnnx } from "../../src/engine/testing/onnxFile";
import { type Measure, told } from "./measure";

/** Rows and columns of the weights: in 32 bits larger than most caches, as real layers are together. */
const SIDE = 2048;
/** One as in writing token by token, several as in reading a prompt or a picture. */
const ROWS = [1, 16] as const;
/** The fastest of these counts: what else the machine does can only make a run slower. */
const REPEATS = 15;

export async function measureDtypes(): Promise<Measure[]> {
  const runtime: Runtime = await import("onnxruntime-web");
  runtime.env.wasm.numThreads = 1;
  const millis = new Map<string, number>();
  const nameOf = (dtype: Dtype, rows: number): string => `${dtype}, ${rows} row(s)`;
  const sessions = new Map<Dtype, Awaited<ReturnType<typeof openProduct>>>();
  for (const dtype of MEASURED) sessions.set(dtype, await openProduct(runtime, dtype));
  // In turns, so that a busy moment does not fall on one dtype alone.
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const rows of ROWS) {
      for (const [dtype, session] of sessions) {
        const x = new runtime.Tensor("float32", new Float32Array(rows * SIDE).fill(0.5), [rows, SIDE]);
        const started = performance.now();
        await session.run({ x });
        const name = nameOf(dtype, rows);
        millis.set(name, Math.min(millis.get(name) ?? Number.POSITIVE_INFINITY, performance.now() - started));
      }
    }
  }
  const how = `a product with ${SIDE} × ${SIDE} weights on WASM in Node, 1 thread, fastest of ${REPEATS} in turns`;
  return ROWS.flatMap((rows) =>
    MEASURED.map((dtype) => {
      const own = millis.get(nameOf(dtype, rows)) ?? Number.NaN;
      const plain = millis.get(nameOf("fp32", rows)) ?? Number.NaN;
      return told(`${nameOf(dtype, rows)} ÷ fp32`, own / plain, "ratio", `${own.toPrecision(3)} ms; ${how}`);
    }),
  );
}

/** q8 computes as int8 does. */
const MEASURED = ["fp32", "fp16", "int8", "uint8", "q4", "q4f16", "bnb4"] as const satisfies readonly Dtype[];

const openProduct = (runtime: Runtime, dtype: (typeof MEASURED)[number]) =>
  runtime.InferenceSession.create(writeOnnx(graphOf(dtype)), { executionProviders: ["wasm"], logSeverityLevel: 3 });

/** x [rows, SIDE] times weights, the way the Hub's files of this dtype do it. */
function graphOf(dtype: (typeof MEASURED)[number]): OnnxGraph {
  const { nodes, weights } = PRODUCTS[dtype]();
  return {
    nodes,
    weights,
    inputs: [{ name: "x", type: "float32", dims: ["rows", SIDE] }],
    outputs: [{ name: "y", type: "float32", dims: ["rows", SIDE] }],
  };
}

type Product = Pick<OnnxGraph, "nodes" | "weights">;

const PRODUCTS: Readonly<Record<(typeof MEASURED)[number], () => Product>> = {
  fp32: () => ({ nodes: [node("MatMul", ["x", "w"], ["y"])], weights: [zeros("w", "float32", [SIDE, SIDE], 4)] }),
  fp16: () => inHalves(node("MatMul", ["half", "w"], ["product"]), [zeros("w", "float16", [SIDE, SIDE], 2)]),
  int8: () => dynamic("int8"),
  uint8: () => dynamic("uint8"),
  q4: () => ({ nodes: [blocksOfFour("x", "y")], weights: fourBits("float32", 4) }),
  q4f16: () => inHalves(blocksOfFour("half", "product"), fourBits("float16", 2)),
  bnb4: () => ({
    nodes: [
      node("MatMulBnb4", ["x", "w", "largest"], ["y"], { K: SIDE, N: SIDE, block_size: 64, quant_type: NORMAL_FLOATS }),
    ],
    weights: [zeros("w", "uint8", [(SIDE * SIDE) / 2], 1), zeros("largest", "float32", [(SIDE * SIDE) / 64], 4)],
  }),
};

/** `quant_type` of MatMulBnb4. */
const NORMAL_FLOATS = 1;
const BLOCK = 32;

const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes?: Readonly<Record<string, number>>,
): OnnxNode =>
  attributes === undefined ? { operator, inputs, outputs } : { operator, inputs, outputs, attributes, contrib: true };

const zeros = (name: string, type: OnnxTensor["type"], dims: readonly number[], bytesEach: number): OnnxTensor => ({
  name,
  type,
  dims,
  data: new Uint8Array(dims.reduce((product, size) => product * size, bytesEach)),
});

function dynamic(type: "int8" | "uint8"): Product {
  return {
    nodes: [
      node("DynamicQuantizeLinear", ["x"], ["rounded", "scale", "zero"]),
      node("MatMulInteger", ["rounded", "w", "zero", "weights_zero"], ["whole"]),
      { ...node("Cast", ["whole"], ["floats"]), attributes: { to: 1 } },
      node("Mul", ["scale", "weights_scale"], ["both"]),
      node("Mul", ["floats", "both"], ["y"]),
    ],
    weights: [
      zeros("w", type, [SIDE, SIDE], 1),
      zeros("weights_zero", type, [], 1),
      zeros("weights_scale", "float32", [], 4),
    ],
  };
}

const blocksOfFour = (input: string, output: string): OnnxNode =>
  node("MatMulNBits", [input, "w", "scales"], [output], { K: SIDE, N: SIDE, bits: 4, block_size: BLOCK });

const fourBits = (type: "float32" | "float16", bytesEach: number): readonly OnnxTensor[] => [
  zeros("w", "uint8", [SIDE, SIDE / BLOCK, BLOCK / 2], 1),
  zeros("scales", type, [(SIDE * SIDE) / BLOCK], bytesEach),
];

/** With 16-bit activations around the product. */
const inHalves = (product: OnnxNode, weights: readonly OnnxTensor[]): Product => ({
  nodes: [
    { ...node("Cast", ["x"], ["half"]), attributes: { to: 10 } },
    product,
    { ...node("Cast", ["product"], ["y"]), attributes: { to: 1 } },
  ],
  weights,
});
