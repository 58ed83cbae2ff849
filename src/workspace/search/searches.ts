import {
  beginEdit,
  createFollower,
  type DriveEnd,
  type Driven,
  type DriverTools,
  drive,
  eventEdit,
  type SearchedDocument,
  type SearchPlan,
} from "../../driver";
import type { Answer, Intervention, SearchEvent, Way } from "../../search";
import { lineView, stepToRunFrom } from "../../session";
import { lineTo, type StepId, stepIdFrom, type Trace } from "../../trace";
import { loadModel, whenModelLeaves } from "../models/loading";
import type { ReadyModel } from "../ports";
import { dialectToAsk } from "../runs/dialects";
import { limitsFor } from "../runs/run";
import type { Workspace } from "../state";
import { besideCards, loadBesides } from "./besideModels";
import { judgeForPlan } from "./judges";

/** What a person asks for; the rest of a plan follows from the model and the settings. */
export type SearchAsked = Pick<SearchPlan, "method" | "judge" | "actors" | "temperatures" | "topP" | "budget" | "seed">;

/** As many rollouts as a batch on one thread takes before its passes grow dearer than they save (decision 42). */
const AT_ONCE = 8;

/** The model does one thing at a time, and what another tab writes is not grown here. */
function isBusy({ session, view }: Workspace): boolean {
  const { run, writable } = session.store.getState();
  const { starting, batching, searching } = view.getState();
  return run.kind === "running" || !writable || starting || batching || searching;
}

/** Begins a search at the current step, and drives it. */
export async function startSearch(workspace: Workspace, asked: SearchAsked): Promise<void> {
  const { session, edges, search } = workspace;
  const { log, place } = session.store.getState();
  const { current } = log ? lineView(log.trace, place) : { current: null };
  if (!log || !current || isBusy(workspace)) return;
  const model = await load(workspace, log.trace);
  if (!model) return;
  const dialect = await dialectToAsk(workspace);
  const { settings } = workspace.view.getState();
  const plan: SearchPlan = {
    ...asked,
    version: 1,
    staged: dialect.name === "llava-cot",
    conditions: { limits: limitsFor(model.card, settings, dialect), refuseActions: settings.refuseActions },
  };
  // A beam over coordinates reads one action anew; every other search grows behind what a step shows.
  const root = plan.method.name === "coordinate-beam" ? current.id : stepToRunFrom(log.trace, current);
  const beside = besideCards(workspace, plan);
  const judge = beside.ok
    ? await judgeForPlan(plan, { trace: log.trace, root }, growTools(workspace, dialect, plan), null)
    : beside;
  search.setState({ refusal: judge.ok ? null : judge.error });
  if (!judge.ok || session.store.getState().log?.trace.id !== log.trace.id) return;
  const id = edges.ambient.nextStepId();
  const begun = session.commit("search", beginEdit(id, root, plan));
  if (!begun.ok) return;
  search.setState({ shown: id });
  await driveOn(workspace, id, model);
}

/** Goes on with a search of the open trace that was paused, by a person or by the page being closed. */
export async function resumeSearch(workspace: Workspace, id: string): Promise<void> {
  const trace = workspace.session.store.getState().log?.trace;
  if (!trace || isBusy(workspace)) return;
  const model = await load(workspace, trace);
  if (model) await driveOn(workspace, id, model);
}

/** Loads the model, if need be. Null where that failed, or where another document is open by then. */
async function load(workspace: Workspace, { id }: Trace): Promise<ReadyModel | null> {
  workspace.view.setState({ starting: true, failure: null });
  const model = await loadModel(workspace);
  workspace.view.setState({ starting: false });
  return workspace.session.store.getState().log?.trace.id === id ? model : null;
}

const growTools = (
  { edges }: Workspace,
  dialect: DriverTools["dialect"],
  { conditions }: Pick<SearchPlan, "conditions">,
) => ({ dialect, executor: edges.images, clockAndIds: edges.ambient, alternatives: 5, conditions });

async function driveOn(workspace: Workspace, id: string, model: ReadyModel): Promise<void> {
  const { session, search, view } = workspace;
  const trace = session.store.getState().log?.trace;
  const driven = trace && searchOf(trace, id);
  if (!trace || !driven || driven.state.outcome) return;
  const stop = new AbortController();
  search.setState({ shown: id, driving: { id, stop } });
  view.setState({ searching: true, playing: false });
  const isOpen = (): boolean => session.store.getState().log?.trace.id === trace.id;
  const leaving = [
    whenModelLeaves(workspace, () => stop.abort()),
    session.store.subscribe(() => isOpen() || stop.abort()),
  ];
  const end = await driveWithOthers(workspace, { driven, trace, model }, stop.signal);
  for (const leave of leaving) leave();
  search.setState({ driving: null });
  view.setState({ searching: false });
  if (end && isOpen()) tellEnd(workspace, id, end);
}

