import { hashKey } from "@tanstack/query-core";
import { type Made, runTrials, type Trial, type TrialSet, trialsOf, withMade } from "../../app/gym/batch";
import { optionsUnder } from "../../app/gym/condition";
import { type Solver, solve } from "../../app/gym/solve";
import { triedOf } from "../../app/gym/tally";
import { gymProblem, printGymName } from "../../catalog";
import { chosenQuery, loadModel } from "../models/loading";
import type { Edges, Failure, ReadyModel } from "../ports";
import { FailureError, failureIn } from "../queries";
import { limitsFor } from "../runs/run";
import { NO_BATCH, type RunSettings, type Workspace } from "../state";

export const cancelBatch = ({ batch }: Workspace): void => batch.getState().stop?.abort();

/**
 * Runs the chosen model on many problems, without a session: the open trace does not know of it. The model does one
 * thing at a time, so no other run may begin meanwhile.
 */
export async function startBatch(workspace: Workspace, set: TrialSet): Promise<void> {
  const isBusy = workspace.session.store.getState().run.kind === "running";
  const { batch } = workspace;
  if (batch.getState().stop || isBusy || workspace.view.getState().starting) return;
  const own = new AbortController();
  const trials = trialsOf(set);
  batch.setState({ ...NO_BATCH, total: trials.length, stop: own });
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
  }
}

/** Tells that the chosen model is let go of: it was unloaded, or lost, or another one is loaded in its stead. */
function whenModelLeaves(workspace: Workspace, tell: () => void): () => void {
  const chosen = hashKey(chosenQuery(workspace).queryKey);
  return workspace.queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "removed" && query.queryHash === chosen) tell();
  });
}

async function makeTrials(workspace: Workspace, trials: readonly Trial[], signal: AbortSignal): Promise<void> {
  // A batch that is given up does not wait for the model, which goes on loading for whatever comes next.
  const model = await Promise.race([loadModel(workspace), whenAborted(signal)]);
  if (!model) return;
  const { settings } = workspace.view.getState();
  const tryOne = (trial: Trial) => makeTrial(workspace.edges, model, settings, trial, signal);
  for await (const { done, made } of runTrials(trials, tryOne, signal))
    workspace.batch.setState((state) => ({ done, ...(made ? withMade(state, made) : {}) }));
}

const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));

async function makeTrial(
  edges: Edges,
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
  const { trace, outcome, answer } = await solve(problem, solverOf(edges, model), id, options);
  if (outcome.kind === "stopped") return null;
  if (outcome.kind === "failed") throw new FailureError(failureOf(outcome));
  const { checkAnswer } = await import("../../gym");
  const isCorrect = answer !== null && checkAnswer(problem, answer);
  const tried = triedOf(trace, { level: name.difficulty, isAnswered: answer !== null, isCorrect });
  return { name, condition, trace, truth: problem.truth, answer, tried };
}

const failureOf = ({ code, message }: { readonly code: string; readonly message: string }): Failure => ({
  code,
  message,
});

const solverOf = ({ images }: Edges, { run, dialect }: ReadyModel): Solver => ({
  model: run,
  dialect,
  eyes: { perform: (action) => images.perform(action), addPixels: (pixels, name) => images.addPixels(pixels, name) },
});
