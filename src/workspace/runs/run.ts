import type { ModelCard } from "../../catalog";
import type { Dialect } from "../../dialect";
import { lineView, stepToRunFrom } from "../../session";
import type { Sampling, Step, Trace } from "../../trace";
import { loadModel } from "../models/loading";
import type { Failure, ReadyModel } from "../ports";
import type { RunSettings, Workspace } from "../state";
import { currentDialect } from "./dialects";

/** What a server said is for its owner to read; what the engine says of itself is not. */
const failureOfRun = ({ code, message }: { readonly code: string; readonly message: string }): Failure => ({
  code,
  message,
  ...(code.startsWith("server-") ? { detail: message } : {}),
});

/** Greedy siblings would all say the same. */
const SIBLING_TEMPERATURE = 0.8;

export const samplingFor = (sampling: Sampling, siblings: number): Sampling =>
  siblings > 1 && sampling.temperature === 0 ? { ...sampling, temperature: SIBLING_TEMPERATURE } : sampling;

/** A person's limits, else the system's own, else the card's. A small model in the page is not let run on for long. */
export function limitsFor(card: ModelCard, settings: RunSettings, { traits }: Pick<Dialect, "traits"> = {}) {
  const tokens = card.source.kind === "bundled" ? card.tokensPerTurn : (traits?.turnTokens ?? card.tokensPerTurn);
  return {
    turns: settings.turns ?? traits?.turnLimit ?? card.turns,
    tokensPerTurn: settings.tokensPerTurn ?? tokens,
  };
}

/** Lets the model think on from the current step, after loading it if need be. */
export async function runFromHere(workspace: Workspace, siblings = 1): Promise<void> {
  const { session } = workspace;
  const trace = session.store.getState().log?.trace;
  const { starting, batching, searching } = workspace.view.getState();
  // The model does one thing at a time.
  if (!trace || !session.store.getState().writable || starting || batching || searching) return;
  // On a phone the words come in the sheet; where there is room for all panels it is not looked at.
  const sheet = workspace.view.getState().sheet ?? "step";
  workspace.view.setState({ playing: false, failure: null, starting: true, hintSeen: true, sheet });
  const model = await loadModel(workspace);
  workspace.view.setState({ starting: false });
  const { log, place } = session.store.getState();
  // While the model was loading another document may have been opened: Run was not meant for that one.
  if (!model || !log || log.trace.id !== trace.id) return;
  const { current } = lineView(log.trace, place);
  if (current) await runFrom(workspace, model, log.trace, current, siblings);
}

async function runFrom(
  workspace: Workspace,
  model: ReadyModel,
  trace: Trace,
  current: Step,
  siblings: number,
): Promise<void> {
  const { session, view } = workspace;
  const { settings } = view.getState();
  const dialect = await currentDialect(workspace);
  view.setState({ lastDialect: dialect });
  const outcome = await session.run({
    model: model.run,
    dialect,
    sampling: samplingFor(settings.sampling, siblings),
    conditions: { limits: limitsFor(model.card, settings, dialect), refuseActions: settings.refuseActions },
    from: stepToRunFrom(trace, current),
    siblings,
  });
  // How a run of another document ended is no news of this one.
  if (!outcome) return;
  view.setState({ endedAt: session.store.getState().place.step });
  if (outcome.kind === "failed") view.setState({ failure: failureOfRun(outcome) });
}
