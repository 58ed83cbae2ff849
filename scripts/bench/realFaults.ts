import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DtypeChoice, ModelSource } from "../../src/engine";
import { createNodeEngine, folderSource } from "../../src/engine/node";
import { atMost, type Measure } from "./measure";
import { buildFaulty, buildModel, MODELS } from "./real-size/models";

const MODEL = "smolvlm-256m";
const DECODER = "decoder_model_merged";
/** What the Hub's layout calls each dtype in the names of files. */
const DTYPES = { q8: "quantized", fp16: "fp16", q4: "q4" } as const;
const FAULTS = ["cache", "rotary", "mask"] as const;
const NEVER = new AbortController().signal;

/** Whether the self-test tells right from wrong at the size that people load, as it does on tiny networks in the tests. */
export async function measureRealFaults(): Promise<Measure[]> {
  buildModel(MODEL, Object.keys(DTYPES));
  buildFaulty(MODEL, Object.values(DTYPES));
  const measures: Measure[] = [];
  for (const dtype of Object.keys(DTYPES).filter(isDtype)) {
    const sound = await outcomeOf(dtype);
    measures.push(mistaken(`${dtype}, sound`, sound, "taken"));
    for (const fault of FAULTS) {
      const outcome = await outcomeOf(dtype, fault);
      measures.push(mistaken(`${dtype}, its ${fault} wrong`, outcome, "self-test-failed"));
    }
  }
  return measures;
}

const isDtype = (name: string): name is keyof typeof DTYPES => name in DTYPES;

interface Outcome {
  /** "taken", or the code of what it was refused for. */
  readonly code: string;
  readonly detail: string;
}

function mistaken(name: string, { code, detail }: Outcome, wanted: string): Measure {
  const how = `SmolVLM-256M's shape, WASM in Node: ${code}${detail === "" ? "" : `, ${detail}`}`;
  return atMost(`self-test mistaken: ${name}`, code === wanted ? 0 : 1, "times", 0, how);
}

async function outcomeOf(dtype: keyof typeof DTYPES, fault?: (typeof FAULTS)[number]): Promise<Outcome> {
  const engine = createNodeEngine();
  try {
    const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
    const loaded = await engine.load(await sourceOf(dtype, fault), options);
    return loaded.ok
      ? { code: "taken", detail: "" }
      : { code: loaded.error.code, detail: loaded.error.detail ?? loaded.error.message };
  } finally {
    await engine.unload();
  }
}

/** The model's own files, its decoder with one fault switched on or none. */
async function sourceOf(dtype: keyof typeof DTYPES, fault?: (typeof FAULTS)[number]): Promise<ModelSource> {
  const path = `onnx/${DECODER}_${DTYPES[dtype]}.onnx`;
  const bytes = readFileSync(join(MODELS, `${MODEL}-faulty`, path));
  if (fault !== undefined) switchOn(bytes, `fault.${fault}`);
  const choice: DtypeChoice = { embed_tokens: dtype, vision_encoder: dtype, [DECODER]: dtype };
  const source = await folderSource(join(MODELS, MODEL), choice);
  if (source.kind !== "folder") throw new Error("A folder is a folder");
  const others = source.files.filter((file) => file.path !== path);
  return { ...source, files: [...others, { path, file: new Blob([new Uint8Array(bytes)]) }] };
}

/** Sets a 64-bit initialiser to one. Its data follow its name, which stood in the operators before. */
function switchOn(bytes: Buffer, name: string): void {
  const at = bytes.lastIndexOf(name) + name.length;
  const [field, length] = bytes.subarray(at, at + 2);
  if (field !== 0x4a || length !== 8) throw new Error(`There is no "${name}" to switch on`);
  bytes[at + 2] = 1;
}
