import { describe, expect, it } from "vitest";
import { logOf, ME, ownJudgement } from "../../trace";
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

describe("to judge a step by key", () => {
  const verdict = ({ session }: Workspace, step: string) => {
    const trace = session.store.getState().log?.trace;
    return trace && ownJudgement(trace, stepId(step), ME.id)?.value.verdict;
  };

  it("says a verdict, says another, and takes it back with the same key or the key for none", () => {
    const workspace = workspaceAt("e", {});
    runCommand(workspace, "verdictCorrect");
    expect(verdict(workspace, "e")).toBe("correct");
    runCommand(workspace, "verdictWrong");
    expect(verdict(workspace, "e")).toBe("wrong");
    runCommand(workspace, "verdictWrong");
    expect(verdict(workspace, "e")).toBeUndefined();
    runCommand(workspace, "verdictUnsure");
    runCommand(workspace, "verdictClear");
    expect(verdict(workspace, "e")).toBeUndefined();
    const entries = workspace.session.store.getState().log?.entries;
    runCommand(workspace, "verdictClear");
    expect(workspace.session.store.getState().log?.entries).toBe(entries);
  });

  it("goes to the judged step when that is undone and redone elsewhere", () => {
    const workspace = workspaceAt("c", {});
    runCommand(workspace, "verdictCorrect");
    runCommand(workspace, "verdictWrong");
    const here = () => workspace.session.store.getState().place.step;
    for (const command of ["undo", "undo", "redo", "redo"] as const) {
      workspace.session.goTo(stepId("p"));
      runCommand(workspace, command);
      expect(here()).toBe("c");
    }
  });
});

describe("to rename a branch", () => {
  it("shows its row, on a phone and where the tree was closed or folded above it", () => {
    const workspace = workspaceAt("e", { treeOpen: false, folded: new Set(["p", "a", "b", "d"].map(stepId)) });
    runCommand(workspace, "rename");
    const { renaming, treeOpen, sheet, folded } = workspace.view.getState();
    expect({ renaming, treeOpen, sheet }).toEqual({ renaming: "d", treeOpen: true, sheet: "tree" });
    expect([...folded]).toEqual(["b", "d"]);
  });
});
