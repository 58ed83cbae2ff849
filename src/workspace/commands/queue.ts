import { report } from "../files/open";
import type { SoughtRun } from "../queue/walk";
import type { Workspace } from "../state";
import type { Command } from "./command";

/** Lists of runs come with the first of them. */
async function go(workspace: Workspace, by: 1 | -1, sought: SoughtRun): Promise<void> {
  const { goToRun } = await import("../queue/walk");
  await report(workspace, goToRun(workspace, by, sought));
}

export const QUEUE_COMMANDS = [
  {
    id: "runs",
    group: "queue",
    keys: ["Shift+l"],
    run: ({ view }) => view.setState({ leftTab: "runs", treeOpen: true, sheet: "runs", runsWanted: true }),
  },
  { id: "nextRun", group: "queue", keys: ["Shift+j"], run: (workspace) => void go(workspace, 1, "any") },
  { id: "previousRun", group: "queue", keys: ["Shift+k"], run: (workspace) => void go(workspace, -1, "any") },
  { id: "nextWrongRun", group: "queue", keys: ["Shift+w"], run: (workspace) => void go(workspace, 1, "wrong") },
  { id: "nextUnjudgedRun", group: "queue", keys: ["Shift+u"], run: (workspace) => void go(workspace, 1, "unjudged") },
] as const satisfies readonly Command[];
