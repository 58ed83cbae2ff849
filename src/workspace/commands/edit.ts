import type { Step } from "../../trace";
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
    run: ({ view }) => view.setState({ tagging: true, stepOpen: true, sheet: "step" }),
  },
  { id: "nextFlagged", group: "judge", keys: ["."], run: (workspace) => goToFlagged(workspace, 1) },
  { id: "previousFlagged", group: "judge", keys: [","], run: (workspace) => goToFlagged(workspace, -1) },
  {
    id: "note",
    group: "judge",
    keys: ["d"],
    run: ({ view }) => view.setState({ noting: true, stepOpen: true, tab: "step", sheet: "step" }),
  },
  { id: "star", group: "edit", keys: ["s"], run: onBranch(star) },
  { id: "rename", group: "edit", keys: ["F2"], run: onBranch(renameBranch) },
  { id: "remove", group: "edit", keys: ["Delete", "Backspace"], when: mayWrite, run: onBranch(removeBranch) },
  { id: "undo", group: "edit", keys: ["Mod+z"], when: mayUndo, run: undo },
  {
    id: "redo",
    group: "edit",
    keys: ["Mod+Shift+z", "Mod+y"],
    when: mayRedo,
    run: redo,
  },
] as const satisfies readonly Command[];
