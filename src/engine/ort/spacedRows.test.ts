import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { fileInMemory } from "../files/storedFile";
import { type OnnxNode, type OnnxTensor, writeOnnx } from "../testing/onnxFile";
import { readGraph } from "./graph";
import { mounted } from "./mounted";
import { spacedRows } from "./spacedRows";
import { splitWeights } from "./weights";

const ROWS = 3;
const PAGE = 4096;
const TO_FLOAT = { to: 1 };

const numbers = (length: number, seed: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * seed) % 251);

/** Two products of 8 bits, one after the other into one sum. */
function network(columns: number, zeros = 1): Uint8Array<ArrayBuffer> {
  const product = (number: number): OnnxNode => ({
    operator: "MatMulInteger",
    inputs: ["x", `w${number}`, "zero", "zeros"],
    outputs: [`y${number}`],
  });
  const matrix = (number: number): OnnxTensor => ({
    name: `w${number}`,
    type: "uint8",
    dims: [ROWS, columns],
    data: numbers(ROWS * columns, 7 + number),
  });
  return writeOnnx({
    nodes: [
      product(0),
      product(1),
      { operator: "Add", inputs: ["y0", "y1"], outputs: ["sum"] },
      { operator: "Cast", inputs: ["sum"], outputs: ["y"], attributes: TO_FLOAT },
    ],
    weights: [
      matrix(0),
      matrix(1),
      { name: "zero", type: "uint8", dims: [1], data: Uint8Array.of(3) },
      { name: "zeros", type: "uint8", dims: [zeros], data: numbers(zeros, 5) },
    ],
    inputs: [{ name: "x", type: "uint8", dims: ["rows", ROWS] }],
    outputs: [{ name: "y", type: "float32", dims: ["rows", columns] }],
  });
}

async function answerOf(session: InferenceSession): Promise<unknown> {
  const x = new Tensor("uint8", Uint8Array.of(1, 200, 30, 4, 5, 255), [2, ROWS]);
  return (await session.run({ x })).y?.data;
}

const spacedOf = (file: Uint8Array<ArrayBuffer>) => {
  const split = splitWeights(fileInMemory(file))!;
  const graph = readGraph(split.graph)!;
  return { split, graph, spaced: spacedRows(graph, () => fileInMemory(file)) };
};

describe("matrices whose rows are whole pages apart", () => {
  it("are spaced, and multiply to the same numbers", async () => {
    const file = network(2 * PAGE);
    const { split, graph, spaced } = spacedOf(file);
    expect(spaced!.files.map(({ file: { bytes } }) => bytes)).toEqual([0, 1].map(() => ROWS * (2 * PAGE + 64)));
    const externalData = [
      { path: split.location, data: file },
      ...spaced!.files.map(({ path, file: own }) => ({ path, data: mounted(own) })),
    ];
    const session = await InferenceSession.create(graph.edited([spaced!.edit]), { externalData });
    expect(await answerOf(session)).toEqual(await answerOf(await InferenceSession.create(file)));
  });

  it.each<[string, Uint8Array<ArrayBuffer>]>([
    ["rows are not", network(PAGE + 64)],
    ["each column has a zero of its own", network(PAGE, PAGE)],
  ])("are left as they are where %s", (_, file) => {
    expect(spacedOf(file).spaced).toBeNull();
  });

  it("are left as they are where their file is cut, which the runtime tells", () => {
    const file = network(PAGE);
    const { graph } = spacedOf(file);
    expect(spacedRows(graph, () => fileInMemory(file.slice(0, PAGE)))).toBeNull();
  });
});
