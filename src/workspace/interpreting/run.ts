import { unlessStopped } from "../../base";
import { type Call, planCall, type Refusal } from "../../interpreter";
import { lineView } from "../../session";
import { childrenOf, type Step, type Trace } from "../../trace";
import { tell } from "../editing/acts";
import { mayWrite } from "../editing/history";
import type { Workspace } from "../state";
import { afterCall, type ProgramDone, programDone } from "./done";
import { type Performed, performCall } from "./perform";
import { type OpenProgram, problemHere, programHere, programOf } from "./program";

/** Which lines are run: from one on, whose results and those after it are made anew; up to one. All where left out. */
export interface LinesWanted {
  readonly from?: number;
  readonly to?: number;
}

/** Opens the panel with the program that the step or the line at hand has, or else the one that was written last. */
export function openProgramPanel({ session, interpreting, view }: Workspace): void {
  const { log, place } = session.store.getState();
  const problem = problemHere({ session });
  const here = log && lineView(log.trace, place);
  const found = here && problem && programOf(here, problem.given);
  const isBusy = interpreting.getState().running !== null;
  if (found && !isBusy) interpreting.setState({ ...found, refusal: null });
  view.setState({ programOpen: true, searchOpen: false, sheet: "tree" });
}

export function changeProgram({ interpreting }: Workspace, source: string): void {
  interpreting.setState({ source, refusal: null });
}

export const stopModules = ({ interpreting }: Workspace): void => interpreting.getState().running?.stop.abort();

/** Whether a program may be run now: the model and the trace do one thing at a time. */
export const mayRunModules = (workspace: Workspace): boolean => {
  const { starting, batching, searching } = workspace.view.getState();
  const isRunning = workspace.session.store.getState().run.kind === "running";
  return (
    mayWrite(workspace) &&
    !isRunning &&
    !starting &&
    !batching &&
    !searching &&
    !workspace.interpreting.getState().running
  );
};

/** Runs the program that is written. What was run already is used again, up to the line that is to be run anew. */
export async function runModules(
  workspace: Workspace,
  { from, to = Number.POSITIVE_INFINITY }: LinesWanted = {},
): Promise<void> {
  const { interpreting } = workspace;
  if (!mayRunModules(workspace)) return;
  const program = programHere(workspace);
  if (!program.ok) {
    if ("line" in program.error) interpreting.setState({ refusal: program.error });
    return;
  }
  const stop = new AbortController();
  const mostKept = Math.min(to, from === undefined ? to : from - 1);
  const kept = programDone(program.value, mostKept);
  interpreting.setState({ running: { line: kept.rest[0]?.line ?? 1, stop }, refusal: null });
  try {
    const refusal = await runOn(workspace, program.value, kept, to, stop);
    interpreting.setState({ refusal });
  } finally {
    interpreting.setState({ running: null });
  }
}

async function runOn(
  workspace: Workspace,
  program: OpenProgram,
  kept: ProgramDone,
  to: number,
  stop: AbortController,
): Promise<Refusal | null> {
  let now = kept;
  if (now.at !== program.root.id) workspace.session.goTo(now.at);
  for (;;) {
    const [call, ...rest] = now.rest;
    if (!call || call.line > to) return null;
    workspace.interpreting.setState({ running: { line: call.line, stop } });
    const trace = workspace.session.store.getState().log?.trace;
    // Another document may have been opened meanwhile.
    if (!trace?.steps.has(now.at)) return refusalOf(call, "program-stopped");
    const done = await runCall(workspace, { ...program, trace }, call, now, stop.signal);
    if ("code" in done) return done;
    const step = addCall(workspace, trace, done);
    if (!step) return refusalOf(call, "program-stopped");
    now = afterCall(program, now, { call, value: done.value, step }, rest);
  }
}

const refusalOf = ({ line, module }: Call, code: string, detail = ""): Refusal => ({ code, line, module, detail });

async function runCall(
  workspace: Workspace,
  program: OpenProgram,
  call: Call,
  { at, values }: ProgramDone,
  signal: AbortSignal,
): Promise<Performed | Refusal> {
  const doing = planCall(call, values, program.system);
  if (!doing.ok) return doing.error;
  // A network that is at work cannot be interrupted; it adds nothing by itself, and the next call waits for its turn.
  const done = await unlessStopped(performCall({ workspace, program, call, at, signal }, doing.value), signal);
  if (done === null || signal.aborted) return refusalOf(call, "program-stopped");
  return done.ok ? done.value : refusalOf(call, done.error, detailOf(call));
}

/** What a call was about, for a refusal that only says why. */
const detailOf = ({ args }: Call): string =>
  [...args.values()].flatMap((argument) => (argument.kind === "text" ? [argument.text] : []))[0] ?? "";

/** Adds what came of a call, unless the same came of it before; goes there. Null where nothing can be added. */
function addCall({ session, ...workspace }: Workspace, before: Trace, { steps, edit }: Performed): Step | null {
  const trace = session.store.getState().log?.trace;
  const last = steps.at(-1);
  if (!last || trace?.id !== before.id) return null;
  const same = sameBelow(trace, steps);
  if (!same && !tell({ session, ...workspace }, session.commit("run-program", edit))) return null;
  const shown = same ?? last;
  session.goTo(shown.id);
  return shown;
}

/** The last of the same steps, where they are there already. */
function sameBelow(trace: Trace, [first, ...rest]: readonly Step[]): Step | null {
  if (!first) return null;
  for (const said of childrenOf(trace, first.parent)) {
    if (said.removed || said.raw !== first.raw || JSON.stringify(said.body) !== JSON.stringify(first.body)) continue;
    const [next] = rest;
    if (!next) return said;
    const shown = childrenOf(trace, said.id).find(
      ({ body, removed }) => !removed && JSON.stringify(body) === JSON.stringify(next.body),
    );
    if (shown) return shown;
  }
  return null;
}
