import { describe, expect, it } from "vitest";
import type { FoundMark, ToolName } from "../../action";
import { must, ok } from "../../base";
import { cardForRepository } from "../../catalog";
import { imagePoint } from "../../geometry";
import { applyEdit, childrenOf, emptyTrace, encodeTrace, lineTo, logOf, parseTrace, type Trace } from "../../trace";
import { addImage, batch, imageId, produced, source, step, stepId, traceId } from "../../trace/testing";
import { runCommand } from "../commands";
import type { Workspace } from "../state";
import { modelThat, workspaceWith } from "../testing";
import { programDone } from "./done";
import { programHere } from "./program";
import { changeProgram, mayRunModules, openProgramPanel, runModules, stopModules } from "./run";

const trace: Trace = must(
  applyEdit(
    emptyTrace(traceId("t"), ""),
    batch(addImage(source("1")), {
      kind: "add-step",
      step: step("p", null, { kind: "problem", question: "Who is it?", images: [imageId("1")] }),
      index: 0,
    }),
  ),
);

const box: FoundMark = {
  outline: [imagePoint(10, 10), imagePoint(60, 10), imagePoint(60, 70), imagePoint(10, 70)],
  words: "person",
  confidence: 0.9,
};

const PROGRAM = `BOX0=LOC(image=IMAGE,object='person')
IMAGE0=CROP(image=IMAGE,box=BOX0)
ANSWER0=COUNT(box=BOX0)
FINAL_RESULT=RESULT(var=ANSWER0)
`;

function opened(found: readonly FoundMark[] = [box], text = PROGRAM, given: Parameters<typeof workspaceWith>[0] = {}) {
  const called: ToolName[] = [];
  const tools = {
    call: async (name: ToolName) => {
      called.push(name);
      return ok({ marks: found, words: "" });
    },
  };
  const workspace = workspaceWith({ tools, ...given });
  workspace.session.open(logOf(trace), null, null);
  changeProgram(workspace, text);
  return { workspace, called };
}

const lineOf = ({ session }: ReturnType<typeof opened>["workspace"]) => {
  const { log, place } = session.store.getState();
  return log ? lineTo(log.trace, place.step) : [];
};
const said = (workspace: ReturnType<typeof opened>["workspace"]) =>
  lineOf(workspace).map(({ body, raw }) => [body.kind, "text" in body ? body.text : raw.trim()]);

const ALL = [
  ["problem", ""],
  ["action", "BOX0=LOC(image=IMAGE,object='person')"],
  ["observation", "BOX0=[[10, 10, 60, 70]]"],
  ["action", "IMAGE0=CROP(image=IMAGE,box=BOX0)"],
  ["observation", "IMAGE0=<image 40x20>"],
  ["action", "ANSWER0=COUNT(box=BOX0)"],
  ["observation", "ANSWER0=1"],
  ["answer", "1"],
];

