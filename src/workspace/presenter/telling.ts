import { type Chapter, lineTo, type StepId, type Trace } from "../../trace";
import type { Guessing, Workspace } from "../state";

export const guessFirst = (step: StepId, question: string): Guessing => ({
  step,
  question,
  guesses: [],
  aim: null,
  isRevealed: false,
});

/** The chapter that is being told; null where no story is. */
export function chapterOf({ presenter }: Workspace): Chapter | null {
  const telling = presenter.getState().talk?.telling;
  return telling?.chapters[telling.at] ?? null;
}

/**
 * Shows a chapter of the story that is told, after opening its trace where another one is open. One that cannot be had is
 * told as missing, so that the talk goes on behind it. A place before the first or behind the last changes nothing.
 */
export async function goToChapter(workspace: Workspace, at: number): Promise<void> {
  const { presenter, session, view } = workspace;
  const telling = presenter.getState().talk?.telling;
  const chapter = telling?.chapters[at];
  if (!telling || !chapter) return;
  const show = (isMissing: boolean): void =>
    presenter.setState(({ talk }) => ({
      talk: talk?.telling
        ? { ...talk, telling: { ...talk.telling, at, isMissing }, guessing: isMissing ? null : guessingOf(chapter) }
        : talk,
    }));
  const trace = await openTraceOf(workspace, chapter, telling.home);
  // Meanwhile the talk may have ended, or gone on to another chapter.
  if (presenter.getState().talk?.telling?.at !== telling.at) return;
  if (!trace?.steps.has(chapter.step)) return show(true);
  session.goTo(chapter.step);
  view.setState({ cropItself: showsCropItself(trace, chapter) });
  show(false);
}

const guessingOf = ({ step, question }: Chapter): Guessing | null =>
  question === "" ? null : guessFirst(step, question);

/** The trace that a chapter tells of, opened; null where it cannot be had. */
async function openTraceOf(workspace: Workspace, { elsewhere }: Chapter, home: Trace["id"]): Promise<Trace | null> {
  const { session, documents } = workspace;
  const id = elsewhere?.trace ?? home;
  const open = (): Trace | null => session.store.getState().log?.trace ?? null;
  if (open()?.id !== id && (await documents.openKept(id))) return null;
  return open();
}

/** Whether the view of a chapter is of a crop that the model was shown, not of the picture that it lies in. */
const showsCropItself = (trace: Trace, { step, view }: Chapter): boolean =>
  view !== null && lineTo(trace, step).some(({ body }) => body.kind === "observation" && body.image === view.image);
