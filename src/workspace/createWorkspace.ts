import { createStore } from "zustand/vanilla";
import { createSession, type Session } from "../session";
import { createDocuments } from "./documents";
import { report } from "./files/open";
import type { Edges } from "./ports";
import { createQueries } from "./queries";
import {
  type AddressAsked,
  createView,
  languageOf,
  NO_BATCH,
  NO_EXPORT,
  NO_FILM,
  NO_INFLUENCE,
  NO_LOGS,
  NO_OVERLAY,
  NO_REVIEW,
  NOT_PRESENTING,
  NOT_SEARCHING,
  type NoteDraft,
  raterHere,
  type View,
  type Workspace,
} from "./state";

/** A workspace over these edges, and the way to take it down. It has read its settings, and opened nothing yet. */
export async function createWorkspace(edges: Edges): Promise<{ workspace: Workspace; close(): void }> {
  const { page, storage, models } = edges;
  const view = await createView(storage, page.languages);
  // Without its own words the page is shown in English, which it brings along.
  await page.loadLanguage(languageOf(view.getState())).catch(() => {});
  const workspace = workspaceOver(edges, view);
  const stopListening = models.onLost((failure) => {
    workspace.queries.removeQueries({ queryKey: ["model"] });
    view.setState({ failure });
  });
  return { workspace, close: stopListening };
}

/** Every store and every part of a workspace, made once. */
export function workspaceOver(edges: Edges, view: View): Workspace {
  const session = sessionOver(edges, view);
  return {
    edges,
    session,
    view,
    queries: createQueries(),
    documents: createDocuments(edges, session, (failure) => view.setState({ failure })),
    logs: createStore(() => NO_LOGS),
    address: createStore<AddressAsked | null>(() => null),
    note: createStore<NoteDraft | null>(() => null),
    batch: createStore(() => NO_BATCH),
    review: createStore(() => NO_REVIEW),
    search: createStore(() => NOT_SEARCHING),
    overlay: createStore(() => NO_OVERLAY),
    influence: createStore(() => NO_INFLUENCE),
    exports: createStore(() => NO_EXPORT),
    presenter: createStore(() => NOT_PRESENTING),
    films: createStore(() => NO_FILM),
  };
}

function sessionOver({ images, ambient }: Edges, view: View): Session {
  const session = createSession({ executor: images, clockAndIds: ambient, rater: () => raterHere({ view }) });
  return {
    ...session,
    open(log, place, journal) {
      // Derived images are not kept: how they were made must be known before the first of them is asked for.
      images.recall(log.trace);
      session.open(log, place, journal);
    },
  };
}

/** Opens what was open last, or a sample where nothing was; then what `?src=` names, if it names anything. */
export async function openFirst(workspace: Workspace, address: string | null, sample: string | null): Promise<void> {
  const failure = await workspace.documents.openFirst(sample);
  if (failure) workspace.view.setState({ failure });
  if (address === null) return;
  const { openAddress } = await import("./files/openAddress");
  await report(workspace, openAddress(workspace, address));
}
