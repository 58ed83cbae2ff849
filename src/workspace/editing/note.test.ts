import { beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../../session";
import { logOf, ME, ownJudgement, type StepId } from "../../trace";
import { addStep, built, stepId } from "../../trace/testing";
import type { Workspace } from "../state";
import { workspaceWith } from "../testing";
import { endNote, keepNote, writeNote } from "./note";

const [ASK, LOOK] = [stepId("ask"), stepId("look")];

let session: Session;
let workspace: Workspace;

const notes = (): Record<string, string> => {
  const trace = session.store.getState().log?.trace;
  const noteOf = (step: StepId): string => (trace && ownJudgement(trace, step, ME.id)?.value.note) ?? "";
  return Object.fromEntries([...(trace?.steps.keys() ?? [])].map((id) => [id, noteOf(id)]));
};
const edits = (): number => session.store.getState().log?.cursor ?? 0;

beforeEach(() => {
  workspace = workspaceWith();
  ({ session } = workspace);
  session.open(logOf(built(addStep("ask", null), addStep("look", "ask"))), null, null);
});

describe("a note that is being written", () => {
  it("goes to the step that it was begun on, and leaves the place where it is", () => {
    writeNote(workspace, ASK, "go");
    session.goTo(LOOK);
    writeNote(workspace, LOOK, "good");
    endNote(workspace);
    expect(notes()).toEqual({ ask: "good", look: "" });
    expect(session.store.getState().place.step).toBe(LOOK);
    writeNote(workspace, LOOK, "bad");
    endNote(workspace);
    expect(notes()).toEqual({ ask: "good", look: "bad" });
  });

  it("can be kept half-way, and is one edit more only where more was written", () => {
    writeNote(workspace, ASK, "go");
    keepNote(workspace);
    expect(notes()).toEqual({ ask: "go", look: "" });
    const before = edits();
    endNote(workspace);
    endNote(workspace);
    expect(edits()).toBe(before);
    expect(workspace.note.getState()).toBeNull();
  });

  it("is let go of where its step is open no more", () => {
    writeNote(workspace, stepId("elsewhere"), "lost");
    endNote(workspace);
    expect(notes()).toEqual({ ask: "", look: "" });
    expect(workspace.view.getState().notice).toBeNull();
  });
});
