import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createNetworks, createTools, type Tools } from "../../src/tools";

const FOLDER = resolve(import.meta.dirname, "../../public/tools");

/** The tools in this thread, over the files that the page ships. */
export const createToolRig = (): Tools =>
  createTools(
    createNetworks({
      loadRuntime: () => import("onnxruntime-web"),
      read: async (path) => new Uint8Array(await readFile(join(FOLDER, path))),
    }),
  );
