// A model's folder on disk as a source. Not part of the barrel, so that no bundle for the browser meets Node's modules.
import { openAsBlob } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Budgets } from "./load/environment";
import { createLocalEngine } from "./local";
import type { Engine } from "./contract/model";
import type { DtypeChoice, ModelSource } from "./contract/source";

export async function folderSource(folder: string, dtype?: DtypeChoice): Promise<ModelSource> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path) => ({ path: relative(folder, path).split(sep).join("/"), file: await openAsBlob(path) })),
  );
  return { kind: "folder", name: folder, files, ...(dtype === undefined ? {} : { dtype }) };
}

export interface NodeEngineOptions {
  readonly threads?: number;
  readonly budgets?: Partial<Budgets>;
}

export const createNodeEngine = (options: NodeEngineOptions = {}): Engine => createLocalEngine(options);
