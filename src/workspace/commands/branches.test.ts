import { describe, expect, it } from "vitest";
import { logOf } from "../../trace";
import { forked, stepId } from "../../trace/testing";
import { runCommand } from "../commands/commands";
import type { ViewState, Workspace } from "../state";
import { workspaceWith } from "../testing";

/** A workspace at a step of the forked trace. */
function workspaceAt(step: string, seen: Partial<ViewState>): Workspace {
  const workspace = workspaceWith({}, seen);
  workspace.session.open(logOf(forked), null, null);
  workspace.session.goTo(stepId(step));
  return workspace;
}

describe("to rename a branch", () => {
  it("shows its row, on a phone and where the tree was closed or folded above it", () => {
    const workspace = workspaceAt("e", { treeOpen: false, folded: new Set(["p", "a", "b", "d"].map(stepId)) });
    runCommand(workspace, "rename");
    const { renaming, treeOpen, sheet, folded } = workspace.view.getState();
    expect({ renaming, treeOpen, sheet }).toEqual({ renaming: "d", treeOpen: true, sheet: "tree" });
    expect([...folded]).toEqual(["b", "d"]);
  });
});
