import { CancelledError, hashKey } from "@tanstack/react-query";
import type { ModelCard } from "../../catalog";
import type { Desk } from "../state/workspace";
import type { ReadyModel } from "../ports/ports";
import { failureIn, modelQuery } from "../queries/queries";
import { chosenCard, withoutCard } from "./cards";

export const chosenQuery = ({ services, view }: Desk) =>
  modelQuery(services, view, chosenCard(view.getState()), view.getState().settings.backend);

/** The chosen model if it is loaded. */
export const readyModel = (desk: Desk): ReadyModel | null =>
  desk.queries.getQueryData(chosenQuery(desk).queryKey) ?? null;

/** The chosen model, loaded first if need be; null where that failed or was cancelled, and the view says why. */
export async function loadModel(desk: Desk): Promise<ReadyModel | null> {
  const query = chosenQuery(desk);
  const ready = readyModel(desk);
  if (ready) return ready;
  // One model at a time: the memory of two is more than a browser gives, and what answers is what was loaded last.
  // Removing one that is still loading cancels it.
  const asked = hashKey(query.queryKey);
  desk.queries.removeQueries({ queryKey: ["model"], predicate: ({ queryHash }) => queryHash !== asked });
  desk.view.setState({ failure: null });
  try {
    return await desk.queries.fetchQuery(query);
  } catch (error) {
    desk.view.setState({ progress: null });
    const failure = failureIn(error);
    if (!(error instanceof CancelledError) && failure.code !== "aborted") desk.view.setState({ failure });
    return null;
  }
}

export async function cancelLoading(desk: Desk): Promise<void> {
  await desk.queries.cancelQueries({ queryKey: ["model"] });
  desk.view.setState({ progress: null });
}

export async function unloadModel(desk: Desk): Promise<void> {
  desk.services.session.stop();
  desk.queries.removeQueries({ queryKey: ["model"] });
  await desk.services.models.unload();
}

export function chooseCard({ view }: Desk, card: ModelCard): void {
  view.setState({ cardId: card.id, failure: null });
}

/** Chooses model files from this disk. What was loaded by that name until now may have been other files. */
export function chooseFolder(desk: Desk, files: readonly File[]): void {
  const name = files[0]?.webkitRelativePath?.split("/")[0] || "folder";
  const card = desk.services.models.cardForFolder(
    name,
    files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
  );
  if (!card.ok) {
    desk.view.setState({ failure: card.error });
    return;
  }
  desk.queries.removeQueries({ queryKey: ["model", card.value.id] });
  desk.view.setState({ folderCard: card.value });
  chooseCard(desk, card.value);
}

/** Takes a model that a person had added off the list. If it was the chosen one, the built-in model is chosen. */
export async function removeCard(desk: Desk, card: ModelCard): Promise<void> {
  const isChosen = chosenCard(desk.view.getState()).id === card.id;
  desk.view.setState((view) => withoutCard(view, card));
  if (isChosen) await unloadModel(desk);
}
