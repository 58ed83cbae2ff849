import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { countingSurroundings, cropEyes } from "../../runner/testing";
import { createSession } from "../../session";
import { logOf, ME, ownJudgement } from "../../trace";
import { forked, stepId } from "../../trace/testing";
import { runCommand } from "../commands/commands";
import { FRESH_VIEW, type ViewState } from "../state/view";
import type { Desk } from "../state/workspace";

/** A desk at a step of the forked trace. */
function deskAt(step: string, seen: Partial<ViewState>): Desk {
  const session = createSession({ eyes: cropEyes, surroundings: countingSurroundings() });
  session.open(logOf(forked), null, null);
  session.goTo(stepId(step));
  // A command looks at no more of the desk than this.
  return { services: { session }, view: createStore(() => ({ ...FRESH_VIEW, ...seen })) } as unknown as Desk;
}

describe("to judge a step by key", () => {
  const verdict = ({ services }: Desk, step: string) => {
    const trace = services.session.store.getState().log?.trace;
    return trace && ownJudgement(trace, stepId(step), ME.id)?.value.verdict;
  };

  it("says a verdict, says another, and takes it back with the same key or the key for none", () => {
    const desk = deskAt("e", {});
    runCommand(desk, "verdictGood");
    expect(verdict(desk, "e")).toBe("correct");
    runCommand(desk, "verdictBad");
    expect(verdict(desk, "e")).toBe("wrong");
    runCommand(desk, "verdictBad");
    expect(verdict(desk, "e")).toBeUndefined();
    runCommand(desk, "verdictUnsure");
    runCommand(desk, "verdictClear");
    expect(verdict(desk, "e")).toBeUndefined();
    const entries = desk.services.session.store.getState().log?.entries;
    runCommand(desk, "verdictClear");
    expect(desk.services.session.store.getState().log?.entries).toBe(entries);
  });

  it("goes to the judged step when that is undone and redone elsewhere", () => {
    const desk = deskAt("c", {});
    runCommand(desk, "verdictGood");
    runCommand(desk, "verdictBad");
    const here = () => desk.services.session.store.getState().place.step;
    for (const command of ["undo", "undo", "redo", "redo"] as const) {
      desk.services.session.goTo(stepId("p"));
      runCommand(desk, command);
      expect(here()).toBe("c");
    }
  });
});

describe("to rename a branch", () => {
  it("shows its row, on a phone and where the tree was closed or folded above it", () => {
    const desk = deskAt("e", { treeOpen: false, folded: new Set(["p", "a", "b", "d"].map(stepId)) });
    runCommand(desk, "rename");
    const { renaming, treeOpen, sheet, folded } = desk.view.getState();
    expect({ renaming, treeOpen, sheet }).toEqual({ renaming: "d", treeOpen: true, sheet: "tree" });
    expect([...folded]).toEqual(["b", "d"]);
  });
});
