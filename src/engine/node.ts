// The engine for Node, and a model's folder on disk as a source. Not part of the barrel: no bundle for the browser may meet
// Node's modules, nor ship one more WebAssembly file that it never loads.
import { openAsBlob } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Engine } from "./contract/model";
import type { DtypeChoice, ModelSource } from "./contract/source";
import { createEngine } from "./engine";
import { createMemoryStore } from "./files/fileStore";
import type { Budgets, EngineEnvironment } from "./load/environment";

export async function folderSource(folder: string, dtype?: DtypeChoice): Promise<ModelSource> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => ({ path: relative(folder, path).split(sep).join("/"), file: await openAsBlob(path) })),
  );
  return { kind: "folder", name: folder, files, ...(dtype === undefined ? {} : { dtype }) };
}

/**
 * The engine on the CPU in this very thread, for scripts and tests. Any part of its environment can be replaced.
 */
export const createLocalEngine = (environment: Partial<EngineEnvironment> = {}): Engine =>
  createEngine({
    // The package's root is the one that Node can load; it has no GPU there.
    loadRuntime: async () => await import("onnxruntime-web"),
    openStore: async () => createMemoryStore(),
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
    threadsFor: () => 1,
    ...environment,
  });

export interface NodeEngineOptions {
  readonly threads?: number;
  readonly budgets?: Partial<Budgets>;
}

export const createNodeEngine = ({ threads = 1, ...options }: NodeEngineOptions = {}): Engine =>
  createLocalEngine({ ...options, threadsFor: () => threads });
