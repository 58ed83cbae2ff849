import { resolve } from "node:path";
import type { ImageId } from "../../src/action";
import { must } from "../../src/base";
import { GYM_MODEL } from "../../src/catalog";
import { createNativeDialect, type Dialect } from "../../src/dialect";
import type { Engine, EngineModel } from "../../src/engine";
import { folderSource } from "../../src/engine/node";
import { createRasterExecutor, type RasterExecutor } from "../../src/raster";
import type { RunModel } from "../../src/runner";
import { runModelOf } from "../../src/wiring/runModel";
import { decodeStored } from "../pictures/decode";
import { type Computed, createCountedEngine } from "./counted";

/** The app's own parts, put together without a page: one loaded model, and what it performs its actions with. */
export interface Rig {
  readonly engine: Engine;
  /** The model as the engine has it, with its cache. */
  readonly loaded: EngineModel;
  readonly model: RunModel;
  /** What it was loaded from. */
  readonly modelFiles: readonly { readonly path: string; readonly hash: string }[];
  readonly dialect: Dialect;
  readonly nowMillis: () => number;
  readonly executor: RasterExecutor;
  /** What its networks have computed so far. */
  computed(): Computed;
  /** Forgets every prompt and every picture that was read: what comes next is computed from nothing. */
  forget(): Promise<void>;
}

export const GYM_MODEL_FOLDER = resolve(import.meta.dirname, "../../public", "models/gym");

/** Loads the model in `folder` on WASM, in this very thread. Throws where it cannot be loaded. */
export async function createRig(folder: string): Promise<Rig> {
  const { engine, computed } = createCountedEngine();
  const { signal } = new AbortController();
  const model = must(await engine.load(await folderSource(folder), { backend: "wasm", onProgress: () => {}, signal }));
  const executor = createHeadlessExecutor();
  return {
    engine,
    loaded: model,
    // The same name as in the page, so that a recorded run's tokens are its own there.
    model: { ...runModelOf(model, executor), id: "gym" },
    modelFiles: model.card.files,
    dialect: createNativeDialect({ instructions: "", marksObserved: GYM_MODEL.marksObserved }),
    executor,
    nowMillis: () => Date.now(),
    computed,
    async forget() {
      // Switched off, the caches let go of what they hold.
      await model.setCacheEnabled(false);
      await model.setCacheEnabled(true);
    },
  };
}

/** An executor that keeps its images in memory. */
export const createHeadlessExecutor = (): RasterExecutor =>
  createRasterExecutor(memoryFiles(), { decode: decodeStored });

export function memoryFiles() {
  const files = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  return {
    read: async (id: ImageId) => files.get(id) ?? null,
    write: async (id: ImageId, bytes: Uint8Array<ArrayBuffer>) => void files.set(id, bytes),
  };
}
