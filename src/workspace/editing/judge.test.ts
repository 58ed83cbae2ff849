import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { countingClockAndIds, cropExecutor } from "../../runner/testing";
import { createSession } from "../../session";
import { logOf } from "../../trace";
import { forked, stepId } from "../../trace/testing";
import type { Desk } from "../state/workspace";
import { FRESH_VIEW, type ViewState } from "../state/view";
import { runCommand } from "../commands/commands";

/** A desk at a step of the forked trace. */
function deskAt(step: string, seen: Partial<ViewState>): Desk {
  const session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
  session.open(logOf(forked), null, null);
  session.goTo(stepId(step));
  // A command looks at no more of the desk than this.
  return { services: { session }, view: createStore(() => ({ ...FRESH_VIEW, ...seen })) } as unknown as Desk;
}

describe("to rename a branch", () => {
  it("shows its row, on a phone and where the tree was closed or folded above it", () => {
    const desk = deskAt("e", { treeOpen: false, folded: new Set(["p", "a", "b", "d"].map(stepId)) });
    runCommand(desk, "rename");
    const { renaming, treeOpen, sheet, folded } = desk.view.getState();
    expect({ renaming, treeOpen, sheet }).toEqual({ renaming: "d", treeOpen: true, sheet: "tree" });
    expect([...folded]).toEqual(["b", "d"]);
  });
});
