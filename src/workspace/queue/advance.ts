import { lineView } from "../../session";
import { ownJudgement, type StepId, type Trace, type Verdict } from "../../trace";
import { report } from "../files/open";
import { nameOfOpen, watchJudging } from "../logs/judged";
import { listedRuns, raterHere, runsListed, type Workspace } from "../state";
import { goToRun, isWalking } from "./walk";

/** A verdict is seen before the run goes; whoever goes on at once, to a tag or a note, stays. */
const AFTER_MILLIS = 450;

/** Keeps the list up to date and goes on to the next run when one is done, for as long as nobody ends it. */
export function watchQueue(workspace: Workspace): () => void {
  const ends = [watchJudging(workspace), watchVerdicts(workspace)];
  return () => {
    for (const end of ends) end();
  };
}

/** A run is done when the person gives the last step of its line a verdict. */
function watchVerdicts(workspace: Workspace): () => void {
  const { session, view } = workspace;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const end = session.store.subscribe(({ log, place }, before) => {
    if (!log || log === before.log) return;
    stop();
    if (log.trace.id !== before.log?.trace.id || !view.getState().nextRunWhenDone) return;
    const last = lineView(log.trace, place).line.at(-1)?.id;
    if (last === undefined || place.step !== last) return;
    const { id } = raterHere(workspace);
    if (verdictBy(id, before.log.trace, last) !== null || verdictBy(id, log.trace, last) === null) return;
    timer = setTimeout(() => void goOn(workspace, log.trace.id), AFTER_MILLIS);
  });
  return () => {
    stop();
    end();
  };
}

const verdictBy = (rater: string, trace: Trace, step: StepId): Verdict | null =>
  ownJudgement(trace, step, rater)?.value.verdict ?? null;

/** Goes on where nothing else was begun meanwhile, and where the open run is one of the list. */
async function goOn(workspace: Workspace, trace: Trace["id"]): Promise<void> {
  const { tagging, noting, dialog } = workspace.view.getState();
  const isOpen = workspace.session.store.getState().log?.trace.id === trace;
  const listed = listedRuns(workspace.logs.getState());
  const name = nameOfOpen(workspace);
  if (tagging || noting || dialog || !isOpen || !listed || name === null || isWalking(workspace)) return;
  if (workspace.note.getState() !== null || !(await runsListed(listed).placeOf(name))) return;
  await report(workspace, goToRun(workspace, 1, "unjudged"));
}
