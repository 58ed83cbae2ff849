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

/**
 * The dialect that runs in a trace are asked for: a person's choice, else that of its log, else the one in which the model
 * is known to point, else the model's own.
 */
export const chosenDialect = (
  view: Pick<ViewState, "dialects">,
  trace: Trace,
  { pointing }: Pick<ModelCard, "pointing">,
): string => view.dialects[trace.id] ?? systemOf(trace) ?? pointing ?? NATIVE;

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
const ownDialect = (workspace: Workspace): Dialect =>
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

/** The dialect for what is said and done in the open trace from here on. */
export async function currentDialect(workspace: Workspace): Promise<Dialect> {
  const { log } = workspace.session.store.getState();
  const view = workspace.view.getState();
  const name = log ? chosenDialect(view, log.trace, chosenCard(view)) : NATIVE;
  if (name === NATIVE) return ownDialect(workspace);
  const { foreignDialect } = await foreign();
  return foreignDialect(name, view.prompts[name]) ?? ownDialect(workspace);
}
