import { hashKey } from "@tanstack/react-query";
import { createStore, type StoreApi } from "zustand/vanilla";
import { gymProblem, printGymName } from "../../catalog";
import { checkAnswer } from "../../gym";
import type { Desk } from "../state/workspace";
import { chosenQuery, loadModel } from "../models/loading";
import type { Failure, ReadyModel, Services } from "../ports/ports";
import { FailureError, failureIn } from "../queries/queries";
import { limitsFor } from "../runs/run";
import type { RunSettings } from "../state";
import { type Kept, type Made, runTrials, type Trial, type TrialSet, trialsOf, withMade } from "../../app/gym/batch";
import { optionsUnder } from "../../app/gym/condition";
import { type Solver, solve } from "../../app/gym/solve";
import { triedOf } from "../../app/gym/tally";

/** The batch of this page: it lives as long as the page does, and goes on while the dialog is closed. */
export interface BatchState extends Kept {
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
  const { settings } = desk.view.getState();
  const tryOne = (trial: Trial) => makeTrial(desk.services, model, settings, trial, signal);
  for await (const { done, made } of runTrials(trials, tryOne, signal))
    batch.setState((state) => ({ done, ...(made ? withMade(state, made) : {}) }));
}

const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));

async function makeTrial(
  services: Services,
  model: ReadyModel,
  settings: RunSettings,
  { name, condition }: Trial,
  signal: AbortSignal,
): Promise<Made | null> {
  const problem = await gymProblem(name);
  const under = optionsUnder(condition, problem);
  if (!under) return null;
  const options = { ...under, ...limitsFor(model.card, settings), name, alternatives: 5, signal };
  const id = `${printGymName(name)}-${condition}`;
  const { trace, outcome, answer } = await solve(problem, solverOf(services, model), id, options);
  if (outcome.kind === "stopped") return null;
  if (outcome.kind === "failed") throw new FailureError(failureOf(outcome));
  const isCorrect = answer !== null && checkAnswer(problem, answer);
  const tried = triedOf(trace, { level: name.difficulty, isAnswered: answer !== null, isCorrect });
  return { name, condition, trace, truth: problem.truth, answer, tried };
}

const failureOf = ({ code, message }: { readonly code: string; readonly message: string }): Failure => ({
  code,
  message,
});

const solverOf = ({ images }: Services, { run, dialect }: ReadyModel): Solver => ({
  model: run,
  dialect,
  executor: { perform: (action) => images.look(action), addPixels: (pixels, name) => images.addPixels(pixels, name) },
});
