import type { StartMessage } from "./wire";

/** Where the page has the frame and the parts of Python, from the root of the site. */
const FRAME = "sandbox.html";
const PARTS = ["pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip"] as const;

/** A worker in a frame of an opaque origin: one port leads to it, and closing it ends it whatever it does. */
export interface SandboxFrame {
  readonly port: MessagePort;
  /** Calls where the worker could not be begun, or broke. */
  onBroken(listener: (message: string) => void): void;
  close(): void;
}

/** Throws where the parts cannot be fetched; nothing of it is left on the page then. */
export async function openFrame(baseUrl: string, memoryBytes: number, signal: AbortSignal): Promise<SandboxFrame> {
  const [{ default: program }, ...parts] = await Promise.all([
    import("virtual:sandbox-worker"),
    ...PARTS.map((path) => fetchedPart(new URL(path, baseUrl).href, signal)),
  ]);
  const [module, wasm, library] = parts;
  if (!module || !wasm || !library) throw new Error("A part of Python is missing");
  const frame = await loadedFrame(new URL(FRAME, baseUrl).href, signal);
  const toWorker = new MessageChannel();
  const toFrame = new MessageChannel();
  const start: StartMessage = { module, wasm, library, memoryBytes };
  // An opaque origin has no name to send to. What is sent is the programs of Sightline itself, no secret.
  frame.contentWindow?.postMessage({ program, start }, "*", [toWorker.port2, toFrame.port2, module, wasm, library]);
  return {
    port: toWorker.port1,
    onBroken(listener) {
      toFrame.port1.onmessage = ({ data }) => listener(String(data).slice(0, 1000));
    },
    close() {
      toWorker.port1.close();
      toFrame.port1.close();
      frame.remove();
    },
  };
}

async function fetchedPart(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.arrayBuffer();
}

function loadedFrame(address: string, signal: AbortSignal): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  // Scripts and nothing else: no origin, no storage, no forms, no windows, no way to the page above.
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "";
  frame.hidden = true;
  frame.setAttribute("aria-hidden", "true");
  frame.src = address;
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => {
      frame.remove();
      reject(signal.reason);
    });
    frame.addEventListener("load", () => resolve(frame), { once: true });
    document.body.append(frame);
  });
}
