import { copyFileSync, createReadStream, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const ENTRY = resolve(import.meta.dirname, "../../src/sandbox/worker/main.ts");
const NAME = "virtual:sandbox-worker";
/** The parts of Python that the page hands to its sandbox, and nothing else of that package. */
const PARTS: Readonly<Record<string, string>> = {
  "pyodide.asm.mjs": "text/javascript",
  "pyodide.asm.wasm": "application/wasm",
  "python_stdlib.zip": "application/zip",
};

const pathOfPart = (part: string): string => fileURLToPath(import.meta.resolve(`pyodide/${part}`));

/**
 * The worker that programs run in, as the address of its own text: a frame without an origin can open no other. Copies
 * what it needs of Python beside the page, from where it is fetched when a program is first run.
 */
export const sandboxWorker = (): Plugin => ({
  name: "sandbox-worker",
  resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
  async load(id) {
    if (id !== `\0${NAME}`) return null;
    this.addWatchFile(ENTRY);
    const address = `data:text/javascript;charset=utf-8,${encodeURIComponent(await bundled())}`;
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
async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      copyPublicDir: false,
      rolldownOptions: { input: ENTRY, output: { format: "es", codeSplitting: false } },
    },
  });
  const outputs = [made].flat().flatMap((part) => ("output" in part ? part.output : []));
  const [chunk, ...more] = outputs.filter((part) => part.type === "chunk");
  if (!chunk || more.length > 0) throw new Error("The sandbox's worker is not one module");
  return chunk.code;
}
