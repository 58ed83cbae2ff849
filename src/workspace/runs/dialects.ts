import type { ModelCard } from "../../catalog";
import type { Dialect } from "../../dialect";
import { childrenOf, parentOf, type Step, type Trace } from "../../trace";
import { chosenCard, dialectOf } from "../models/cards";
import { readyModel } from "../models/loading";
import type { ViewState, Workspace } from "../state";
import type { SystemTitle } from "./foreign";

export const NATIVE = "native";

/** The system whose log a trace came from; null where it came from none. */
export function systemOf(trace: Trace): string | null {
  // A run that was read again as another system's has a root for each reading: the last is what it is taken for now.
  const body = childrenOf(trace, null).at(-1)?.body;
  return body?.kind === "problem" ? (body.dialect ?? null) : null;
}

/** The dialect that what is done by hand in a trace is written in: a person's choice, else that of its log, else our own. */
export const chosenDialect = (view: Pick<ViewState, "dialects">, trace: Trace): string =>
  view.dialects[trace.id] ?? systemOf(trace) ?? NATIVE;

/**
 * The dialect that a model is asked for in a trace. One that was taught our own words alone writes nonsense in a log's, so
 * that it is asked for those only where a person says so; one that is known to point is asked where to look, where neither
 * a person nor a log says otherwise.
 */
export const askedDialect = (
  { dialects, card }: Pick<ViewState, "dialects"> & { readonly card: Pick<ModelCard, "speaksNative" | "pointing"> },
  trace: Trace,
): string => dialects[trace.id] ?? (card.speaksNative ? null : systemOf(trace)) ?? card.pointing ?? NATIVE;

/** The dialect that a step's words are in. */
export function dialectOfStep(trace: Trace, step: Step): string {
  if (step.author === "model") return step.generation?.dialect ?? NATIVE;
  for (let at: Step | undefined = step; at; at = parentOf(trace, at))
    if (at.body.kind === "problem") return at.body.dialect ?? NATIVE;
  return NATIVE;
}

/** More choices than this are forgotten, the oldest first. */
const MOST_CHOICES = 200;

export function chooseDialect({ view }: Workspace, trace: Trace, name: string): void {
  const { [trace.id]: _, ...others } = view.getState().dialects;
  const kept = Object.entries(others).slice(-(MOST_CHOICES - 1));
  view.setState({ dialects: { ...Object.fromEntries(kept), [trace.id]: name } });
}

/** What a person tells a model of a dialect; null goes back to the default. */
export function tellOfDialect({ view }: Workspace, name: string, text: string | null): void {
  const { [name]: _, ...others } = view.getState().prompts;
  view.setState({ prompts: text === null ? others : { ...others, [name]: text } });
}

/** What the chosen model speaks of itself, loaded or not. */
export const ownDialect = (workspace: Workspace): Dialect =>
  readyModel(workspace)?.dialect ?? dialectOf(chosenCard(workspace.view.getState()));

/** Twenty dialects are of no use before the first of them is wanted. */
const foreign = () => import("./foreign");

/** The names of the systems that a model can be asked to speak like. */
export const spokenNames = async (): Promise<readonly string[]> => (await foreign()).speakable();

/** Every system whose logs are read, and what it is called. */
export const systemTitles = async (): Promise<readonly SystemTitle[]> => (await foreign()).systemTitles();

/** What a model is told of a dialect where a person tells it nothing else; null where nothing is known to be told. */
export const defaultInstructions = async (name: string): Promise<string | null> =>
  (await foreign()).defaultInstructions(name);

/** How a step's numbers were read: by the dialect that it was written in. */
export const readingOf = async (name: string): Promise<Dialect | null> => (await foreign()).readingOf(name);

/** The dialect for what is done by hand in the open trace from here on. */
export function currentDialect(workspace: Workspace): Promise<Dialect> {
  const { log } = workspace.session.store.getState();
  return dialectNamed(workspace, log ? chosenDialect(workspace.view.getState(), log.trace) : NATIVE);
}

/** The dialect that the chosen model is asked for in the open trace from here on. */
export function dialectToAsk(workspace: Workspace): Promise<Dialect> {
  const { log } = workspace.session.store.getState();
  const view = workspace.view.getState();
  const asked = { dialects: view.dialects, card: chosenCard(view) };
  return dialectNamed(workspace, log ? askedDialect(asked, log.trace) : NATIVE);
}

async function dialectNamed(workspace: Workspace, name: string): Promise<Dialect> {
  const view = workspace.view.getState();
  if (name === NATIVE) return ownDialect(workspace);
  const { foreignDialect } = await foreign();
  return foreignDialect(name, view.prompts[name]) ?? ownDialect(workspace);
}
