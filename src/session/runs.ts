import type { StoreApi } from "zustand/vanilla";
import type { Dialect } from "../dialect";
import { type RunConditions, type RunEvent, type RunModel, type RunOutcome, type RunProgram, run } from "../runner";
import { lineTo, type Sampling, type StepId, type Token, type Trace } from "../trace";
import { placeAt } from "./place";
import type { Commit, Place, RunStatus, SessionState, SessionTools } from "./state";

/**
 * Asked by a run as it goes, with its newest step and the trace as it stands: after each step, before each turn of the
 * model and at the end. True ends the run there. Before a turn and at the end the model is at rest, and may be asked
 * something.
 */
export type RunWatch = (
  at: "step" | "turn" | "end",
  newest: StepId,
  trace: Trace,
  signal: AbortSignal,
) => Promise<boolean>;

export interface RunRequest {
  readonly model: RunModel;
  readonly dialect: Dialect;
  readonly sampling: Sampling;
  readonly conditions: RunConditions;
  /** The step to think on from; at an answer, the step before it. */
  readonly from: StepId;
  /** Runs the programs that the model writes; left out where the person has not let them run. */
  readonly runProgram?: RunProgram;
  /** How many times, each with the next seed. */
  readonly siblings: number;
  /** Shows what a run tells at another speed than it tells it; left out for its own. */
  pace?(events: AsyncGenerator<RunEvent, RunOutcome>): AsyncGenerator<RunEvent, RunOutcome>;
  readonly watch?: RunWatch;
  /** What the first turn begins with, as for `RunOptions`. */
  readonly begun?: readonly Token[];
}

/** What a run may touch of the session that started it. */
interface RunningSession {
  readonly store: StoreApi<SessionState>;
  readonly tools: SessionTools;
  readonly commit: Commit;
  readonly move: (place: Place) => void;
  /** False once another document, or the same one anew, was opened: then nothing of it may be touched. */
  readonly isCurrent: () => boolean;
}

/**
 * Runs one sibling after another; the engine does one thing at a time, and each next one reuses what is paid for.
 * Null where there was nothing to run from, or where what it began in is open no more.
 */
export async function startRun(
  session: RunningSession,
  request: RunRequest,
  signal: AbortSignal,
): Promise<RunOutcome | null> {
  const trace = session.store.getState().log?.trace;
  const from = trace && startOf(trace, request.from);
  if (!from) return null;
  let outcome: RunOutcome = { kind: "stopped" };
  for (let sibling = 1; sibling <= request.siblings && !signal.aborted; sibling++) {
    show(session, { kind: "running", phase: "reading", draft: null, from, sibling, siblings: request.siblings });
    const sampling = { ...request.sampling, seed: request.sampling.seed + sibling - 1 };
    outcome = await runOnce(session, { ...request, sampling, from }, signal);
    if (outcome.kind === "failed" || outcome.kind === "breakpoint") break;
  }
  show(session, { kind: "idle", outcome });
  return session.isCurrent() ? outcome : null;
}

async function runOnce(session: RunningSession, request: RunRequest, signal: AbortSignal): Promise<RunOutcome> {
  const trace = session.store.getState().log?.trace;
  if (!trace) return { kind: "stopped" };
  const options = { ...session.tools, ...request, alternatives: 5 };
  // One group, so that one undo takes back what one run said.
  const group = session.tools.clockAndIds.nextStepId();
  // Its own signal: at a breakpoint the model is stopped in the middle of its turn.
  const broken = new AbortController();
  const told = run(lineTo(trace, request.from), trace.images, options, AbortSignal.any([signal, broken.signal]));
  const events = request.pace?.(told) ?? told;
  let newest: StepId = request.from;
  for (;;) {
    const { value, done } = await events.next();
    if (done) return (await breaks(session, request, "end", newest, signal)) ? { kind: "breakpoint" } : value;
    if (!take(session, value, group)) return { kind: "stopped" };
    if (value.kind === "edit") newest = value.step;
    const at = momentOf(value);
    if (!at || !(await breaks(session, request, at, newest, signal))) continue;
    broken.abort();
    await events.return({ kind: "breakpoint" });
    return { kind: "breakpoint" };
  }
}

function momentOf(event: RunEvent): "step" | "turn" | null {
  if (event.kind === "edit" && event.edit.kind === "add-step") return "step";
  return event.kind === "phase" && event.phase === "reading" ? "turn" : null;
}

/** Whether who watches the run ends it at its newest step. About a run that was stopped nobody is asked. */
async function breaks(
  session: RunningSession,
  { watch }: RunRequest,
  at: Parameters<RunWatch>[0],
  newest: StepId,
  signal: AbortSignal,
): Promise<boolean> {
  const { log } = session.store.getState();
  if (!watch || !log || signal.aborted || !session.isCurrent()) return false;
  return (await watch(at, newest, log.trace, signal)) && session.isCurrent();
}

/** False where the session would not take the edit any more, as after another trace was opened. */
function take(session: RunningSession, event: RunEvent, group: string): boolean {
  if (!session.isCurrent()) return false;
  const { run: status, place } = session.store.getState();
  if (event.kind === "draft" && status.kind === "running") show(session, { ...status, draft: event.draft });
  if (event.kind === "phase" && status.kind === "running")
    show(session, { ...status, phase: event.phase, draft: null });
  if (event.kind !== "edit") return true;
  const done = session.commit("run", event.edit, { author: { kind: "model" }, group });
  if (!done.ok) return false;
  if (event.edit.kind === "add-step") session.move(placeAt(done.value, place, event.step));
  if (status.kind === "running") show(session, { ...status, draft: null });
  return true;
}

const show = (session: RunningSession, run: RunStatus): void => {
  if (session.isCurrent()) session.store.setState({ run });
};

/** Nothing follows an answer: to think on from one is to answer again. */
function startOf(trace: Trace, id: StepId): StepId | null {
  const step = trace.steps.get(id);
  if (!step) return null;
  return step.body.kind === "answer" ? step.parent : step.id;
}
