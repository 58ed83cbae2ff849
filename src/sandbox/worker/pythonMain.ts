// The worker that programs in Python run in: of an opaque origin, under a policy that lets it fetch nothing. What it needs is
// handed to it once; then every door that it could speak through, but for the one port to the page, is taken off its hinges.
import { loadPyodide } from "pyodide";
import { serve } from "../interpreter";
import type { StartMessage } from "../wire";
import { fixBuiltIns } from "./builtIns";
import { closeDoors } from "./doors";
import { boundMemory } from "./memory";
import { MODULES } from "./modules";
import { type LoadPython, SEALED_CONFIG, startPython } from "./python";

const NOWHERE = "https://sandbox.invalid/";

addEventListener(
  "message",
  ({ data, ports: [port] }: MessageEvent<StartMessage>) => {
    if (port)
      void serve(port, async () => {
        boundMemory(data.memoryBytes);
        const python = await startPython(loaderOf(data), MODULES);
        closeDoors();
        fixBuiltIns();
        return python;
      });
  },
  { once: true },
);

/** Pyodide's loader asks for its parts by address; here each is answered with what was handed over. */
const loaderOf =
  ({ parts: [module, wasm, library] }: StartMessage): LoadPython =>
  async () => {
    if (!module || !wasm || !library) throw new Error("A part of Python is missing");
    const parts: Readonly<Record<string, readonly [ArrayBuffer, string]>> = {
      [`${NOWHERE}pyodide.asm.wasm`]: [wasm, "application/wasm"],
      [`${NOWHERE}python_stdlib.zip`]: [library, "application/zip"],
    };
    globalThis.fetch = async (address) => {
      const part = parts[String(address)];
      if (!part) throw new TypeError(`Nothing is fetched here: ${String(address)}`);
      return new Response(part[0], { headers: { "Content-Type": part[1] } });
    };
    // A module of an opaque origin is told by its text: no address of the page is open to it.
    const address = `data:text/javascript,${encodeURIComponent(new TextDecoder().decode(module))}`;
    const { default: createPyodideModule } = await import(/* @vite-ignore */ address);
    return loadPyodide({ ...SEALED_CONFIG, indexURL: NOWHERE, createPyodideModule });
  };
