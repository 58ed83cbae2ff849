import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { countingSurroundings, cropEyes } from "../../runner/testing";
import { createSession, type Session } from "../../session";
import { logOf, ME, ownJudgement, type StepId } from "../../trace";
import { addStep, built, stepId } from "../../trace/testing";
import { FRESH_VIEW } from "../state/view";
import type { Desk } from "../state/workspace";
import { endNote, keepNote, noteDraft, writeNote } from "./note";

const [ASK, LOOK] = [stepId("ask"), stepId("look")];

let session: Session;
let desk: Desk;

const notes = (): Record<string, string> => {
  const trace = session.store.getState().log?.trace;
  const noteOf = (step: StepId): string => (trace && ownJudgement(trace, step, ME.id)?.value.note) ?? "";
  return Object.fromEntries([...(trace?.steps.keys() ?? [])].map((id) => [id, noteOf(id)]));
};
const edits = (): number => session.store.getState().log?.cursor ?? 0;

beforeEach(() => {
  session = createSession({ eyes: cropEyes, surroundings: countingSurroundings() });
  session.open(logOf(built(addStep("ask", null), addStep("look", "ask"))), null, null);
  // Nothing else of the desk is asked for.
  desk = { services: { session }, view: createStore(() => FRESH_VIEW) } as unknown as Desk;
});

describe("a note that is being written", () => {
  it("goes to the step that it was begun on, and leaves the place where it is", () => {
    writeNote(ASK, "go");
    session.goTo(LOOK);
    writeNote(LOOK, "good");
    endNote(desk);
    expect(notes()).toEqual({ ask: "good", look: "" });
    expect(session.store.getState().place.step).toBe(LOOK);
    writeNote(LOOK, "bad");
    endNote(desk);
    expect(notes()).toEqual({ ask: "good", look: "bad" });
  });

  it("can be kept half-way, and is one edit more only where more was written", () => {
    writeNote(ASK, "go");
    keepNote(desk);
    expect(notes()).toEqual({ ask: "go", look: "" });
    const before = edits();
    endNote(desk);
    endNote(desk);
    expect(edits()).toBe(before);
    expect(noteDraft.getState()).toBeNull();
  });

  it("is let go of where its step is open no more", () => {
    writeNote(stepId("elsewhere"), "lost");
    endNote(desk);
    expect(notes()).toEqual({ ask: "", look: "" });
    expect(desk.view.getState().notice).toBeNull();
  });
});
