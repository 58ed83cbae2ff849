// The tiny decoder of the fixtures with a batch that goes wrong as graphs do: what is found must be that, and no more.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { beforeAll, expect, it } from "vitest";
import { fileInMemory } from "../files/storedFile";
import { layoutOf } from "../kv/layout";
import { createMemoryStore } from "../kv/memoryStore";
import type { BatchDecoder } from "../network/batchDecoder";
import { createBatchDecoder } from "../network/batchDecoder";
import { createDecoder, type Decoder } from "../network/decoder";
import { plainRun } from "../network/tokenRun";
import { openSession } from "../ort/session";
import { computesTogether } from "./batchTest";
import { type Probe, TOLERANCE } from "./selfTest";

const runtime = { InferenceSession, Tensor, env };
const FILE = join(import.meta.dirname, "../fixtures/tiny-idefics3/onnx/decoder_model_merged.onnx");
const TOKENS = 8;
const HIDDEN = 64;

let decoder: Decoder<unknown>;
beforeAll(async () => {
  const file = fileInMemory(new Uint8Array(await readFile(FILE)));
  const read = async () => ({ name: "decoder", file, external: [] });
  const session = await openSession(runtime, read, { device: null, stayOnDevice: [] });
  decoder = createDecoder(runtime, session, createMemoryStore(runtime, layoutOf(session)), null);
});

const embeddings = Float32Array.from({ length: TOKENS * HIDDEN }, (_, i) => Math.sin(i * i));
const tokenIds = Array.from({ length: TOKENS }, (_, token) => token);
const probe: Probe = {
  run: plainRun(tokenIds, embeddings, 1, 0),
  precision: "float32",
  scalesByRun: false,
  onPass: () => undefined,
};

const withBatch = (step: BatchDecoder["step"]): Decoder<unknown> => ({ ...decoder, batch: { step } });

it("takes a network that computes sequences together as alone", async () => {
  expect(await computesTogether(decoder, probe, TOLERANCE.float32)).toBe(true);
  expect(decoder.store.length).toBe(0);
});

it.each<[string, (step: BatchDecoder["step"]) => BatchDecoder["step"]]>([
  [
    "gives the rows of one sequence to another",
    (step) =>
      async (...asked) =>
        (await step(...asked)).reverse(),
  ],
  [
    "gives every sequence the first one's row",
    (step) =>
      async (...asked) =>
        (await step(...asked)).map((_, __, all) => all[0]!),
  ],
  ["fails in the middle", () => async () => Promise.reject(new Error("Non-zero status code returned"))],
])("finds one that %s", async (_, broken) => {
  const { batch } = decoder;
  if (batch === null) throw new Error("The fixture takes a batch");
  expect(await computesTogether(withBatch(broken(batch.step)), probe, TOLERANCE.float32)).toBe(false);
  expect(decoder.store.length).toBe(0);
});

it("sees from its shapes that a graph was made for one sequence", () => {
  const input = (name: string, ...dims: (number | string)[]) => ({ name, type: "float32", dims });
  const session = { inputs: [input("inputs_embeds", 1, "tokens", 64)], outputs: [], scalesByRun: false };
  const unused = { run: async () => ({}), release: async () => undefined };
  expect(createBatchDecoder(runtime, { ...session, ...unused }, null)).toBeNull();
});
