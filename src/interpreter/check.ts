import { err, ok, type Result } from "../base";
import type { ModuleSystem, Takes } from "./module";
import type { Argument, Call, Given, Program, Refusal } from "./program";
import type { ValueKind } from "./value";

/**
 * Holds a program to the modules of its system before anything of it is run: each is there, has the arguments that it
 * takes and no others, and each name was given or made by then. Refuses with the first line where that is not so.
 */
export function checkProgram(program: Program, given: Given, { modules }: ModuleSystem): Result<Program, Refusal> {
  const kinds = new Map<string, ValueKind>([...given.names].map(([name, { kind }]) => [name, kind]));
  for (const call of program) {
    const module = Object.hasOwn(modules, call.module) ? modules[call.module] : undefined;
    if (!module) return refused(call, "no-such-module", call.module);
    for (const name of call.args.keys())
      if (!Object.hasOwn(module.takes, name)) return refused(call, "no-such-argument", name);
    for (const [name, takes] of Object.entries(module.takes)) {
      const argument = call.args.get(name);
      if (!argument) return refused(call, "argument-missing", name);
      const flaw = flawOf(argument, takes, kinds);
      if (flaw) return refused(call, flaw, argument.kind === "name" ? argument.name : name);
    }
    const same = call.args.get("var");
    const kind = module.gives === "same" ? same?.kind === "name" && kinds.get(same.name) : module.gives;
    if (kind) kinds.set(call.output, kind);
  }
  return ok(program);
}

const refused = ({ line, module }: Call, code: string, detail: string): Result<never, Refusal> =>
  err({ code, line, module, detail });

function flawOf(argument: Argument, takes: Takes, kinds: ReadonlyMap<string, ValueKind>): string | null {
  if (takes === "text" || takes === "number") return argument.kind === takes ? null : "wrong-kind";
  if (takes === "text-or-none") return argument.kind === "text" || argument.kind === "none" ? null : "wrong-kind";
  if (argument.kind !== "name") return "wrong-kind";
  const kind = kinds.get(argument.name);
  if (kind === undefined) return "no-such-name";
  return takes === "any" || takes === kind ? null : "wrong-kind";
}
