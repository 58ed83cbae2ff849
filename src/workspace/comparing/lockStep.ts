import type { ModelCard } from "../../catalog";
import { type LockStepAnswer, lockStep, movesOf, withoutKnownImages } from "../../driver";
import { visibleLine } from "../../session";
import { type Step, type StepId, type Trace, viewPlaces } from "../../trace";
import { cardsOf, chosenCard } from "../models/cards";
import { chooseCard, loadModel, whenModelLeaves } from "../models/loading";
import type { ReadyModel } from "../ports";
import { currentDialect } from "../runs/dialects";
import { limitsFor } from "../runs/run";
import { type LockStepColumn, notify, type Workspace } from "../state";

/** The models that can be asked: all that can be chosen. A tool without talk makes no moves. */
export const modelsForLockStep = ({ view }: Workspace): readonly ModelCard[] =>
  cardsOf(view.getState()).filter(({ boxes }) => boxes !== "words");

/**
 * Asks models one after the other what they would do at each move of the line in sight, which is not changed. There is
 * one model in the page at a time, so each is loaded in its turn; the one that was chosen is chosen again in the end.
 */
export async function startLockStep(workspace: Workspace, cardIds: readonly string[]): Promise<void> {
  const { comparing, session, view } = workspace;
  const { log, place, run } = session.store.getState();
  const { starting, batching, searching } = view.getState();
  if (!log || run.kind === "running" || starting || batching || searching) return;
  const line = visibleLine(log.trace, place);
  const leaf = line.at(-1)?.id;
  if (leaf === undefined || movesOf(line).length === 0) return;
  const before = chosenCard(view.getState());
  const cards = modelsForLockStep(workspace).filter(({ id }) => cardIds.includes(id));
  const stop = new AbortController();
  view.setState({ batching: true, playing: false, failure: null });
  comparing.setState({ table: { trace: log.trace.id, leaf, columns: [] } });
  for (const card of cards) {
    if (stop.signal.aborted) break;
    comparing.setState({ asking: { cardId: card.id, stop } });
    await askOne(workspace, card, { trace: log.trace, line }, stop.signal);
  }
  chooseCard(workspace, before);
  comparing.setState({ asking: null });
  view.setState({ batching: false });
}

export const stopLockStep = ({ comparing }: Workspace): void => comparing.getState().asking?.stop.abort();

interface Asked {
  readonly trace: Trace;
  readonly line: readonly Step[];
}

async function askOne(workspace: Workspace, card: ModelCard, asked: Asked, signal: AbortSignal): Promise<void> {
  const { comparing, view } = workspace;
  chooseCard(workspace, card);
  const column: LockStepColumn = { cardId: card.id, name: card.name, answers: [], failure: null };
  const put = (next: LockStepColumn): void =>
    comparing.setState(({ table }) => ({
      table: table && { ...table, columns: [...table.columns.filter(({ cardId }) => cardId !== card.id), next] },
    }));
  put(column);
  const model = await loadModel(workspace);
  if (!model) {
    put({ ...column, failure: view.getState().failure ?? { code: "aborted", message: "" } });
    view.setState({ failure: null });
    return;
  }
  const left = new AbortController();
  const stopListening = whenModelLeaves(workspace, () => left.abort());
  const answers: LockStepAnswer[] = [];
  try {
    const both = AbortSignal.any([signal, left.signal]);
    for await (const answer of answersOf(workspace, model, asked, both)) {
      answers.push(answer);
      put({ ...column, answers: [...answers] });
    }
  } catch (thrown) {
    if (!signal.aborted) put({ ...column, answers, failure: failureOf(thrown, left.signal.aborted) });
  } finally {
    stopListening();
  }
}

function failureOf(thrown: unknown, isGone: boolean): NonNullable<LockStepColumn["failure"]> {
  if (isGone) return { code: "aborted", message: "" };
  const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
  return { code, message: thrown instanceof Error ? thrown.message : String(thrown) };
}

async function* answersOf(
  workspace: Workspace,
  model: ReadyModel,
  { trace, line }: Asked,
  signal: AbortSignal,
): AsyncGenerator<LockStepAnswer> {
  const { edges, view } = workspace;
  const { settings } = view.getState();
  const dialect = await currentDialect(workspace);
  const limits = limitsFor(model.card, settings, dialect);
  const tools = {
    dialect,
    executor: edges.images,
    clockAndIds: edges.ambient,
    alternatives: 0,
    conditions: { limits, refuseActions: settings.refuseActions },
  };
  yield* lockStep(model.run, { line, images: trace.images, views: viewPlaces(trace) }, tools, signal);
}

/** Puts what a model would have done into the open trace, as a branch beside the line, and goes there. */
export function keepMove({ session, view }: Workspace, { made, edits }: LockStepAnswer): boolean {
  const trace = session.store.getState().log?.trace;
  const last = made.at(-1)?.id;
  if (!trace || last === undefined) return false;
  if (!isKeptMove(trace, last)) {
    const edit = { kind: "batch", edits: withoutKnownImages(edits, trace) } as const;
    const done = session.commit("run", edit, { author: { kind: "model" }, group: null });
    if (!done.ok) {
      notify(view, { kind: "refused", code: done.error });
      return false;
    }
  }
  session.goTo(last);
  return true;
}

/** Whether a move is in the trace already. */
export const isKeptMove = (trace: Trace, last: StepId): boolean => trace.steps.has(last);
