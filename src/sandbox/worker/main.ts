// The worker that programs run in: of an opaque origin, under a policy that lets it fetch nothing. What it needs is handed
// to it once; then every door that it could speak through, but for the one port to the page, is taken off its hinges.
import { loadPyodide } from "pyodide";
import type { FromWorker, StartMessage, ToWorker } from "../wire";
import { closeDoors } from "./doors";
import { boundMemory } from "./memory";
import { MODULES } from "./modules";
import { type LoadPython, type Python, SEALED_CONFIG, startPython } from "./python";

const NOWHERE = "https://sandbox.invalid/";

addEventListener(
  "message",
  ({ data, ports: [port] }: MessageEvent<StartMessage>) => {
    if (port) void begin(data, port);
  },
  { once: true },
);

async function begin(start: StartMessage, port: MessagePort): Promise<void> {
  const say = (message: FromWorker, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  try {
    boundMemory(start.memoryBytes);
    const python = await startPython(loaderOf(start), MODULES);
    closeDoors();
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => serve(data, python, say);
    say({ kind: "ready" });
  } catch (thrown) {
    say({ kind: "broken", message: String(thrown).slice(0, 1000) });
  }
}

function serve(asked: ToWorker, python: Python, say: (message: FromWorker, transfer: Transferable[]) => void): void {
  if (asked.kind === "give") {
    python.give(asked.picture);
    return;
  }
  if (asked.kind === "reset") {
    python.reset();
    return;
  }
  const result = python.run(asked.source, asked.showsLast);
  // Copies: a program's own variables may hold the pixels that it showed.
  const pictures = result.pictures.map(({ name, pixels }) => ({
    name,
    pixels: { ...pixels, data: pixels.data.slice() },
  }));
  say(
    { kind: "done", id: asked.id, result: { ...result, pictures } },
    pictures.map(({ pixels }) => pixels.data.buffer),
  );
}

/** Pyodide's loader asks for its parts by address; here each is answered with what was handed over. */
const loaderOf =
  ({ module, wasm, library }: StartMessage): LoadPython =>
  async () => {
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
