import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { GYM_MODEL, MODEL_CARDS, PHOTOGRAPH_MODEL } from "../../catalog";
import { createDialect } from "../../dialect";
import type { Step, StepBody, Trace } from "../../trace";
import { addImage, addStep, built, generation, imageId, source, step, stepId } from "../../trace/testing";
import type { Workspace } from "../state";
import { DEFAULT_SETTINGS, FRESH_VIEW, type ViewState } from "../state";
import { askedDialect, chooseDialect, chosenDialect, dialectOfStep, systemOf, tellOfDialect } from "./dialects";
import { defaultInstructions, foreignDialect, speakable } from "./foreign";
import { limitsFor } from "./run";

const problem = (dialect?: string): StepBody => ({
  kind: "problem",
  question: "?",
  images: [imageId("1")],
  ...(dialect ? { dialect } : {}),
});
const traceOf = (dialect?: string): Trace =>
  built(addImage(source("1")), addStep("ask", null, problem(dialect)), addStep("look", "ask"));

/** A workspace of which only the view is there: nothing else is asked for here. */
const workspaceOfView = (): { workspace: Workspace; view: () => ViewState } => {
  const view = createStore<ViewState>(() => FRESH_VIEW);
  return { workspace: { view } as unknown as Workspace, view: view.getState };
};

describe("the dialect of a trace's runs", () => {
  it("is a person's choice, else that of its log, else the model's own", () => {
    const { workspace, view } = workspaceOfView();
    const [mine, theirs] = [traceOf(), traceOf("vilasr")];
    expect([chosenDialect(view(), mine), chosenDialect(view(), theirs)]).toEqual(["native", "vilasr"]);
    expect(systemOf(theirs)).toBe("vilasr");
    chooseDialect(workspace, theirs, "native");
    expect(chosenDialect(view(), theirs)).toBe("native");
  });

  it("is, for a model that is known to point, the one in which it is asked where to look", () => {
    const { workspace, view } = workspaceOfView();
    const [mine, theirs] = [traceOf(), traceOf("vilasr")];
    const asked = (trace: Trace) => askedDialect({ dialects: view().dialects, card: PHOTOGRAPH_MODEL }, trace);
    expect([asked(mine), asked(theirs)]).toEqual(["lfm2-vl-pointing", "vilasr"]);
    chooseDialect(workspace, mine, "native");
    expect(asked(mine)).toBe("native");
  });

  it("is one that there is, and that a model can be asked for, on every card that points", () => {
    const pointing = MODEL_CARDS.flatMap((card) => card.pointing ?? []);
    expect(pointing.length).toBeGreaterThan(3);
    expect(pointing.filter((name) => !speakable().includes(name))).toEqual([]);
    const trained = MODEL_CARDS.filter(({ boxes, speaksNative }) => boxes === "trained" && !speaksNative);
    expect(trained.filter(({ pointing }) => pointing === undefined)).toEqual([]);
  });

  it("is our own where a model was taught no other, until a person asks for that of the log", () => {
    const { workspace, view } = workspaceOfView();
    const [, larger = GYM_MODEL] = MODEL_CARDS;
    const theirs = traceOf("vilasr");
    const asked = () => [GYM_MODEL, larger].map((card) => askedDialect({ dialects: view().dialects, card }, theirs));
    expect(asked()).toEqual(["native", "vilasr"]);
    chooseDialect(workspace, theirs, "vilasr");
    expect(asked()).toEqual(["vilasr", "vilasr"]);
  });

  it("is remembered for so many traces, the newest of them", () => {
    const { workspace, view } = workspaceOfView();
    for (let i = 0; i < 250; i++) chooseDialect(workspace, { ...traceOf(), id: `t${i}` } as Trace, "grit");
    expect(Object.keys(view().dialects)).toHaveLength(200);
    expect(view().dialects.t249).toBe("grit");
    expect(view().dialects.t0).toBeUndefined();
  });

  it("is told of in a person's words until they are taken back", () => {
    const { workspace, view } = workspaceOfView();
    tellOfDialect(workspace, "grit", "Look.");
    expect(view().prompts).toEqual({ grit: "Look." });
    tellOfDialect(workspace, "grit", null);
    expect(view().prompts).toEqual({});
  });

  it("is known of each step: by who made it, and by the log that it stands on", () => {
    const trace = traceOf("vilasr");
    const at = (change: Partial<Step>): string =>
      dialectOfStep(trace, { ...(trace.steps.get(stepId("look")) as Step), ...change });
    expect(at({ author: "import", generation: null })).toBe("vilasr");
    expect(at({ author: "model", generation: { ...generation, dialect: "mini-o3" } })).toBe("mini-o3");
    expect(at({ author: "model", generation })).toBe("native");
    expect(dialectOfStep(traceOf(), step("x", "ask"))).toBe("native");
  });
});

describe("what a model is told", () => {
  it("is each system's own, and none is offered that nothing here could perform", () => {
    expect(speakable().length).toBeGreaterThan(10);
    expect(speakable().every((name) => defaultInstructions(name) !== null)).toBe(true);
  });

  it("goes first when a person wrote it, even where a log brings its own", () => {
    const line = [step("ask", null, { ...problem("deepeyes"), instructions: "the log's" } as StepBody)];
    const first = (told?: string) => foreignDialect("deepeyes", told)?.transcribe(line, "m").turns[0]?.parts[0];
    expect(first()).toEqual({ kind: "text", text: "the log's" });
    expect(first("mine")).toEqual({ kind: "text", text: "mine" });
  });

  it("is nothing for names that are no dialect's", () => {
    expect([foreignDialect("native", undefined), foreignDialect("__proto__", "x")]).toEqual([null, null]);
  });
});

describe("limits of a run", () => {
  const deepeyes = createDialect("deepeyes");
  const [, larger = GYM_MODEL] = MODEL_CARDS;

  it("are the system's where it has some, and never more words than the small model is good for", () => {
    expect(limitsFor(GYM_MODEL, DEFAULT_SETTINGS, deepeyes)).toEqual({ turns: 11, tokensPerTurn: 192 });
    expect(limitsFor(larger, DEFAULT_SETTINGS, deepeyes)).toEqual({ turns: 11, tokensPerTurn: 10_240 });
    expect(limitsFor(larger, DEFAULT_SETTINGS)).toEqual({ turns: 8, tokensPerTurn: 256 });
  });

  it("are a person's before all others", () => {
    const settings = { ...DEFAULT_SETTINGS, turns: 2, tokensPerTurn: 50 };
    expect(limitsFor(larger, settings, deepeyes)).toEqual({ turns: 2, tokensPerTurn: 50 });
  });
});
