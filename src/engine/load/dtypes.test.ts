// The self-test takes a network of every dtype that computes rightly, and finds the same three faults in each. The files
// are made by training/dtypes.py, with an initialiser for each fault that is zero until a test sets it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DTYPES, type Dtype, type ModelSource } from "../contract/source";
import { createLocalEngine } from "../node";
import { listen, NEVER, request, tinySource, user, words } from "../testing/tinyModel";

const FOLDER = join(import.meta.dirname, "../fixtures/tiny-dtypes");
const DECODER = "decoder_model_merged";

/** What the Hub's layout calls each file, and which of the fixtures it is. */
const FILES: Readonly<Record<Dtype, { readonly suffix: string; readonly fixture?: string }>> = {
  fp32: { suffix: "" },
  fp16: { suffix: "_fp16" },
  // For a network without convolutions these two are one file on the Hub as well.
  q8: { suffix: "_quantized", fixture: "_int8" },
  int8: { suffix: "_int8" },
  uint8: { suffix: "_uint8" },
  q4: { suffix: "_q4" },
  q4f16: { suffix: "_q4f16" },
  bnb4: { suffix: "_bnb4" },
};

const FAULTS = ["cache", "rotary", "mask"] as const;

async function sourceOf(dtype: Dtype, fault?: (typeof FAULTS)[number]): Promise<ModelSource> {
  const { suffix, fixture = suffix } = FILES[dtype];
  const bytes = new Uint8Array(await readFile(join(FOLDER, `${DECODER}${fixture}.onnx`)));
  if (fault !== undefined) switchOn(bytes, `fault.${fault}`);
  const source = await tinySource({ [`onnx/${DECODER}${suffix}.onnx`]: new Blob([bytes]) });
  return { ...source, dtype: { embed_tokens: "fp32", vision_encoder: "fp32", [DECODER]: dtype } };
}

/** Sets a 64-bit initialiser to one. Its data follow its name, which stood in the operators before. */
function switchOn(bytes: Uint8Array, name: string): void {
  const at = new TextDecoder("latin1").decode(bytes).lastIndexOf(name) + name.length;
  const [field, length, ...number] = bytes.subarray(at, at + 10);
  expect([field, length, ...number]).toEqual([0x4a, 8, 0, 0, 0, 0, 0, 0, 0, 0]);
  bytes[at + 2] = 1;
}

const load = async (source: ModelSource) => {
  const engine = createLocalEngine();
  return { engine, loaded: await engine.load(source, { backend: "wasm", onProgress: () => undefined, signal: NEVER }) };
};

describe.each(DTYPES)("a network of dtype %s", (dtype) => {
  it("is taken, and writes", async () => {
    const { engine, loaded } = await load(await sourceOf(dtype));
    expect(loaded).toMatchObject({ ok: true });
    if (!loaded.ok) return;
    const { ids } = await listen(loaded.value.continue(request([user(words("Where is the star?"))]), NEVER));
    expect(ids.length).toBeGreaterThan(0);
    await engine.unload();
  });

  it.each(FAULTS)("is refused where its %s is wrong", async (fault) => {
    const { loaded } = await load(await sourceOf(dtype, fault));
    expect(loaded).toMatchObject({ ok: false, error: { code: "self-test-failed" } });
  });
});
