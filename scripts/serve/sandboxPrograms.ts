import { copyFileSync, createReadStream, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

/** The programs that a sandbox is begun with, by their names as modules. */
const ENTRIES: Readonly<Record<string, string>> = {
  "virtual:sandbox/python": "worker/pythonMain.ts",
  "virtual:sandbox/script": "script/main.ts",
  "virtual:sandbox/drawing": "drawing/main.ts",
};
const entryOf = (name: string): string => resolve(import.meta.dirname, "../../src/sandbox", ENTRIES[name] ?? "");
/** The parts of Python that the page hands to its sandbox, and nothing else of that package. */
const PARTS: Readonly<Record<string, string>> = {
  "pyodide.asm.mjs": "text/javascript",
  "pyodide.asm.wasm": "application/wasm",
  "python_stdlib.zip": "application/zip",
};

const pathOfPart = (part: string): string => fileURLToPath(import.meta.resolve(`pyodide/${part}`));

/**
 * The programs that a sandbox is begun with, each as the address of its own text: a frame without an origin can open no
 * other. Copies what Python needs beside the page, from where it is fetched when a program is first run.
 */
export const sandboxPrograms = (): Plugin => ({
  name: "sandbox-programs",
  resolveId: (id) => (Object.hasOwn(ENTRIES, id) ? `\0${id}` : null),
  async load(id) {
    const name = id.slice(1);
    if (!id.startsWith("\0") || !Object.hasOwn(ENTRIES, name)) return null;
    this.addWatchFile(entryOf(name));
    const address = `data:text/javascript;charset=utf-8,${encodeURIComponent(await bundled(entryOf(name)))}`;
    return `export default ${JSON.stringify(address)};`;
  },
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const part = /\/pyodide\/([^/?]+)(\?|$)/.exec(request.url ?? "")?.[1] ?? "";
      const mime = PARTS[part];
      if (!mime) return next();
      response.setHeader("Content-Type", mime);
      createReadStream(pathOfPart(part)).pipe(response);
    });
  },
  writeBundle({ dir = "" }) {
    const folder = join(dir, "pyodide");
    mkdirSync(folder, { recursive: true });
    for (const part of Object.keys(PARTS)) copyFileSync(pathOfPart(part), join(folder, part));
    copyFileSync(join(dirname(pathOfPart("pyodide.asm.mjs")), "README.md"), join(folder, "README.md"));
  },
});

/** One module without imports, made by a build of its own. */
async function bundled(entry: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      copyPublicDir: false,
      // What the frame imports is asked for by its name.
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: "exports-only",
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  const outputs = [made].flat().flatMap((part) => ("output" in part ? part.output : []));
  const [chunk, ...more] = outputs.filter((part) => part.type === "chunk");
  if (!chunk || more.length > 0) throw new Error("A program of the sandbox is not one module");
  return chunk.code;
}
