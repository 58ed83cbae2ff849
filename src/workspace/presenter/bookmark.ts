import { lineView, type SessionState } from "../../session";
import type { Bookmark, Workspace } from "../state";
import { goToChapter } from "./telling";

/** Puts a bookmark wherever a run sets out while something is presented. Returns the way to leave off. */
export function keepBookmarks({ session, presenter }: Workspace): () => void {
  return session.store.subscribe((now, before) => {
    const begins = now.run.kind === "running" && before.run.kind !== "running";
    const bookmark = begins ? bookmarkOf(now) : null;
    if (bookmark) presenter.setState(({ talk }) => ({ talk: talk && { ...talk, bookmark, autoplay: false } }));
  });
}

function bookmarkOf({ log, place }: SessionState): Bookmark | null {
  const leaf = log && lineView(log.trace, place).line.at(-1);
  return log && leaf && place.step ? { trace: log.trace.id, step: place.step, leaf: leaf.id } : null;
}

/**
 * Back to the line that was on show when the live run set out, at the step where it did; a story goes back to its chapter.
 * What the run has written stays as a branch beside it.
 */
export async function backToRecorded(workspace: Workspace): Promise<void> {
  const { session, presenter } = workspace;
  const talk = presenter.getState().talk;
  if (!talk) return;
  await stopped(workspace);
  const { bookmark, telling } = talk;
  if (bookmark && session.store.getState().log?.trace.id === bookmark.trace) {
    // The end first, so that every fork on the way is turned towards the line as it was.
    session.goTo(bookmark.leaf);
    session.goTo(bookmark.step);
  }
  if (telling) await goToChapter(workspace, telling.at);
}

/** Resolves once nothing runs any more: a run that is stopped may still write its last words, and move the place to them. */
async function stopped({ session }: Workspace): Promise<void> {
  const isIdle = (): boolean => session.store.getState().run.kind !== "running";
  session.stop();
  if (isIdle()) return;
  await new Promise<void>((resolve) => {
    const leave = session.store.subscribe(() => {
      if (!isIdle()) return;
      leave();
      resolve();
    });
  });
}
