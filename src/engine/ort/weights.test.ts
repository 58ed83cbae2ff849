import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { fileInMemory } from "../files/storedFile";
import { writeOnnx } from "../testing/onnxFile";
import { splitWeights } from "./weights";

const SIDE = 128;

/** y = x · w, with weights large enough to be pointed at, and a bias that is not. */
const network = () => {
  const weights = Float32Array.from({ length: SIDE * SIDE }, (_, i) => Math.sin(i));
  const bias = Float32Array.from({ length: SIDE }, (_, i) => i);
  const bytesOf = (floats: Float32Array) => new Uint8Array(floats.buffer.slice(0));
  return writeOnnx({
    nodes: [
      { operator: "MatMul", inputs: ["x", "w"], outputs: ["product"] },
      { operator: "Add", inputs: ["product", "b"], outputs: ["y"] },
    ],
    weights: [
      { name: "w", type: "float32", dims: [SIDE, SIDE], data: bytesOf(weights) },
      { name: "b", type: "float32", dims: [SIDE], data: bytesOf(bias) },
    ],
    inputs: [{ name: "x", type: "float32", dims: [1, SIDE] }],
    outputs: [{ name: "y", type: "float32", dims: [1, SIDE] }],
  });
};

async function answerOf(session: InferenceSession): Promise<unknown> {
  const x = new Tensor(
    "float32",
    Float32Array.from({ length: SIDE }, (_, i) => Math.cos(i)),
    [1, SIDE],
  );
  return (await session.run({ x })).y?.data;
}

describe("a network whose weights are pointed at", () => {
  it("computes the same to the bit", async () => {
    const file = network();
    const split = splitWeights(fileInMemory(file))!;
    expect(split.graph.length).toBeLessThan(file.length - SIDE * SIDE * 4 + 200);
    const whole = await InferenceSession.create(file);
    const externalData = [{ path: split.location, data: file }];
    const pointed = await InferenceSession.create(split.graph, { externalData });
    expect(await answerOf(pointed)).toEqual(await answerOf(whole));
  });

  it.each(["", "_int8", "_uint8", "_q4", "_fp16", "_q4f16", "_bnb4"])(
    "opens with the inputs and outputs that it had, in dtype %j",
    async (suffix) => {
      const path = `../fixtures/tiny-dtypes/decoder_model_merged${suffix}.onnx`;
      const file = new Uint8Array(readFileSync(join(import.meta.dirname, path)));
      const split = splitWeights(fileInMemory(file))!;
      const externalData = [{ path: split.location, data: file }];
      const pointed = await InferenceSession.create(split.graph, { externalData });
      const whole = await InferenceSession.create(file);
      expect(pointed.inputMetadata).toEqual(whole.inputMetadata);
      expect(pointed.outputNames).toEqual(whole.outputNames);
    },
  );
});

describe("what is no such network", () => {
  it("is left as it is, whatever bytes it holds", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => splitWeights(fileInMemory(new Uint8Array(bytes))) === null,
      ),
    );
  });

  it("is never pointed out of, wherever it is cut or changed", () => {
    const file = network();
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const broken = cut ? file.slice(0, at) : file.map((old, i) => (i === at ? byte : old));
        const text = new TextDecoder("latin1").decode(splitWeights(fileInMemory(broken))?.graph ?? new Uint8Array());
        // Pointers never lead out of the file, so that the runtime reads only what is there.
        const numbers = (key: string) =>
          [...text.matchAll(new RegExp(`${key}[^]{2}(\\d+)`, "g"))].map((m) => Number(m[1]));
        const [offsets, lengths] = [numbers("offset"), numbers("length")];
        for (const [i, offset] of offsets.entries()) expect(offset + lengths[i]!).toBeLessThanOrEqual(broken.length);
      }),
      { numRuns: 300 },
    );
  });
});
