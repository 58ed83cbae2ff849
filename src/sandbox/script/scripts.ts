// JavaScript in QuickJS: one context over the scripts of one run. It has the language's own globals and what prelude.js
// adds; the one way out of it is the function `_call`, which takes and gives JSON.
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Interpreter } from "../interpreter";
import { LIMITS } from "../limits";
import type { GivenPicture, ProgramResult } from "../wire";
import { createOutput, type Output, OutputLimit } from "./output";
import { createPictureTable, type PictureTable } from "./pictureTable";
import prelude from "./prelude.js?raw";

/** Of the native stack of QuickJS, bytes: endless recursion is refused well before the worker's own stack ends. */
const STACK_BYTES = 128 * 1024;

/** One interpreter with its variables. */
export class Scripts implements Interpreter {
  private readonly engine: WebAssembly.Module;
  private readonly scriptMillis: number;
  private given: readonly GivenPicture[] = [];
  private room: Room | null = null;

  /** @param engine QuickJS's own module @param scriptMillis what one script may take, by the clock */
  constructor(engine: WebAssembly.Module, scriptMillis: number = LIMITS.scriptMillis) {
    this.engine = engine;
    this.scriptMillis = scriptMillis;
  }

  give(picture: GivenPicture): void {
    this.given = [...this.given, picture];
    if (this.room) tellPicture(this.room, picture);
  }

  reset(): void {
    this.given = [];
    // Left to the collector with all of its memory: QuickJS gives up where it finds something a script left behind.
    this.room = null;
  }

  async run(source: string, showsLast: boolean): Promise<ProgramResult> {
    const room = this.room ?? openRoom(await newEngine(this.engine), this.given);
    this.room = room;
    const { context, output } = room;
    const end = performance.now() + this.scriptMillis;
    let isLate = false;
    context.runtime.setInterruptHandler(() => {
      isLate = performance.now() > end;
      return isLate;
    });
    const value = context.evalCode(source, "program.js", { type: "global" });
    let failure: string | null = null;
    if (value.error) {
      failure = isLate ? null : failureOf(context.dump(value.error));
      value.error.dispose();
    } else {
      if (showsLast) failure = shownLast(room, value.value);
      value.value.dispose();
    }
    context.runtime.executePendingJobs(1000);
    const limit = isLate ? `longer than ${Math.round(this.scriptMillis / 1000)} s` : null;
    return { ...output.take(), failure, limit: output.limit() ?? limit, stderr: "", notes: [] };
  }
}

const newEngine = (engine: WebAssembly.Module): Promise<QuickJSWASMModule> =>
  newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule: engine }));

/** A context with what its scripts have made so far. */
interface Room {
  readonly context: QuickJSContext;
  readonly pictures: PictureTable;
  readonly output: Output;
}

function openRoom(engine: QuickJSWASMModule, given: readonly GivenPicture[]): Room {
  const context = engine.newContext();
  context.runtime.setMemoryLimit(LIMITS.scriptBytes);
  context.runtime.setMaxStackSize(STACK_BYTES);
  const room: Room = { context, pictures: createPictureTable(), output: createOutput() };
  const call = context.newFunction("_call", (name, parameters) => {
    const given: unknown = JSON.parse(context.getString(parameters));
    return context.newString(JSON.stringify(called(room, context.getString(name), given) ?? null));
  });
  context.setProp(context.global, "_call", call);
  call.dispose();
  context.unwrapResult(context.evalCode(prelude, "prelude.js", { type: "global" })).dispose();
  for (const picture of given) tellPicture(room, picture);
  return room;
}

/** What a script asks of the world outside; throws what the script then sees thrown. */
function called({ pictures, output }: Room, name: string, parameters: unknown): unknown {
  if (name === "print") return output.print(String(parameters));
  if (name !== "show") return pictures.call(name, parameters);
  const [id, title] = Array.isArray(parameters) ? parameters : [];
  return output.show(String(title), pictures.pixelsOf(id));
}

/** A picture of the run, by its variables and in the list `images`. */
function tellPicture({ context, pictures }: Room, { variables, name, pixels }: GivenPicture): void {
  const entry = { id: pictures.add(pixels), width: pixels.width, height: pixels.height, name, variables };
  const told = context.evalCode(`_given(${JSON.stringify(JSON.stringify(entry))})`, "prelude.js", { type: "global" });
  context.unwrapResult(told).dispose();
}

type Handle = Parameters<QuickJSContext["dump"]>[0];

/** Shows a script's last value as a notebook does; a failure where its own words for itself fail. */
function shownLast({ context }: Room, value: Handle): string | null {
  const show = context.getProp(context.global, "_shown");
  const told = context.callFunction(show, context.undefined, value);
  show.dispose();
  if (!told.error) {
    told.value.dispose();
    return null;
  }
  const failure = failureOf(context.dump(told.error));
  told.error.dispose();
  return failure;
}

/** The lines of an exception; null for the one that only ends a script whose output is full. */
function failureOf(thrown: unknown): string | null {
  if (typeof thrown !== "object" || thrown === null) return String(thrown).slice(0, 8000);
  const { name, message, stack } = { name: "Error", message: "", stack: "", ...thrown };
  if (name === OutputLimit.name) return null;
  const own = String(stack)
    .split("\n")
    .filter((line) => line.includes("program.js"));
  return [`${name}: ${message}`, ...own].join("\n").slice(0, 8000);
}
