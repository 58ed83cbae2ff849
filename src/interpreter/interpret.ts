import type { FoundMark, ImageId } from "../action";
import { err, type Result } from "../base";
import { parseLiteral, plainValue } from "../dialect";
import type { Size } from "../geometry";
import { Arguments } from "./arguments";
import { checkProgram } from "./check";
import type { Doing, Module, ModuleSystem } from "./module";
import { type Call, type Given, MOST_CALLS, MOST_CHARACTERS, type Program, type Refusal } from "./program";
import { scalar, things, thingsOfMarks, type Value } from "./value";

/** A source as a program that can be run, or the first line that cannot be. It is not empty, and ends. */
export function readProgram(source: string, given: Given, system: ModuleSystem): Result<Program, Refusal> {
  const whole = (code: string): Result<never, Refusal> => err({ code, line: 1, module: "", detail: "" });
  if (source.length > MOST_CHARACTERS) return whole("program-too-long");
  const parsed = system.parse(source, given);
  if (!parsed.ok) return parsed;
  if (parsed.value.length === 0) return whole("program-empty");
  if (parsed.value.length > MOST_CALLS) return whole("program-too-long");
  return checkProgram(parsed.value, given, system);
}

export function moduleOf(call: Call, { modules }: ModuleSystem): Module {
  const module = modules[call.module];
  if (!module) throw new Error(`The program was checked and calls no module: ${call.source}`);
  return module;
}

/** What a call wants done, the values of earlier names being known. */
export function planCall(call: Call, values: ReadonlyMap<string, Value>, system: ModuleSystem): Result<Doing, Refusal> {
  const planned = moduleOf(call, system).plan(new Arguments(call, values));
  return planned.ok ? planned : err({ ...planned.error, line: call.line, module: call.module });
}

/** What is left to do after a call: the rest of the program, or what its system does in its place. */
export function restAfter(call: Call, value: Value, rest: Program, given: Given, system: ModuleSystem): Program {
  const isLeft = moduleOf(call, system).endsOn?.(value) ?? false;
  return isLeft && system.otherwise ? system.otherwise(call, given) : rest;
}

/** What of an observation tells the value that it keeps. */
export interface Kept {
  readonly image: ImageId | null;
  readonly text: string;
  readonly found?: readonly FoundMark[];
}

/**
 * The value that an observation of this call keeps, so that what was run once need not be run again; null where it
 * keeps none. `sizes` has those of the trace's images.
 */
export function valueKept(
  call: Call,
  values: ReadonlyMap<string, Value>,
  kept: Kept,
  sizes: { get(id: ImageId): Size | undefined },
  system: ModuleSystem,
): Value | null {
  const { gives } = moduleOf(call, system);
  const kind = gives === "same" ? new Arguments(call, values).value("var").kind : gives;
  if (kind === "things") return kept.found ? things(thingsOfMarks(kept.found)) : null;
  if (kind === "image") {
    const size = kept.image && sizes.get(kept.image);
    return kept.image && size ? { kind, image: kept.image, size: { width: size.width, height: size.height } } : null;
  }
  const prefix = `${call.output}=`;
  const literal = kept.text.startsWith(prefix) ? parseLiteral(kept.text.slice(prefix.length)) : null;
  const value = literal?.ok ? plainValue(literal.value) : undefined;
  if (kind === "list") return Array.isArray(value) ? { kind, words: value.map(String) } : null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? scalar(value) : null;
}
