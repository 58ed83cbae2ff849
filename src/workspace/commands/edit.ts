import type { Step } from "../../trace";
import { chosenPart, judgeOwnPlace, link, unjudge, walkSentences } from "../editing/attach";
import { goToFlagged } from "../editing/hints";
import { mayRedo, mayUndo, mayWrite, redo, undo } from "../editing/history";
import {
  branchHead,
  judge,
  removeBranch,
  renameBranch,
  star,
  toggleDecisive,
  toggleFirstError,
} from "../editing/judge";
import type { Workspace } from "../state";
import type { Command } from "./command";

const onBranch = (act: (workspace: Workspace, step: Step) => void) => (workspace: Workspace) => {
  const head = branchHead(workspace);
  if (head) act(workspace, head);
};

/** What was drawn, joined or chosen by hand goes before the branch that it stands on. */
function remove(workspace: Workspace): void {
  const part = chosenPart(workspace);
  if (part) unjudge(workspace, part);
  else onBranch(removeBranch)(workspace);
}

export const EDIT_COMMANDS = [
  { id: "verdictCorrect", group: "judge", keys: ["1"], run: (workspace) => judge(workspace, "correct") },
  { id: "verdictWrong", group: "judge", keys: ["2"], run: (workspace) => judge(workspace, "wrong") },
  { id: "verdictUnsure", group: "judge", keys: ["3"], run: (workspace) => judge(workspace, "unsure") },
  { id: "verdictNeutral", group: "judge", keys: ["4"], run: (workspace) => judge(workspace, "neutral") },
  { id: "verdictClear", group: "judge", keys: ["0"], run: (workspace) => judge(workspace, null) },
  { id: "firstError", group: "judge", keys: ["e"], run: toggleFirstError },
  { id: "decisive", group: "judge", keys: ["w"], run: toggleDecisive },
  {
    id: "tags",
    group: "judge",
    keys: ["f"],
    run: ({ view }) => view.setState({ tagging: true, judgeOpen: true, stepOpen: true, sheet: "step" }),
  },
  { id: "nextFlagged", group: "judge", keys: ["."], run: (workspace) => void goToFlagged(workspace, 1) },
  { id: "previousFlagged", group: "judge", keys: [","], run: (workspace) => void goToFlagged(workspace, -1) },
  {
    id: "note",
    group: "judge",
    keys: ["d"],
    run: ({ view }) => view.setState({ noting: true, judgeOpen: true, stepOpen: true, tab: "step", sheet: "step" }),
  },
  { id: "judgeWords", group: "judge", keys: ["q"], run: (workspace) => walkSentences(workspace, 1) },
  { id: "judgeWordsBefore", group: "judge", keys: ["Shift+q"], run: (workspace) => walkSentences(workspace, -1) },
  { id: "judgeRegion", group: "judge", keys: ["u"], run: ({ view }) => view.setState({ tool: "region" }) },
  { id: "judgeOwnPlace", group: "judge", keys: ["Shift+p"], when: mayWrite, run: judgeOwnPlace },
  { id: "judgeLink", group: "judge", keys: ["y"], when: mayWrite, run: link },
  {
    id: "judgeMissing",
    group: "judge",
    keys: ["z"],
    when: mayWrite,
    run: ({ view }) => view.setState({ missing: true, stepOpen: true, sheet: "step" }),
  },
  {
    id: "advance",
    group: "judge",
    keys: [],
    run: ({ view }) => view.setState(({ advances }) => ({ advances: !advances })),
  },
  { id: "star", group: "edit", keys: ["s"], run: onBranch(star) },
  { id: "rename", group: "edit", keys: ["F2"], run: onBranch(renameBranch) },
  { id: "remove", group: "edit", keys: ["Delete", "Backspace"], when: mayWrite, run: remove },
  { id: "undo", group: "edit", keys: ["Mod+z"], when: mayUndo, run: undo },
  {
    id: "redo",
    group: "edit",
    keys: ["Mod+Shift+z", "Mod+y"],
    when: mayRedo,
    run: redo,
  },
] as const satisfies readonly Command[];
