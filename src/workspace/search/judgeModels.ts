import { err, ok, type Result } from "../../base";
import type { ModelCard } from "../../catalog";
import type { SearchPlan } from "../../driver";
import type { RunModel } from "../../runner";
import { cardsOf, chosenCard } from "../models/cards";
import type { LoadProgress } from "../ports";
import type { Workspace } from "../state";

/**
 * The models that can judge beside the chosen one. The page holds one model at a time, so two of them do not fit: one
 * has to be on a server.
 */
export function judgesBeside({ view }: Pick<Workspace, "view">): readonly ModelCard[] {
  const chosen = chosenCard(view.getState());
  return cardsOf(view.getState()).filter(
    (card) => card.id !== chosen.id && card.boxes !== "words" && (isServed(card) || isServed(chosen)),
  );
}

const isServed = ({ source }: ModelCard): boolean => source.kind === "server";

/**
 * The card of the model that a plan asks to judge; null where that is the one that is searched with, or nobody. Refused
 * with a code where it is not in the list or does not fit beside the chosen one. Nothing is loaded.
 */
export function judgeCard(
  workspace: Pick<Workspace, "view">,
  { judge }: Pick<SearchPlan, "judge">,
): Result<ModelCard | null, "no-such-judge" | "two-models-in-page"> {
  const view = workspace.view.getState();
  const id = judge.kind === "model" || judge.kind === "reward" ? judge.by : undefined;
  if (id === undefined || id === chosenCard(view).id) return ok(null);
  const card = cardsOf(view).find((each) => each.id === id);
  if (!card) return err("no-such-judge");
  return judgesBeside(workspace).includes(card) ? ok(card) : err("two-models-in-page");
}

/** The model that is to judge, and what gives its memory back once it is done with. */
export interface BesideModel {
  readonly model: RunModel;
  leave(): void;
}

/** Loads the model that a plan names as its judge beside the chosen one; null where it names no other. */
export async function loadJudge(
  workspace: Workspace,
  plan: Pick<SearchPlan, "judge">,
  signal: AbortSignal,
): Promise<Result<BesideModel | null, string>> {
  const { edges, view } = workspace;
  const card = judgeCard(workspace, plan);
  if (!card.ok) return card;
  if (card.value === null) return ok(null);
  const { backend, dtype, mirror } = view.getState().settings;
  const onProgress = (progress: LoadProgress): void => view.setState({ progress });
  const loaded = await edges.models.loadBeside(card.value, { backend, dtype, mirror, signal, onProgress });
  view.setState({ progress: null });
  if (!loaded.ok) return err(loaded.error.code === "aborted" ? "aborted" : "judge-not-loaded");
  const isInPage = !isServed(card.value);
  return ok({ model: loaded.value.run, leave: () => void (isInPage && edges.models.unload()) });
}
