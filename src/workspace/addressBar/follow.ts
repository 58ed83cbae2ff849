import { type LinkView, NO_VIEW } from "../../sharing";
import { viewNow } from "../sharing/linkView";
import type { DocumentName, Workspace } from "../state";
import { parseWhereabouts, printWhereabouts } from "./fragment";
import { openWhereabouts } from "./open";

/** The address of the page behind its `#`, and the browser's history of it. */
export interface AddressBar {
  /** With its `#`; empty where there is none. */
  fragment(): string;
  /** Another address in place of the present one; `soon` is a moment later, as a walk changes it many times a second. */
  replace(fragment: string, when: "now" | "soon"): void;
  /** Another address, with the present one left for the way back. */
  push(fragment: string): void;
  /** Told when a person went back or forward, or wrote another fragment by hand. */
  onChange(listener: (fragment: string) => void): void;
}

/**
 * Keeps the address in step with what is open, and what is open in step with the address. Walking replaces the address;
 * another document is a place of its own in the history.
 *
 * @param openLink what becomes of a fragment that names no document of this browser
 */
export function followOpenDocument(
  workspace: Workspace,
  bar: AddressBar,
  openLink: (fragment: string) => Promise<void>,
): void {
  const { session, documents } = workspace;
  let shown = session.store.getState().log?.trace.id;
  let shownAs = documents.store.getState().name;
  // While a person is on the way through the history, what opens has its place in it already.
  let onTheWay = 0;
  let isAwaited = false;

  const tell = (): void => {
    isAwaited = false;
    if (onTheWay > 0) return;
    const now = session.store.getState().log?.trace.id;
    const { name } = documents.store.getState();
    const fragment = name ? printWhereabouts({ document: name, view: viewToKeep(workspace, name) }) : "";
    const isAnother = now !== shown;
    // A sample is kept under a name of its own from its first change on, and a reload may come at once: by the old name
    // it would show the sample as it was.
    const when = name === shownAs ? "soon" : "now";
    shown = now;
    shownAs = name;
    if (isAnother) bar.push(fragment);
    else if (fragment !== bar.fragment()) bar.replace(fragment, when);
  };
  // A document is opened in several changes of two stores, one behind the other: told once they are all made.
  const tellSoon = (): void => {
    if (isAwaited) return;
    isAwaited = true;
    queueMicrotask(tell);
  };

  bar.onChange(async (fragment) => {
    onTheWay += 1;
    const whereabouts = parseWhereabouts(fragment);
    await (whereabouts ? openWhereabouts(workspace, whereabouts) : openLink(fragment));
    onTheWay -= 1;
    if (onTheWay > 0) return;
    shown = session.store.getState().log?.trace.id;
    tell();
  });
  session.store.subscribe((now, before) => {
    if (now.log !== before.log || now.place !== before.place) tellSoon();
  });
  documents.store.subscribe((now, before) => {
    if (now.name !== before.name) tellSoon();
  });
  tell();
}

/** The step and the branch; a problem of the gym is made anew each time, and its one step is another each time. */
const viewToKeep = (workspace: Workspace, name: DocumentName): LinkView =>
  name.kind === "gym" ? NO_VIEW : { ...viewNow(workspace), region: null };