describe("a program of modules", () => {
  it("is run line by line, each line an action and what it showed, taken back one by one", async () => {
    const { workspace } = opened();
    await runModules(workspace);
    expect(said(workspace)).toEqual(ALL);
    expect(lineOf(workspace).map(({ body }) => (body.kind === "action" ? body.action.kind : null))).toEqual([
      null,
      "tool",
      null,
      "zoom",
      null,
      "program",
      null,
      null,
    ]);
    for (let i = 0; i < 4; i++) workspace.session.undo();
    expect(workspace.session.store.getState().log?.trace).toEqual(trace);
  });

  it("is run up to a line, and on from there without running the first lines again", async () => {
    const { workspace, called } = opened();
    await runModules(workspace, { to: 2 });
    expect(said(workspace)).toEqual(ALL.slice(0, 5));
    await runModules(workspace);
    expect(said(workspace)).toEqual(ALL);
    expect(called).toEqual(["find-objects"]);
  });

  it("keeps what was run when a later line is changed, and grows a branch there", async () => {
    const { workspace, called } = opened();
    await runModules(workspace);
    changeProgram(workspace, PROGRAM.replace("COUNT(box=BOX0)", "EVAL(expr='1 + 1')"));
    await runModules(workspace);
    expect(said(workspace).at(-1)).toEqual(["answer", "2"]);
    expect(called).toEqual(["find-objects"]);
    const now = workspace.session.store.getState().log?.trace ?? trace;
    expect(lineOf(workspace).map(({ id }) => childrenOf(now, id).length)).toEqual([1, 1, 1, 1, 2, 1, 1, 0]);
  });

  it("is run again from a line, and adds nothing where the same comes of it", async () => {
    const { workspace, called } = opened();
    await runModules(workspace);
    const before = workspace.session.store.getState().log?.trace.steps.size;
    await runModules(workspace, { from: 1 });
    expect(called).toEqual(["find-objects", "find-objects"]);
    expect(workspace.session.store.getState().log?.trace.steps.size).toBe(before);
  });

  it("goes on in a trace that was saved and opened", async () => {
    const { workspace } = opened();
    await runModules(workspace, { to: 3 });
    const saved = workspace.session.store.getState().log?.trace ?? trace;
    let more = 0;
    const again = opened([box], PROGRAM, { ambient: { nextStepId: () => stepId(`more${++more}`) } });
    again.workspace.session.open(logOf(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(saved)))))), null, null);
    const program = programHere(again.workspace);
    expect(program.ok && programDone(program.value).done.map(({ value }) => value)).toEqual([
      { kind: "things", things: [{ box: [10, 10, 60, 70], words: "person", confidence: 0.9 }] },
      { kind: "image", image: "c".repeat(64), size: { width: 40, height: 20 } },
      { kind: "scalar", value: 1 },
    ]);
    await runModules(again.workspace);
    expect(again.called).toEqual([]);
    expect(said(again.workspace).at(-1)).toEqual(["answer", "1"]);
  });

  it("stops at the line that is refused, keeps what was run, and says which", async () => {
    const { workspace } = opened([], "A=OCR(image=IMAGE)\nB=EVAL(expr='{A} > 0')\nR=RESULT(var=B)");
    await runModules(workspace);
    expect(workspace.interpreting.getState().refusal).toEqual({
      code: "expression-operands",
      line: 2,
      module: "EVAL",
      detail: ">",
    });
    expect(said(workspace).at(-1)).toEqual(["observation", "A=''"]);
  });

  it("runs nothing of a program that cannot be read whole", async () => {
    const { workspace, called } = opened([box], `${PROGRAM}X=NOTHING(a=1)`);
    await runModules(workspace);
    expect([called, workspace.interpreting.getState().refusal?.line]).toEqual([[], 5]);
  });

  it("tells of a photograph that the built-in model cannot be asked about it", async () => {
    const { workspace } = opened([box], "A=VQA(image=IMAGE,question='Who?')\nR=RESULT(var=A)");
    await runModules(workspace);
    expect(workspace.interpreting.getState().refusal).toMatchObject({ code: "no-model-for-photographs", line: 1 });
  });

  it("keeps a picture that a module made as produced", async () => {
    const images = { retouch: async () => ({ ...produced("7", "x"), width: 9, height: 8 }) };
    const { workspace } = opened([box], "O=SEG(image=IMAGE)\nI=COLORPOP(image=IMAGE,object=O)\nR=RESULT(var=I)", {
      images,
    });
    await runModules(workspace);
    const now = workspace.session.store.getState().log?.trace;
    const made = lineOf(workspace).at(-3);
    expect(now?.images.get(imageId("7"))?.origin).toEqual({ kind: "produced", by: made?.id });
    expect(said(workspace).at(-1)).toEqual(["answer", "<image 9x8>"]);
  });

  it("is stopped while a line is at work, and adds nothing of that line", async () => {
    const { workspace } = opened();
    const running = runModules(workspace);
    expect(mayRunModules(workspace)).toBe(false);
    stopModules(workspace);
    await running;
    expect(workspace.interpreting.getState()).toMatchObject({
      running: null,
      refusal: { code: "program-stopped", line: 1 },
    });
    expect(said(workspace)).toEqual(ALL.slice(0, 1));
  });

  it.each([
    ["its button", stopModules],
    ["Escape", (workspace: Workspace) => runCommand(workspace, "stop")],
  ])("is stopped by %s at once, whatever a network still does, and what comes of that is nobody's", async (_, stop) => {
    let answerLate = (): void => {};
    const call = async () => {
      await new Promise<void>((resolve) => {
        answerLate = resolve;
      });
      return ok({ marks: [box], words: "" });
    };
    const { workspace } = opened([box], PROGRAM, { tools: { call } });
    const running = runModules(workspace);
    stop(workspace);
    await running;
    expect(workspace.interpreting.getState().refusal).toMatchObject({ code: "program-stopped", line: 1 });
    expect(mayRunModules(workspace)).toBe(true);
    answerLate();
    await new Promise((resolve) => setTimeout(resolve));
    expect(said(workspace)).toEqual(ALL.slice(0, 1));
  });

  it("is found again where its line is opened", async () => {
    const { workspace } = opened();
    await runModules(workspace);
    workspace.interpreting.setState({ source: "", system: "visual-reasoner" });
    openProgramPanel(workspace);
    expect(workspace.interpreting.getState()).toMatchObject({ source: PROGRAM, system: "visprog" });
    expect(workspace.view.getState().programOpen).toBe(true);
  });

  it.each([1, 2, 3, 5, 7])("is found whole on step %i of its line", async (at) => {
    const { workspace } = opened();
    await runModules(workspace);
    const looked = lineOf(workspace)[at];
    workspace.session.goTo(looked?.id ?? expect.fail("The line is shorter"));
    workspace.interpreting.setState({ source: "" });
    openProgramPanel(workspace);
    expect(workspace.interpreting.getState().source).toBe(PROGRAM);
  });

  it("is found up to a step below which something else was said", async () => {
    const { workspace } = opened([box], "BOX0=LOC(image=IMAGE,object='person')\n");
    await runModules(workspace);
    const [, said, saw] = lineOf(workspace);
    const stray = { ...step("x", saw?.id ?? "", { kind: "answer", text: "?" }), raw: "no call" };
    must(workspace.session.commit("add-action", { kind: "add-step", step: stray, index: 0 }));
    workspace.session.goTo(said?.id ?? stepId("p"));
    workspace.interpreting.setState({ source: "" });
    openProgramPanel(workspace);
    expect(workspace.interpreting.getState().source).toBe("BOX0=LOC(image=IMAGE,object='person')\n");
  });

  it.each([
    ["visprog", PROGRAM.trim()],
    ["visual-reasoner", "{'question': 'q', 'tool': 'counting', 'operation': {'instruction': 'i', 'target': 'person'}}"],
  ] as const)("of a log is opened where its step is looked at: %s", (language, text) => {
    const { workspace } = opened([box], "");
    const action = { kind: "program", image: imageId("1"), language, source: text, readings: 0 } as const;
    const logged = { ...step("a", "p", { kind: "action", action, declared: null }), raw: text };
    must(workspace.session.commit("add-action", { kind: "add-step", step: logged, index: 0 }));
    workspace.session.goTo(stepId("a"));
    openProgramPanel(workspace);
    expect(workspace.interpreting.getState()).toMatchObject({ system: language });
    expect(workspace.interpreting.getState().source.trim()).toBe(text);
    expect(programHere(workspace).ok).toBe(true);
  });

  it("asks the model that is chosen", async () => {
    const card = must(cardForRepository("some/model"));
    const model = modelThat(card, async function* (request) {
      const [turn] = request.turns;
      yield {
        kind: "token",
        token: { id: 1, text: String(turn?.parts.length), logProbability: null, alternatives: [] },
      };
      yield { kind: "end", reason: "stop-token" };
    });
    const given = { models: { load: async () => ok(model) } };
    const { workspace } = opened([box], "A=VQA(image=IMAGE,question='Who?')\nR=RESULT(var=A)", given);
    workspace.view.setState({ folderCard: card, cardId: card.id });
    await runModules(workspace);
    expect(said(workspace).at(-1)).toEqual(["answer", "2"]);
  });
});
