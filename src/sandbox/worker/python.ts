// Python in a worker: Pyodide's core, our own modules beside it, and no way to anything else.
import type { loadPyodide, PyodideInterface } from "pyodide";
import * as z from "zod/mini";
import type { Pixels } from "../../pixels";
import type { Interpreter } from "../interpreter";
import type { ProgramResult } from "../wire";
import { raster } from "./raster";

/** How Python is begun: by Pyodide's own loader, told where its parts are. */
export type LoadPython = () => Promise<PyodideInterface>;
type Config = NonNullable<Parameters<typeof loadPyodide>[0]>;

const MODULE_FOLDER = "/lib/sandbox";

/** No package is ever fetched: the list of those that could be is empty. Figures of the release 314.0.7. */
export const SEALED_CONFIG = {
  lockFileContents: JSON.stringify({
    info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version: "314.0.7" },
    packages: {},
  }),
  packageBaseUrl: "https://sandbox.invalid/",
  // What `import js` gives: nothing of the worker.
  jsglobals: Object.freeze(Object.create(null)),
  env: { HOME: "/home/program", MPLBACKEND: "agg" },
} satisfies Config;

export interface Python extends Interpreter {
  run(source: string, showsLast: boolean): ProgramResult;
}

const resultSchema = z.object({
  stdout: z.string(),
  stderr: z.string(),
  failure: z.optional(z.nullable(z.string())),
  limit: z.optional(z.nullable(z.string())),
  pictures: z.array(z.tuple([z.string(), z.custom<Pixels>(isPixels), z.number(), z.number()])),
  notes: z.array(z.string()),
});

function isPixels(value: unknown): boolean {
  return typeof value === "object" && value !== null && "data" in value && value.data instanceof Uint8ClampedArray;
}

/** Python with our modules, each by its path within their folder; none of the packages that they are named after. */
export async function startPython(load: LoadPython, modules: Readonly<Record<string, string>>): Promise<Python> {
  const python = await load();
  for (const [path, source] of Object.entries(modules)) {
    const place = `${MODULE_FOLDER}/${path}`;
    python.FS.mkdirTree(place.slice(0, place.lastIndexOf("/")));
    python.FS.writeFile(place, source);
  }
  python.registerJsModule("_raster", raster);
  python.FS.mkdirTree("/home/program");
  python.runPython(
    `import sys, os\nsys.path.insert(0, "${MODULE_FOLDER}")\nos.chdir("/home/program")\nsys.dont_write_bytecode = True`,
  );
  const kernel = python.pyimport("_kernel");
  return {
    give: ({ name, pixels, isDefault, variables }) => kernel.give(name, pixels, isDefault, python.toPy([...variables])),
    reset: () => kernel.reset(),
    run(source, showsLast) {
      const told = resultSchema.parse(kernel.run(source, showsLast));
      return {
        ...told,
        failure: told.failure ?? null,
        limit: told.limit ?? null,
        pictures: told.pictures.map(([name, pixels]) => ({ name, pixels })),
      };
    },
  };
}
