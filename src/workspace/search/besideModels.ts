import { err, ok, type Result } from "../../base";
import type { ModelCard } from "../../catalog";
import type { SearchPlan } from "../../driver";
import type { RunModel } from "../../runner";
import { cardsOf, chosenCard } from "../models/cards";
import type { LoadProgress } from "../ports";
import type { Workspace } from "../state";

/**
 * The models that can act or judge beside the chosen one. The page holds one model at a time, so two of them do not fit:
 * one has to be on a server.
 */
export function modelsBeside({ view }: Pick<Workspace, "view">): readonly ModelCard[] {
  const chosen = chosenCard(view.getState());
  return cardsOf(view.getState()).filter(
    (card) => card.id !== chosen.id && card.boxes !== "words" && (isServed(card) || isServed(chosen)),
  );
}

const isServed = ({ source }: ModelCard): boolean => source.kind === "server";

type PlanOfModels = Pick<SearchPlan, "judge" | "actors">;

/** The cards that a plan names beside the model that is searched with. */
export interface BesideCards {
  /** They take turns with that model, in this order. */
  readonly actors: readonly ModelCard[];
  /** Null where that model judges itself, or no model does. */
  readonly judge: ModelCard | null;
}

/**
 * What a plan names beside the chosen model. Refused with a code where one is not in the list, or does not fit beside the
 * others. Nothing is loaded.
 */
export function besideCards(
  { view }: Pick<Workspace, "view">,
  { judge, actors = [] }: PlanOfModels,
): Result<BesideCards, "no-such-judge" | "no-such-actor" | "two-models-in-page"> {
  const chosen = chosenCard(view.getState());
  const cards = cardsOf(view.getState());
  const cardOf = (id: string): ModelCard | undefined => cards.find((card) => card.id === id);
  const acting = actors.map(cardOf).filter((card) => card !== undefined);
  if (acting.length < actors.length) return err("no-such-actor");
  const id = judge.kind === "model" || judge.kind === "reward" ? judge.by : undefined;
  const judging = id === undefined || id === chosen.id ? null : cardOf(id);
  if (judging === undefined) return err("no-such-judge");
  const inPage = new Set([chosen, ...acting, ...(judging ? [judging] : [])].filter((card) => !isServed(card)));
  return inPage.size > 1 ? err("two-models-in-page") : ok({ actors: acting, judge: judging });
}

/** The models that act and judge beside the chosen one, and what gives their memory back once they are done with. */
export interface BesideModels {
  readonly actors: readonly RunModel[];
  readonly judge: RunModel | null;
  leave(): void;
}

/** Loads what a plan names beside the chosen model; each of them once. */
export async function loadBesides(
  workspace: Workspace,
  plan: PlanOfModels,
  signal: AbortSignal,
): Promise<Result<BesideModels, string>> {
  const named = besideCards(workspace, plan);
  if (!named.ok) return named;
  const { actors, judge } = named.value;
  const models = new Map<ModelCard, RunModel>();
  const isInPage = [...actors, ...(judge ? [judge] : [])].some((card) => !isServed(card));
  const leave = (): void => void (isInPage && workspace.edges.models.unload());
  const chosen = chosenCard(workspace.view.getState());
  for (const card of new Set([...actors, ...(judge ? [judge] : [])])) {
    // Whoever is named beside itself is there already.
    if (card === chosen) continue;
    const loaded = await loadOne(workspace, card, signal);
    if (!loaded.ok) {
      leave();
      return err(loaded.error ?? (actors.includes(card) ? "actor-not-loaded" : "judge-not-loaded"));
    }
    models.set(card, loaded.value);
  }
  const found = actors.map((card) => models.get(card)).filter((model) => model !== undefined);
  return ok({ actors: found, judge: (judge && models.get(judge)) ?? null, leave });
}

/** Refused with "aborted" where it was stopped, and with null where it cannot be loaded. */
async function loadOne(
  { edges, view }: Workspace,
  card: ModelCard,
  signal: AbortSignal,
): Promise<Result<RunModel, "aborted" | null>> {
  const { backend, dtype, mirror } = view.getState().settings;
  const onProgress = (progress: LoadProgress): void => view.setState({ progress });
  const loaded = await edges.models.loadBeside(card, { backend, dtype, mirror, signal, onProgress });
  view.setState({ progress: null });
  return loaded.ok ? ok(loaded.value.run) : err(loaded.error.code === "aborted" ? "aborted" : null);
}
