import { hashKey } from "@tanstack/react-query";
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type BatchResults,
  runBatch,
  runTrial,
  type Solver,
  type Trial,
  type TrialSet,
  trialsOf,
  withRun,
} from "../../evaluation";
import { chosenQuery, loadModel } from "../models/loading";
import type { ReadyModel, Services } from "../ports/ports";
import { FailureError, failureIn } from "../queries/queries";
import { limitsFor } from "../runs/run";
import type { Desk } from "../state/workspace";

/** The batch of this page: it lives as long as the page does, and goes on while the dialog is closed. */
export interface BatchState extends BatchResults {
  readonly total: number;
  readonly done: number;
  readonly running: boolean;
}

export const batch: StoreApi<BatchState> = createStore<BatchState>(() => ({
  total: 0,
  done: 0,
  results: [],
  failures: [],
  running: false,
}));

let stop: AbortController | null = null;

export const cancelBatch = (): void => stop?.abort();

/**
 * Runs the chosen model on many problems, without a session: the open trace does not know of it. The model does one
 * thing at a time, so no other run may begin meanwhile.
 */
export async function startBatch(desk: Desk, set: TrialSet): Promise<void> {
  const isBusy = desk.services.session.store.getState().run.kind === "running";
  if (stop || isBusy || desk.view.getState().starting) return;
  const own = new AbortController();
  stop = own;
  const trials = trialsOf(set);
  batch.setState({ total: trials.length, done: 0, results: [], failures: [], running: true });
  desk.view.setState({ batching: true, failure: null });
  const stopWatching = whenModelLeaves(desk, () => own.abort());
  try {
    await makeTrials(desk, trials, own.signal);
  } catch (thrown) {
    if (!own.signal.aborted) desk.view.setState({ failure: failureIn(thrown) });
  } finally {
    stopWatching();
    stop = null;
    batch.setState({ running: false });
    desk.view.setState({ batching: false });
  }
}

/** Tells that the chosen model is let go of: it was unloaded, or lost, or another one is loaded in its stead. */
function whenModelLeaves(desk: Desk, tell: () => void): () => void {
  const chosen = hashKey(chosenQuery(desk).queryKey);
  return desk.queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "removed" && query.queryHash === chosen) tell();
  });
}

async function makeTrials(desk: Desk, trials: readonly Trial[], signal: AbortSignal): Promise<void> {
  // A batch that is given up does not wait for the model, which goes on loading for whatever comes next.
  const model = await Promise.race([loadModel(desk), whenAborted(signal)]);
  if (!model) return;
  const options = { limits: limitsFor(model.card, desk.view.getState().settings), alternatives: 5 };
  const solver = solverOf(desk.services, model);
  const tryOne = (trial: Trial) => runTrial(trial, solver, options, signal);
  for await (const { done, end } of runBatch(trials, tryOne, signal)) {
    if (end.kind === "failed") throw new FailureError({ code: end.code, message: end.message });
    batch.setState((state) => ({ done, ...(end.kind === "ran" ? withRun(state, end.run) : {}) }));
  }
}

const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));

const solverOf = ({ images }: Services, { run, dialect }: ReadyModel): Solver => ({
  model: run,
  dialect,
  executor: images,
  nowMillis: () => Date.now(),
});
