import { useQuery } from "@tanstack/react-query";
import { createStore, type StoreApi } from "zustand/vanilla";
import { useModel } from "../../app/model/useModel";
import { useDesk, useSession, useView } from "../../app/services";
import type { Dialect } from "../../dialect";
import { parentOf, type Step, type Trace } from "../../trace";
import { chosenCard, dialectOf } from "../models/cards";
import { readyModel } from "../models/loading";
import type { ViewState } from "../state";
import type { Desk } from "../state/workspace";

export const NATIVE = "native";

/** The system whose log a trace came from; null where it came from none. */
export function systemOf(trace: Trace): string | null {
  const [root] = trace.children.get(null) ?? [];
  const body = root ? trace.steps.get(root)?.body : undefined;
  return body?.kind === "problem" ? (body.dialect ?? null) : null;
}

/** The dialect that runs in a trace are asked for: a person's choice, else that of its log, else the model's own. */
export const chosenDialect = (view: Pick<ViewState, "dialects">, trace: Trace): string =>
  view.dialects[trace.id] ?? systemOf(trace) ?? NATIVE;

/** The dialect that a step's words are in. */
export function dialectOfStep(trace: Trace, step: Step): string {
  if (step.author === "model") return step.generation?.dialect ?? NATIVE;
  for (let at: Step | undefined = step; at; at = parentOf(trace, at))
    if (at.body.kind === "problem") return at.body.dialect ?? NATIVE;
  return NATIVE;
}

/** More choices than this are forgotten, the oldest first. */
const MOST_CHOICES = 200;

export function chooseDialect({ view }: Desk, trace: Trace, name: string): void {
  const { [trace.id]: _, ...others } = view.getState().dialects;
  const kept = Object.entries(others).slice(-(MOST_CHOICES - 1));
  view.setState({ dialects: { ...Object.fromEntries(kept), [trace.id]: name } });
}

/** What a person tells a model of a dialect; null goes back to the default. */
export function tellOfDialect({ view }: Desk, name: string, text: string | null): void {
  const { [name]: _, ...others } = view.getState().prompts;
  view.setState({ prompts: text === null ? others : { ...others, [name]: text } });
}

/** What the chosen model speaks of itself, loaded or not. */
const ownDialect = (desk: Desk): Dialect => readyModel(desk)?.dialect ?? dialectOf(chosenCard(desk.view.getState()));

/** The dialect for what is said and done in the open trace from here on. */
export async function currentDialect(desk: Desk): Promise<Dialect> {
  const { log } = desk.services.session.store.getState();
  const view = desk.view.getState();
  const name = log ? chosenDialect(view, log.trace) : NATIVE;
  if (name === NATIVE) return ownDialect(desk);
  const { foreignDialect } = await import("./foreign");
  return foreignDialect(name, view.prompts[name]) ?? ownDialect(desk);
}

/** The name of the chosen dialect, and the dialect itself once it is there. */
export function useChosenDialect(): { readonly name: string; readonly dialect: Dialect | null } {
  const desk = useDesk();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const { dialects, prompts } = useView(({ dialects, prompts }) => ({ dialects, prompts }));
  const { ready, card } = useModel();
  const name = trace ? chosenDialect({ dialects }, trace) : NATIVE;
  const { data } = useQuery({
    queryKey: ["dialect", name, prompts[name] ?? null, card.id, ready !== null],
    queryFn: () => currentDialect(desk),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (name === NATIVE) return { name, dialect: ready?.dialect ?? dialectOf(card) };
  return { name, dialect: data ?? null };
}

/** What the last run was asked to speak, to say what it lacked where it ended without an answer. */
export const lastDialect: StoreApi<Dialect | null> = createStore<Dialect | null>(() => null);
