import { breathe, err, ok, type Result } from "../base";
import { openFrame, type SandboxFrame } from "./frame";
import type { SandboxLanguage } from "./languages";
import { LIMITS } from "./limits";
import { partsOf } from "./parts";
import {
  type FromWorker,
  type GivenPicture,
  type ProgramResult,
  parseFromWorker,
  ShownPictures,
  type ToWorker,
} from "./wire";

/** Why a program came to no end of its own. After each of them the kernel is gone, with all its variables. */
export type KernelFailure =
  /** The parts of the language could not be had, or did not begin. */
  | { readonly code: "sandbox-unavailable"; readonly detail: string }
  /** It ran longer than it may. */
  | { readonly code: "program-too-slow"; readonly detail: string }
  /** The worker broke under it, as where it asks for more memory than there is. */
  | { readonly code: "sandbox-broken"; readonly detail: string }
  /** It said something to the page that only our own code says, or more than is taken. */
  | { readonly code: "sandbox-answer-refused"; readonly detail: string }
  | { readonly code: "program-stopped"; readonly detail: string };

/** One language with its variables, for the programs of one run. */
export interface Kernel {
  /** A picture of the run, there for its programs as soon as it is given whole. */
  give(picture: GivenPicture): Promise<void>;
  /** Forgets variables, files and given pictures, as if it were new; quicker than a new one. */
  reset(): void;
  /** One program, after the one before it. `showsLast`: a last line that is an expression is shown, as notebooks do. */
  run(source: string, showsLast: boolean, signal: AbortSignal): Promise<Result<ProgramResult, KernelFailure>>;
  /** Whether it can run another. */
  readonly alive: boolean;
  close(): void;
}

export interface KernelOptions {
  /** Relative addresses are read from here. */
  readonly baseUrl: string;
  readonly language: SandboxLanguage;
  readonly runMillis?: number;
}

export async function openKernel(
  { baseUrl, language, runMillis = millisFor(language) }: KernelOptions,
  signal: AbortSignal,
): Promise<Result<Kernel, KernelFailure>> {
  const slow = AbortSignal.timeout(LIMITS.startMillis);
  const either = AbortSignal.any([signal, slow]);
  try {
    const frame = await openFrame(baseUrl, language, either);
    const wire = new Wire(frame);
    const first = await wire.next(either);
    if (first.ok && first.value.kind === "ready") return ok(new FrameKernel(wire, runMillis));
    wire.close();
    if (!first.ok) return first;
    return err({ code: "sandbox-unavailable", detail: first.value.kind === "broken" ? first.value.message : "" });
  } catch (thrown) {
    if (signal.aborted) return err({ code: "program-stopped", detail: "" });
    return err({ code: "sandbox-unavailable", detail: String(thrown) });
  }
}

const millisFor = (language: SandboxLanguage): number =>
  language === "svg" || language === "html" ? LIMITS.drawMillis : LIMITS.runMillis;

/** What came out of a sandbox, its pictures put together. */
type Told =
  | Exclude<FromWorker, { readonly kind: "picture" | "part" | "done" }>
  | { readonly kind: "done"; readonly id: number; readonly result: ProgramResult };

/** What comes out of a sandbox, one answer for each that is waited for; the first message that is not ours ends it. */
class Wire {
  private readonly frame: SandboxFrame;
  private settle: ((told: Result<Told, KernelFailure>) => void) | null = null;
  private early: Result<Told, KernelFailure> | null = null;
  private shown = new ShownPictures();
  open = true;

  constructor(frame: SandboxFrame) {
    this.frame = frame;
    frame.port.onmessage = ({ data }) => {
      const told = this.read(data);
      if (told) this.tell(told);
    };
    frame.onBroken((detail) => this.tell(err({ code: "sandbox-broken", detail })));
  }

  post(message: ToWorker, transfer: Transferable[] = []): void {
    this.frame.port.postMessage(message, transfer);
  }

  /** What is told to whoever waits; null where more of it is to come. */
  private read(data: unknown): Result<Told, KernelFailure> | null {
    const message = parseFromWorker(data);
    if (message?.kind === "picture" || message?.kind === "part") {
      // Nobody waits: a program found the port.
      if (this.settle && this.shown.take(message)) return null;
      return err({ code: "sandbox-answer-refused", detail: "" });
    }
    if (message?.kind !== "done") return message ? ok(message) : err({ code: "sandbox-answer-refused", detail: "" });
    const pictures = this.shown.whole();
    this.shown = new ShownPictures();
    if (!pictures) return err({ code: "sandbox-answer-refused", detail: "" });
    return ok({ ...message, result: { ...message.result, pictures } });
  }

  next(signal: AbortSignal): Promise<Result<Told, KernelFailure>> {
    if (this.early) return Promise.resolve(this.early);
    return new Promise((resolve) => {
      const stop = (): void => this.tell(err({ code: "program-stopped", detail: "" }));
      if (signal.aborted) return resolve(err({ code: "program-stopped", detail: "" }));
      signal.addEventListener("abort", stop, { once: true });
      this.settle = (told) => {
        signal.removeEventListener("abort", stop);
        resolve(told);
      };
    });
  }

  /** A message that nobody waits for is of a program that found the port. */
  private tell(told: Result<Told, KernelFailure>): void {
    const { settle } = this;
    this.settle = null;
    if (!told.ok || (!settle && this.early)) this.close();
    if (settle) settle(told);
    else
      this.early = told.ok && told.value.kind === "ready" ? told : err({ code: "sandbox-answer-refused", detail: "" });
    if (settle) this.early = null;
  }

  close(): void {
    this.open = false;
    this.frame.close();
  }
}

class FrameKernel implements Kernel {
  private readonly wire: Wire;
  private readonly runMillis: number;
  private runs = 0;

  constructor(wire: Wire, runMillis: number) {
    this.wire = wire;
    this.runMillis = runMillis;
  }

  get alive(): boolean {
    return this.wire.open;
  }

  async give({ pixels, ...named }: GivenPicture): Promise<void> {
    const { width, height } = pixels;
    this.wire.post({ kind: "give", picture: { ...named, width, height } });
    for (const data of partsOf(pixels)) {
      this.wire.post({ kind: "part", data }, [data.buffer]);
      await breathe();
    }
  }

  reset(): void {
    this.wire.post({ kind: "reset" });
  }

  async run(source: string, showsLast: boolean, signal: AbortSignal): Promise<Result<ProgramResult, KernelFailure>> {
    if (!this.alive) return err({ code: "sandbox-broken", detail: "" });
    const id = ++this.runs;
    const slow = new AbortController();
    const timer = setTimeout(() => slow.abort(), this.runMillis);
    this.wire.post({ kind: "run", id, source, showsLast });
    const told = await this.wire.next(AbortSignal.any([signal, slow.signal]));
    clearTimeout(timer);
    if (told.ok && told.value.kind === "done" && told.value.id === id) return ok(told.value.result);
    this.wire.close();
    if (slow.signal.aborted && !signal.aborted)
      return err({ code: "program-too-slow", detail: `${Math.round(this.runMillis / 1000)} s` });
    if (!told.ok) return told;
    return err({ code: "sandbox-answer-refused", detail: "" });
  }

  close(): void {
    this.wire.close();
  }
}
