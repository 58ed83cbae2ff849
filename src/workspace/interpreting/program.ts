import { err, ok, type Result } from "../../base";
import {
  type Call,
  type Given,
  MODULE_SYSTEMS,
  type ModuleSystem,
  moduleSystem,
  type Program,
  type Refusal,
  readProgram,
  type Value,
} from "../../interpreter";
import { type LineView, lineView } from "../../session";
import type { Step, Trace } from "../../trace";
import type { Workspace } from "../state";

/** A program, and what of the open trace it begins with. */
export interface OpenProgram {
  readonly trace: Trace;
  /** The problem, below which the program's steps stand. */
  readonly root: Step;
  readonly system: ModuleSystem;
  readonly given: Given;
  readonly calls: Program;
}

export type Unreadable = Refusal | { readonly code: "nothing-open" };

export const systemNamed = (name: ModuleSystem["name"]): ModuleSystem => {
  const system = moduleSystem(name);
  if (!system) throw new Error(`A system of modules by a name that none has: ${name}`);
  return system;
};

/** The problem that one is at, with its pictures by the names that programs have for them: IMAGE, and LEFT and RIGHT. */
export function problemHere({
  session,
}: Pick<Workspace, "session">): Pick<OpenProgram, "trace" | "root" | "given"> | null {
  const { log, place } = session.store.getState();
  const root = log && lineView(log.trace, place).line[0];
  if (!log || root?.body.kind !== "problem") return null;
  const pictures = root.body.images.flatMap((image): Value[] => {
    const record = log.trace.images.get(image);
    return record ? [{ kind: "image", image, size: { width: record.width, height: record.height } }] : [];
  });
  const [first, second] = pictures;
  if (!first) return null;
  const pair: [string, Value][] = second
    ? [
        ["LEFT", first],
        ["RIGHT", second],
      ]
    : [];
  return {
    trace: log.trace,
    root,
    given: { names: new Map([["IMAGE", first], ...pair]), question: root.body.question },
  };
}

/** The program that is written, read; or why it cannot be run. */
export function programHere(workspace: Pick<Workspace, "session" | "interpreting">): Result<OpenProgram, Unreadable> {
  const { source, system: name } = workspace.interpreting.getState();
  const problem = problemHere(workspace);
  if (!problem) return err({ code: "nothing-open" });
  const system = systemNamed(name);
  const calls = readProgram(source, problem.given, system);
  return calls.ok ? ok({ ...problem, system, calls: calls.value }) : calls;
}

type Written = { readonly system: ModuleSystem["name"]; readonly source: string };

/** The program that a step keeps, or else the one whose calls its line has, above and below it; null where there is none. */
export function programOf({ current: step, line, index }: LineView, given: Given): Written | null {
  const kept = step?.body.kind === "action" && step.body.action.kind === "program" ? step.body.action : null;
  const own = kept && moduleSystem(kept.language);
  if (kept && own && step?.raw.trim().includes("\n")) return { system: own.name, source: kept.source };
  // Below the step may stand what is no call of the program: then it is read up to here.
  const said = writtenOn(line, given) ?? writtenOn(line.slice(0, index + 1), given);
  return said ?? (kept && own ? { system: own.name, source: kept.source } : null);
}

/** The calls that the steps of a line say, where they are a program. */
function writtenOn(line: readonly Step[], given: Given): Written | null {
  const said = line.filter(({ body, raw }) => (body.kind === "action" || body.kind === "answer") && raw.trim() !== "");
  const source = said.map(({ raw }) => raw.trim()).join("\n");
  const system = MODULE_SYSTEMS.find((known) => readProgram(source, given, known).ok);
  return system ? { system: system.name, source: `${source}\n` } : null;
}

/** The words of a step that says a call, without the end of their line. */
export const saysCall = ({ raw, body }: Step, call: Call): boolean => {
  if (raw.trim() !== call.raw.trim()) return false;
  if (body.kind === "answer") return true;
  if (body.kind !== "action") return false;
  // A call that its line makes besides its first has no words of its own, but those of the action.
  return body.action.kind === "program" ? body.action.source === call.source : call.raw !== "";
};
