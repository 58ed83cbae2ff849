import type { ModelCard } from "../../catalog";
import type { Dialect } from "../../dialect";
import { lineView, type RunRequest, repeatedByRun, stepToRunFrom } from "../../session";
import {
  actionsShown,
  childrenOf,
  type Sampling,
  type Step,
  type StepId,
  type TokenAlternative,
  type Trace,
} from "../../trace";
import { cancelLoading, loadModel } from "../models/loading";
import type { Failure, ReadyModel } from "../ports";
import { followHint, notify, type RunSettings, type Workspace } from "../state";
import { dialectToAsk } from "./dialects";

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
  // On a phone the words come in the sheet, unless the run is watched; where there is room for all panels it is not looked at.
  workspace.view.setState(({ sheet, breakpointsOpen }) => ({
    playing: false,
    failure: null,
    starting: true,
    sheet: sheet ?? (breakpointsOpen ? null : "step"),
  }));
  const model = await loadModel(workspace);
  const isWanted = workspace.view.getState().starting;
  workspace.view.setState({ starting: false });
  if (!isWanted) return;
  const { log, place } = session.store.getState();
  // While the model was loading another document may have been opened: Run was not meant for that one.
  if (!model || !log || log.trace.id !== trace.id) return;
  const { current } = lineView(log.trace, place);
  if (!current) return;
  if (isByHand(log.trace, current)) followHint(workspace.view, "branch");
  await runFrom(workspace, model, { from: stepToRunFrom(log.trace, current), siblings });
}

/** A token that a person puts in the place of one that the model wrote. */
export interface OtherToken {
  readonly step: StepId;
  /** Its place among the tokens of the step, from 0. */
  readonly at: number;
  readonly token: TokenAlternative;
  /** What the branch is called, so that it is known for one that was begun by hand. */
  readonly title: string;
}

/** Branches where the model wrote a token: it goes on behind another one. */
export async function runFromToken(workspace: Workspace, { step: id, at, token, title }: OtherToken): Promise<void> {
  const { session, view } = workspace;
  const { starting, batching, searching } = view.getState();
  const trace = session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  const written = step?.generation?.tokens ?? [];
  const instead = written[at];
  if (!trace || !step?.parent || !instead || starting || batching || searching) return;
  view.setState({ playing: false, failure: null, starting: true });
  const model = await loadModel(workspace);
  view.setState({ starting: false });
  const { log } = session.store.getState();
  if (!model || log?.trace.id !== trace.id) return;
  const begun = [...written.slice(0, at), { ...token, alternatives: instead.alternatives }];
  await runFrom(workspace, model, { from: step.parent, siblings: 1, begun });
  const now = session.store.getState().log?.trace;
  const made = now && childrenOf(now, step.parent).find((child) => !trace.steps.has(child.id));
  if (made) session.remark("rename", made.id, { title });
}

/** Whether a person made what is looked at, or the action that shows it. */
const isByHand = (trace: Trace, step: Step): boolean =>
  [step, ...(step.body.kind === "observation" ? actionsShown(trace, step) : [])].some(
    ({ author }) => author === "human",
  );

/** Shows now what a run told and waits to be read; the rest of it comes at its own speed. */
export function hurryRun({ view }: Workspace): void {
  view.getState().hurry?.();
  view.setState({ hurry: null });
}

/** Stops the run, or leaves it be where the model for it is still being loaded. */
export function stopRun(workspace: Workspace): void {
  // Nothing that was said already is lost.
  workspace.view.getState().hurry?.();
  workspace.session.stop();
  if (!workspace.view.getState().starting) return;
  workspace.view.setState({ starting: false });
  void cancelLoading(workspace);
}

async function runFrom(
  workspace: Workspace,
  model: ReadyModel,
  asked: Pick<RunRequest, "from" | "siblings" | "begun">,
): Promise<void> {
  const { session, view } = workspace;
  const { siblings } = asked;
  const { settings } = view.getState();
  const dialect = await dialectToAsk(workspace);
  const paced = view.getState().readingPace ? (await import("./readingPace")).createReadingPace() : null;
  view.setState({ lastDialect: dialect, hurry: paced?.hurry ?? null });
  const watch = workspace.breakpoints.getState().watchFor?.(model, dialect);
  const runProgram = programsOfModel(workspace);
  const outcome = await session.run({
    model: model.run,
    dialect,
    sampling: samplingFor(settings.sampling, siblings),
    conditions: { limits: limitsFor(model.card, settings, dialect), refuseActions: settings.refuseActions },
    ...asked,
    ...(paced ? { pace: paced.pace } : {}),
    ...(watch ? { watch } : {}),
    ...(runProgram ? { runProgram } : {}),
  });
  view.setState({ hurry: null });
  // How a run of another document ended is no news of this one.
  if (!outcome) return;
  // Without chance the same is written again; with it, an equal answer is a vote of its own.
  if (samplingFor(settings.sampling, siblings).temperature === 0) leaveRepeated(workspace);
  view.setState({ endedAt: session.store.getState().place.step });
  if (outcome.kind === "failed") view.setState({ failure: failureOfRun(outcome) });
}

/** What runs the programs that the model writes; null unless the person has let those of the open trace run. */
function programsOfModel({ session, programs }: Workspace): RunRequest["runProgram"] | null {
  const trace = session.store.getState().log?.trace;
  const { allowed, runForModel } = programs.getState();
  return trace && allowed.has(trace.id) ? runForModel : null;
}

/**
 * Takes back a run that wrote what a branch beside it has already, and says so, if not before an audience. Who looks at its
 * steps goes on to the same ones there; who has gone elsewhere since it ended stays.
 */
function leaveRepeated({ session, view, presenter }: Workspace): void {
  const { log, place } = session.store.getState();
  const equal = log && repeatedByRun(log);
  if (!equal) return;
  session.undo();
  const isGone = place.step !== null && session.store.getState().log?.trace.steps.get(place.step)?.removed !== false;
  if (isGone) session.goTo(equal);
  if (presenter.getState().talk === null) notify(view, { kind: "same-again" });
}