interface Driving {
  readonly driven: Driven;
  readonly trace: Trace;
  readonly model: ReadyModel;
}

/** Null where whoever is to act or judge is not to be had, and the panel says why. */
async function driveWithOthers(
  workspace: Workspace,
  { driven, trace, model }: Driving,
  signal: AbortSignal,
): Promise<DriveEnd | null> {
  const { search } = workspace;
  const beside = await loadBesides(workspace, driven.plan, signal);
  search.setState({ refusal: beside.ok || beside.error === "aborted" ? null : beside.error });
  if (!beside.ok) return null;
  const tools = growTools(workspace, await dialectToAsk(workspace), driven.plan);
  const at = { trace, root: driven.record.root };
  const { actors, judge: judging, leave } = beside.value;
  const judge = await judgeForPlan(driven.plan, at, tools, judging);
  search.setState({ refusal: judge.ok ? null : judge.error });
  const models = [model.run, ...actors] as const;
  const all = judge.ok ? { ...tools, models, judge: judge.value, atOnce: AT_ONCE } : null;
  const end = all && (await drive(searchedIn(workspace, trace), driven.id, all, signal));
  leave();
  return end;
}

/** The trace as a search grows it: one undo takes back all that it made from here to where it stops. */
function searchedIn({ edges, session }: Workspace, { id }: Trace): SearchedDocument {
  const group = edges.ambient.nextStepId();
  const openTrace = (): Trace | null => {
    const trace = session.store.getState().log?.trace;
    return trace?.id === id ? trace : null;
  };
  return {
    trace: openTrace,
    commit: (edit) => openTrace() !== null && session.commit("search", edit, { author: { kind: "model" }, group }).ok,
  };
}

/** A search that found something ends where that is; one that failed says so. */
function tellEnd({ session, view }: Workspace, id: string, end: DriveEnd): void {
  if (end.kind === "failed") view.setState({ failure: { code: end.code, message: end.message } });
  const trace = session.store.getState().log?.trace;
  const state = end.kind === "over" && trace ? searchOf(trace, id)?.state : null;
  const best = state?.outcome?.best ?? null;
  const content = best === null ? undefined : state?.tree[best]?.content;
  if (content !== undefined) session.goTo(stepIdFrom(content));
}

const searchOf = (trace: Trace, id: string): Driven | null => {
  const found = createFollower()(trace, id);
  return found?.ok ? found.value : null;
};

/** Stops driving. What is under way is given up, and done again when the search goes on. */
export const pauseSearch = ({ search }: Workspace): void => search.getState().driving?.stop.abort();

/** Ends a search for good: the best of what is there is chosen. */
export const endSearch = (workspace: Workspace, id: string): boolean => tell(workspace, id, { kind: "stopped" });

/** What a person does to a search, while it goes on or while it is paused. False where it does not fit. */
export const steerSearch = (workspace: Workspace, id: string, by: Intervention): boolean =>
  tell(workspace, id, { kind: "intervened", by });

/** What a person says where the search asked them; it goes on then. */
export async function answerSearch(workspace: Workspace, id: string, answer: Answer): Promise<void> {
  if (tell(workspace, id, { kind: "answered", answer })) await resumeSearch(workspace, id);
}

function tell({ session }: Workspace, id: string, event: SearchEvent): boolean {
  const trace = session.store.getState().log?.trace;
  if (!trace || !searchOf(trace, id)?.takes(event)) return false;
  return session.commit("steer-search", eventEdit(id, event)).ok;
}

/**
 * Takes the line to the current step into the search, as a way that a person added: below the last of its steps that the
 * search knows. False where it knows the whole line already, or nothing of it.
 */
export function addStepByHand(workspace: Workspace, id: string): boolean {
  const { log, place } = workspace.session.store.getState();
  const driven = log && searchOf(log.trace, id);
  const { current } = log ? lineView(log.trace, place) : { current: null };
  if (!log || !driven || !current) return false;
  const line = lineTo(log.trace, stepToRunFrom(log.trace, current));
  const nodes = new Map(driven.state.tree.map((node) => [node.content, node.id]));
  const at = line.findLastIndex((step) => nodes.has(step.id));
  const parent = nodes.get(line[at]?.id ?? "");
  const added = line.slice(at + 1);
  if (parent === undefined || added.length === 0) return false;
  return steerSearch(workspace, id, { kind: "add", parent, way: wayOf(added) });
}

/** Every step that somebody said is a node; what an action shows belongs to it. */
function wayOf(steps: ReturnType<typeof lineTo>): Way {
  const path: StepId[] = [];
  for (const { id, body } of steps) {
    if (body.kind === "observation" && path.length > 0) path[path.length - 1] = id;
    else path.push(id);
  }
  const last = steps.at(-1)?.body;
  const answer = last?.kind === "answer" ? last.text : null;
  return { path, valid: true, ended: answer !== null, answer, logProbability: null };
}
