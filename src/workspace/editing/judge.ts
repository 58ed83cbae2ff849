import { forkAbove, lineView } from "../../app/lines";
import { languageOf } from "../../app/services";
import { wordsIn } from "../../app/words";
import { lineTo, ME, ownJudgement, type Step, type StepId, type Verdict } from "../../trace";
import type { Command } from "../commands/command";
import { notify } from "../state";
import type { Desk } from "../state/workspace";
import { tell } from "./acts";
import { mayRedo, mayUndo, redo, undo } from "./history";

export function currentStep({ services }: Desk): Step | null {
  const { log, place } = services.session.store.getState();
  return log && lineView(log.trace, place).current;
}

/** The same verdict again takes it back. */
export function judge(desk: Desk, verdict: Verdict | null): void {
  const step = currentStep(desk);
  const { session } = desk.services;
  const trace = session.store.getState().log?.trace;
  if (!step || !trace) return;
  const before = ownJudgement(trace, step.id, ME.id)?.value.verdict ?? null;
  const next = before === verdict ? null : verdict;
  if (next !== before) tell(desk, session.judge("verdict", step.id, { verdict: next }));
}

export function star(desk: Desk, step: Step): void {
  tell(desk, desk.services.session.remark("star", step.id, { starred: !step.starred }));
}

export function removeBranch(desk: Desk, step: Step): void {
  if (step.parent === null) return;
  if (tell(desk, desk.services.session.remark("remove", step.id, { removed: true })))
    notify(
      desk.view,
      wordsIn(languageOf(desk.view.getState())).tree.removed,
      desk.services.session.store.getState().log?.cursor ?? null,
    );
}

export const restoreBranch = (desk: Desk, step: StepId): boolean =>
  tell(desk, desk.services.session.remark("restore", step, { removed: false }));

/** The branch that the current step is on: from the fork above, or from where it stands. */
function branchHead(desk: Desk): Step | null {
  const { log, place } = desk.services.session.store.getState();
  return (log && forkAbove(log.trace, place.step)) ?? currentStep(desk);
}

/** A name is written in the branch's own row, so that has to be there: the tree open, and nothing folded above it. */
function rename({ services, view }: Desk, step: Step): void {
  const trace = services.session.store.getState().log?.trace;
  const above = new Set(trace && lineTo(trace, step.parent).map(({ id }) => id));
  const folded = new Set([...view.getState().folded].filter((id) => !above.has(id)));
  view.setState({ renaming: step.id, treeOpen: true, sheet: "tree", folded });
}

const onBranch = (act: (desk: Desk, step: Step) => void) => (desk: Desk) => {
  const head = branchHead(desk);
  if (head) act(desk, head);
};

const mayWrite = ({ services }: Desk): boolean => {
  const { writable, run } = services.session.store.getState();
  return writable && run.kind === "idle";
};

export const JUDGE_COMMANDS: readonly Command[] = [
  { id: "verdictGood", group: "judge", keys: ["1"], run: (desk) => judge(desk, "correct") },
  { id: "verdictBad", group: "judge", keys: ["2"], run: (desk) => judge(desk, "wrong") },
  { id: "verdictUnsure", group: "judge", keys: ["3"], run: (desk) => judge(desk, "unsure") },
  { id: "verdictClear", group: "judge", keys: ["0"], run: (desk) => judge(desk, null) },
  {
    id: "note",
    group: "judge",
    keys: ["d"],
    run: ({ view }) => view.setState({ noting: true, stepOpen: true, tab: "step", sheet: "step" }),
  },
  { id: "star", group: "edit", keys: ["s"], run: onBranch(star) },
  { id: "rename", group: "edit", keys: ["F2"], run: onBranch(rename) },
  { id: "remove", group: "edit", keys: ["Delete", "Backspace"], when: mayWrite, run: onBranch(removeBranch) },
  { id: "undo", group: "edit", keys: ["Mod+z"], when: mayUndo, run: undo },
  {
    id: "redo",
    group: "edit",
    keys: ["Mod+Shift+z", "Mod+y"],
    when: mayRedo,
    run: redo,
  },
];
