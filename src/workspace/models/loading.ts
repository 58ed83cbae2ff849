import { CancelledError, hashKey, type Query } from "@tanstack/query-core";
import { type ModelCard, serverCard } from "../../catalog";
import type { ReadyModel } from "../ports";
import { failureIn, modelQuery } from "../queries";
import type { Workspace } from "../state";
import { chosenCard, withoutCard } from "./cards";

export const chosenQuery = ({ edges, view }: Workspace) =>
  modelQuery(edges, view, chosenCard(view.getState()), view.getState().settings);

/** The chosen model if it is loaded. */
export const readyModel = (workspace: Workspace): ReadyModel | null =>
  workspace.queries.getQueryData(chosenQuery(workspace).queryKey) ?? null;

/** The chosen model, loaded first if need be; null where that failed or was cancelled, and the view says why. */
export async function loadModel(workspace: Workspace): Promise<ReadyModel | null> {
  const query = chosenQuery(workspace);
  const ready = readyModel(workspace);
  if (ready) return ready;
  // Removing one that is still loading cancels it. The one that is loaded stays until this one is, and where this one
  // fails, it can be chosen again without a wait.
  const others = (predicate: (isLoaded: boolean) => boolean) => ({
    queryKey: ["model"],
    predicate: ({ queryHash, state }: Query) =>
      queryHash !== hashKey(query.queryKey) && predicate(state.data !== undefined),
  });
  workspace.queries.removeQueries(others((isLoaded) => !isLoaded));
  workspace.view.setState({ failure: null });
  try {
    const loaded = await workspace.queries.fetchQuery(query);
    // One model at a time: what answers is what was loaded last.
    workspace.queries.removeQueries(others(() => true));
    return loaded;
  } catch (error) {
    workspace.view.setState({ progress: null });
    const failure = failureIn(error);
    if (!(error instanceof CancelledError) && failure.code !== "aborted") workspace.view.setState({ failure });
    return null;
  }
}

/** Tells that the chosen model is let go of: it was unloaded, or lost, or another one is loaded in its stead. */
export function whenModelLeaves(workspace: Workspace, tell: () => void): () => void {
  const chosen = hashKey(chosenQuery(workspace).queryKey);
  return workspace.queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "removed" && query.queryHash === chosen) tell();
  });
}

export async function cancelLoading(workspace: Workspace): Promise<void> {
  await workspace.queries.cancelQueries({ queryKey: ["model"] });
  workspace.view.setState({ progress: null });
}

export async function unloadModel(workspace: Workspace): Promise<void> {
  workspace.session.stop();
  workspace.queries.removeQueries({ queryKey: ["model"] });
  await workspace.edges.models.unload();
}

export function chooseCard({ view }: Workspace, card: ModelCard): void {
  view.setState({ cardId: card.id, failure: null });
}

/** Chooses model files from this disk. What was loaded by that name until now may have been other files. */
export function chooseFolder(workspace: Workspace, files: readonly File[]): void {
  const name = files[0]?.webkitRelativePath?.split("/")[0] || "folder";
  const card = workspace.edges.models.cardForFolder(
    name,
    files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
  );
  if (!card.ok) {
    workspace.view.setState({ failure: card.error });
    return;
  }
  workspace.queries.removeQueries({ queryKey: ["model", card.value.id] });
  workspace.view.setState({ folderCard: card.value });
  chooseCard(workspace, card.value);
}

/** Takes a model that a person had added off the list. If it was the chosen one, the built-in model is chosen. */
export async function removeCard(workspace: Workspace, card: ModelCard): Promise<void> {
  const isChosen = chosenCard(workspace.view.getState()).id === card.id;
  workspace.view.setState((view) => withoutCard(view, card));
  if (isChosen) await unloadModel(workspace);
}

/** More than this are forgotten, the oldest first. */
const MOST_SERVED = 20;

/** Puts a server's model among those that can be chosen, in place of one of the same name there. */
export function keepServed({ view }: Workspace, { id, source }: ModelCard): void {
  if (source.kind !== "server") return;
  const { flavour, baseUrl, model } = source;
  view.setState(({ served }) => ({
    served: [...served.filter((other) => serverCard(other).id !== id), { flavour, baseUrl, model }].slice(-MOST_SERVED),
  }));
}
