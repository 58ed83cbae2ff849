import { joinBytes } from "../base";
import type { SandboxLanguage } from "./languages";
import { LIMITS } from "./limits";
import type { StartMessage } from "./wire";

/** Where the page has the frame and the parts of Python, from the root of the site. */
const FRAME = "sandbox.html";
const PYTHON = ["pyodide/pyodide.asm.mjs", "pyodide/pyodide.asm.wasm", "pyodide/python_stdlib.zip"] as const;

/** What a language is run by: a program of ours as the address of its own text, and the parts that it is handed. */
interface Machine {
  readonly program: string;
  readonly parts: readonly string[];
  /** Begun in the frame's own document, which can draw, and not in a worker of it. */
  readonly isDrawn: boolean;
}

const MACHINES: Readonly<Record<SandboxLanguage, () => Promise<Machine>>> = {
  python: async () => ({
    program: (await import("virtual:sandbox/python")).default,
    parts: PYTHON,
    isDrawn: false,
  }),
  javascript: async () => ({
    program: (await import("virtual:sandbox/script")).default,
    parts: [(await import("@jitl/quickjs-wasmfile-release-sync/wasm?url")).default],
    isDrawn: false,
  }),
  svg: drawn,
  html: drawn,
};

async function drawn(): Promise<Machine> {
  return { program: (await import("virtual:sandbox/drawing")).default, parts: [], isDrawn: true };
}

/** An interpreter in a frame of an opaque origin: one port leads to it, and closing it ends it whatever it does. */
export interface SandboxFrame {
  readonly port: MessagePort;
  /** Calls where the interpreter could not be begun, or broke. */
  onBroken(listener: (message: string) => void): void;
  close(): void;
}

/** Throws where the parts cannot be fetched; nothing of it is left on the page then. */
export async function openFrame(
  baseUrl: string,
  language: SandboxLanguage,
  signal: AbortSignal,
): Promise<SandboxFrame> {
  const { program, isDrawn, parts: paths } = await MACHINES[language]();
  const parts = await Promise.all(paths.map((path) => fetchedPart(new URL(path, baseUrl).href, signal)));
  const frame = await loadedFrame(new URL(FRAME, baseUrl).href, signal);
  const toWorker = new MessageChannel();
  const toFrame = new MessageChannel();
  const start: StartMessage = { language, parts, memoryBytes: LIMITS.memoryBytes };
  // An opaque origin has no name to send to. What is sent is the programs of Sightline itself, no secret.
  frame.contentWindow?.postMessage({ program, isDrawn, start }, "*", [toWorker.port2, toFrame.port2, ...parts]);
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
  if (!answer.ok || !answer.body) throw new Error(`${address} answers ${answer.status}`);
  // Asked for whole, ten megabytes are put together in one piece, which holds up the page for tens of milliseconds.
  const pieces: Uint8Array[] = [];
  const reader = answer.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value);
  return (await joinBytes(pieces)).buffer;
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
