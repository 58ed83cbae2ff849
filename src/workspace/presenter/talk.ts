import { lineView } from "../../session";
import { actionsShown, type Chapter, type Step, type Trace } from "../../trace";
import { hurryRun, stopRun } from "../runs/run";
import type { Talk, Workspace } from "../state";
import { placeOfAction } from "./guess";
import { goToChapter, guessFirst } from "./telling";

export const talkOf = ({ presenter }: Workspace): Talk | null => presenter.getState().talk;

/** Changes a talk that is going on; without one nothing happens. */
export const changeTalk = ({ presenter }: Workspace, change: (talk: Talk) => Partial<Talk>): void =>
  presenter.setState(({ talk }) => ({ talk: talk && { ...talk, ...change(talk) } }));

/** Presents the line in sight, from the current step on. What was half done at the panels is put down. */
export function startTalk(workspace: Workspace): void {
  const { presenter, session, view, edges } = workspace;
  if (session.store.getState().log === null) return;
  view.setState({
    playing: false,
    dialog: null,
    sheet: null,
    tool: "select",
    eye: false,
    searchOpen: false,
    programOpen: false,
  });
  presenter.setState({
    talk: {
      sinceMillis: edges.ambient.nowMillis(),
      telling: null,
      guessing: null,
      bookmark: null,
      autoplay: false,
      black: false,
      laser: false,
      notes: false,
      help: false,
      refusal: null,
      plannedMinutes: null,
    },
  });
}

/** Tells the story of the open trace, from a chapter on. */
export async function tellStory(workspace: Workspace, from: Chapter["id"] | null = null): Promise<void> {
  const trace = workspace.session.store.getState().log?.trace;
  if (!trace || trace.story.length === 0) return;
  startTalk(workspace);
  const at = Math.max(
    0,
    trace.story.findIndex(({ id }) => id === from),
  );
  changeTalk(workspace, () => ({ telling: { home: trace.id, chapters: trace.story, at, isMissing: false } }));
  await goToChapter(workspace, at);
}

/** The whole screen for the picture and nothing of the browser around it, or the way back. */
export async function toggleFullScreen(workspace: Workspace): Promise<void> {
  const refused = (): void => changeTalk(workspace, () => ({ refusal: "no-full-screen" }));
  // A phone's browser has no such method at all.
  await Promise.resolve().then(workspace.edges.page.toggleFullScreen).catch(refused);
}

/** Back to the panels, and to the trace that holds the story. What a model is at goes on, as it does beside a dialog. */
export async function endTalk(workspace: Workspace): Promise<void> {
  const talk = talkOf(workspace);
  if (!talk) return;
  workspace.presenter.setState({ talk: null });
  workspace.edges.page.leaveFullScreen();
  const home = talk.telling?.home;
  if (home && home !== workspace.session.store.getState().log?.trace.id) await workspace.documents.openKept(home);
}

/** The next thing to show: what was guessed, then the next step, or the next chapter of a story. */
export async function goForward(workspace: Workspace): Promise<void> {
  const talk = talkOf(workspace);
  if (!talk) return;
  if (talk.black) return changeTalk(workspace, () => ({ black: false }));
  if (talk.guessing && !talk.guessing.isRevealed) return reveal(workspace);
  if (talk.telling) return goToChapter(workspace, talk.telling.at + 1);
  changeTalk(workspace, () => ({ guessing: null }));
  workspace.session.walk(1);
}

export async function goBack(workspace: Workspace): Promise<void> {
  const talk = talkOf(workspace);
  if (!talk) return;
  if (talk.guessing && !talk.telling) return changeTalk(workspace, () => ({ guessing: null }));
  if (talk.telling) return goToChapter(workspace, talk.telling.at - 1);
  workspace.session.walk(-1);
}

/** The first step or chapter, or the last. */
export async function goToEnd(workspace: Workspace, end: "first" | "last"): Promise<void> {
  const talk = talkOf(workspace);
  if (talk?.telling) return goToChapter(workspace, end === "first" ? 0 : talk.telling.chapters.length - 1);
  changeTalk(workspace, () => ({ guessing: null }));
  workspace.session.walk(end === "first" ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER);
}

/** Whether there is nothing behind what is on show, so that autoplay has come to its end. */
export function isAtEnd(workspace: Workspace): boolean {
  const talk = talkOf(workspace);
  if (talk?.telling) return talk.telling.at >= talk.telling.chapters.length - 1;
  const { log, place } = workspace.session.store.getState();
  if (!log) return true;
  const { line, index } = lineView(log.trace, place);
  return index >= line.length - 1;
}

/**
 * Asks the audience where a step's box or point lies, or leaves off asking: of this step, else of the next on the line that
 * has a place, which is gone to without being shown.
 */
export function toggleGuessing(workspace: Workspace): void {
  const { session } = workspace;
  const { log, place } = session.store.getState();
  const isAsked = talkOf(workspace)?.guessing != null;
  changeTalk(workspace, () => ({ guessing: null }));
  if (!log || isAsked) return;
  const { line, index } = lineView(log.trace, place);
  const step = line.slice(Math.max(0, index)).find((ahead) => hasPlace(log.trace, ahead));
  if (step) {
    changeTalk(workspace, () => ({ guessing: guessFirst(step.id, ""), autoplay: false }));
    session.goTo(step.id);
  } else changeTalk(workspace, () => ({ refusal: "no-place-ahead" }));
}

/** Whether the action of a step, or the one that it shows, names a box or a point. */
function hasPlace(trace: Trace, step: Step): boolean {
  const acting = step.body.kind === "observation" ? actionsShown(trace, step).at(-1) : step;
  return acting?.body.kind === "action" && placeOfAction(acting.body.action) !== null;
}

/** Shows where it really lies. */
export const reveal = (workspace: Workspace): void =>
  changeTalk(workspace, ({ guessing }) => ({ guessing: guessing && { ...guessing, aim: null, isRevealed: true } }));

/** The box of a guess by key is not given. */
const putAimAway = (workspace: Workspace): void =>
  changeTalk(workspace, ({ guessing }) => ({ guessing: guessing && { ...guessing, aim: null } }));

/** The model writes, or is being loaded to. */
const isAtWork = ({ session, view }: Workspace): boolean =>
  session.store.getState().run.kind === "running" || view.getState().starting;

/**
 * Leaves the innermost thing: the help, the dark screen, the box of a guess, the run that goes on, the question to the
 * audience, then the talk.
 */
export async function leaveTalk(workspace: Workspace): Promise<void> {
  const talk = talkOf(workspace);
  if (!talk) return;
  if (talk.help) changeTalk(workspace, () => ({ help: false }));
  else if (talk.black) changeTalk(workspace, () => ({ black: false }));
  else if (talk.guessing?.aim) putAimAway(workspace);
  else if (workspace.view.getState().hurry) hurryRun(workspace);
  else if (isAtWork(workspace)) stopRun(workspace);
  else if (talk.guessing && !talk.telling) changeTalk(workspace, () => ({ guessing: null }));
  else await endTalk(workspace);
}
