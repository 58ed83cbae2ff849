import { runBatch, runTrial, type Solver, type Trial, type TrialSet, trialsOf, withRun } from "../../evaluation";
import { loadModel, whenModelLeaves } from "../models/loading";
import type { Edges, ReadyModel } from "../ports";
import { FailureError, failureIn } from "../queries";
import { limitsFor } from "../runs/run";
import { NO_BATCH, type Workspace } from "../state";
import { keepBatch } from "./keptBatch";

export const cancelBatch = ({ batch }: Workspace): void => batch.getState().stop?.abort();

/**
 * Runs the chosen model on many problems, without a session: the open trace does not know of it. The model does one
 * thing at a time, so no other run may begin meanwhile.
 */
export async function startBatch(workspace: Workspace, set: TrialSet): Promise<void> {
  if (!mayStart(workspace)) return;
  const trials = trialsOf(set);
  workspace.batch.setState({ ...NO_BATCH, total: trials.length });
  await makeAll(workspace, trials);
}

/** Goes on with what a stopped batch had left. */
export async function resumeBatch(workspace: Workspace): Promise<void> {
  const { rest } = workspace.batch.getState();
  if (rest.length > 0 && mayStart(workspace)) await makeAll(workspace, rest);
}

function mayStart({ session, batch, view }: Workspace): boolean {
  const { starting, searching } = view.getState();
  return !batch.getState().stop && session.store.getState().run.kind !== "running" && !starting && !searching;
}

async function makeAll(workspace: Workspace, trials: readonly Trial[]): Promise<void> {
  const { batch } = workspace;
  const own = new AbortController();
  batch.setState({ rest: trials, stop: own });
  workspace.view.setState({ batching: true, failure: null });
  const stopWatching = whenModelLeaves(workspace, () => own.abort());
  try {
    await makeTrials(workspace, trials, own.signal);
  } catch (thrown) {
    if (!own.signal.aborted) workspace.view.setState({ failure: failureIn(thrown) });
  } finally {
    stopWatching();
    batch.setState({ stop: null });
    workspace.view.setState({ batching: false });
    await keepBatch(workspace);
  }
}

async function makeTrials(workspace: Workspace, trials: readonly Trial[], signal: AbortSignal): Promise<void> {
  // A batch that is given up does not wait for the model, which goes on loading for whatever comes next.
  const model = await Promise.race([loadModel(workspace), whenAborted(signal)]);
  if (!model) return;
  const options = { limits: limitsFor(model.card, workspace.view.getState().settings), alternatives: 5 };
  const solver = solverOf(workspace.edges, model);
  const tryOne = (trial: Trial) => runTrial(trial, solver, options, signal);
  const before = workspace.batch.getState().done;
  for await (const { done: made, end } of runBatch(trials, tryOne, signal)) {
    const done = before + made;
    if (end.kind === "failed") throw new FailureError({ code: end.code, message: end.message });
    workspace.batch.setState((state) => ({
      done,
      rest: trials.slice(made),
      ...(end.kind === "ran" ? withRun(state, end.run) : {}),
    }));
    // A page may be closed in the middle of a long batch.
    if (done % TRIALS_A_KEEPING === 0) await keepBatch(workspace);
  }
}

const TRIALS_A_KEEPING = 25;

const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));

const solverOf = ({ images, ambient }: Edges, { run, dialect }: ReadyModel): Solver => ({
  model: run,
  dialect,
  executor: images,
  nowMillis: () => ambient.nowMillis(),
});
