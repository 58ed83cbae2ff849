import { createStore } from "zustand/vanilla";
import { createSession, type Session } from "../session";
import type { AddressBar } from "./addressBar";
import { createDocuments } from "./documents";
import type { Edges, Failure } from "./ports";
import { createQueries } from "./queries";
import {
  type AddressAsked,
  type AskingList,
  createView,
  KEPT_BREAKPOINTS,
  languageOf,
  NO_BATCH,
  NO_BREAKPOINTS,
  NO_COMPARISON,
  NO_EXPORT,
  NO_FILM,
  NO_INFLUENCE,
  NO_INTERPRETING,
  NO_LOGS,
  NO_OVERLAY,
  NO_PROGRAMS,
  NO_REVIEW,
  NOT_PRESENTING,
  NOT_SEARCHING,
  type NoteDraft,
  notify,
  type Rerunning,
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
    documents: createDocuments(edges, session, {
      onFailure: (failure) => view.setState({ failure }),
      // What was told is so no more; another failure that was told since is.
      onMended: (code) => view.setState(({ failure }) => (failure?.code === code ? { failure: null } : {})),
    }),
    logs: createStore(() => NO_LOGS),
    address: createStore<AddressAsked | null>(() => null),
    note: createStore<NoteDraft | null>(() => null),
    batch: createStore(() => NO_BATCH),
    review: createStore(() => NO_REVIEW),
    search: createStore(() => NOT_SEARCHING),
    comparing: createStore(() => NO_COMPARISON),
    overlay: createStore(() => NO_OVERLAY),
    influence: createStore(() => NO_INFLUENCE),
    breakpoints: createStore(() => NO_BREAKPOINTS),
    exports: createStore(() => NO_EXPORT),
    presenter: createStore(() => NOT_PRESENTING),
    films: createStore(() => NO_FILM),
    programs: createStore(() => NO_PROGRAMS),
    rerun: createStore<Rerunning | null>(() => null),
    askingList: createStore<AskingList | null>(() => null),
    interpreting: createStore(() => NO_INTERPRETING),
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

/** What a person was sent: where a trace lies, which sample, what a link says behind its `#`. */
interface Sent {
  readonly src: string | null;
  readonly sample: string | null;
  /** Empty where there is none. */
  readonly link: string;
  /** What the address keeps of this browser's own documents; empty where it keeps nothing. */
  readonly here: string;
}

async function openHere(workspace: Workspace, fragment: string): Promise<boolean> {
  const { openWhereabouts, parseWhereabouts } = await import("./addressBar");
  const whereabouts = parseWhereabouts(fragment);
  return whereabouts !== null && openWhereabouts(workspace, whereabouts);
}

/** Keeps the address in step with what is open from now on; `takeSent` takes out of it what else may stand there. */
export async function followAddress(workspace: Workspace, bar: AddressBar, takeSent: () => Omit<Sent, "here">) {
  const { followOpenDocument } = await import("./addressBar");
  followOpenDocument(workspace, bar, () => openSent(workspace, takeSent()));
}

/**
 * Opens what the page's address names of this browser, else the sample that it names, else what was open last, or a sample
 * where nothing was; then what else the person was sent, if anything.
 */
export async function openFirst(workspace: Workspace, sent: Sent): Promise<void> {
  await armKept(workspace);
  if (sent.here !== "" && (await openHere(workspace, sent.here))) return;
  const told = workspace.view.getState().failure;
  const refused = sent.sample === null ? null : await openSentSample(workspace, sent.sample);
  const isOpen = sent.sample !== null && refused === null;
  const failure = isOpen ? null : ((await workspace.documents.openFirst()) ?? refused);
  if (failure ?? told) workspace.view.setState({ failure: failure ?? told });
  await openSent(workspace, sent);
}

/** What the person had open is kept, and they are told where, as they find another thing in its place. */
async function openSentSample({ documents, edges, view }: Workspace, id: string): Promise<Failure | null> {
  const failure = await documents.openSample(id, true);
  if (failure !== null || documents.store.getState().name?.kind !== "sample") return failure;
  const own = await edges.storage.recent();
  if (own.some(({ removed }) => !removed)) notify(view, { kind: "sample-sent" });
  return null;
}

/** What breakpoints take is fetched where a person left some, and when they look at them. */
async function armKept(workspace: Workspace): Promise<void> {
  const kept = await workspace.edges.storage.setting(KEPT_BREAKPOINTS).catch(() => null);
  if (kept) await (await import("./breakpoints/keep")).recallBreakpoints(workspace);
}

/** Opens what a person was sent, beside what they have. */
export async function openSent(workspace: Workspace, { src, link }: Pick<Sent, "src" | "link">): Promise<void> {
  if (src === null && link === "") return;
  const { openLink } = await import("./sharing/openLink");
  await openLink(workspace, link, src);
}
