// A tool that is called by hand, by a model, and in a system that has no words for it.
import { describe, expect, it } from "vitest";
import type { Action, FoundMark, ToolExecutor } from "../action";
import { err, must, ok } from "../base";
import { createDialect, createNativeDialect } from "../dialect";
import { imageBox, imagePoint } from "../geometry";
import {
  countingClockAndIds,
  cropExecutor,
  GREEDY,
  PICTURE,
  picture,
  problemStep,
  scriptedModel,
} from "../runner/testing";
import { applyEdit, emptyTrace, encodeTrace, logOf, parseTrace, type TraceId } from "../trace";
import { createSession } from ".";
import { lineView } from "./lines";

const native = createNativeDialect({ instructions: "", marksObserved: false });
const MARK: FoundMark = {
  outline: [imagePoint(1, 2), imagePoint(30, 4), imagePoint(29, 14), imagePoint(0, 12)],
  words: "EXIT",
  confidence: 0.9,
};
const drawn = { ...picture, id: "e".repeat(64) as typeof PICTURE };
const call: Action = { kind: "tool", image: PICTURE, tool: "read-text", region: imageBox(0, 0, 40, 20), words: "" };

function opened(find: ToolExecutor["find"]) {
  const executor: ToolExecutor = find ? { ...cropExecutor, find } : cropExecutor;
  const ids = countingClockAndIds();
  const session = createSession({ executor, clockAndIds: { ...ids, nextJudgementId: () => "j" as never } });
  const trace = must(
    applyEdit(emptyTrace("t" as TraceId, "a trace"), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        { kind: "add-step", step: problemStep, index: 0 },
      ],
    }),
  );
  session.open(logOf(trace), null, null);
  const now = () => {
    const { log, place } = session.store.getState();
    if (!log) throw new Error("Nothing is open");
    return { trace: log.trace, ...lineView(log.trace, place) };
  };
  return { session, now };
}

const finds: ToolExecutor["find"] = async () => ok({ marks: [MARK], words: '"EXIT" [0, 2, 30, 14] 0.90' });

describe("a tool", () => {
  it("that a person calls is kept with what it found, through a file and back", async () => {
    const { session, now } = opened(finds);
    must(await session.act(problemStep.id, call, native));
    expect(now().current?.body).toEqual({
      kind: "observation",
      image: null,
      text: '"EXIT" [0, 2, 30, 14] 0.90',
      found: [MARK],
    });
    expect(now().line[1]?.raw).toMatch(/^<act>read-text 0 0 \d+ \d+<\/act>$/);
    expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(now().trace))))).steps).toEqual(now().trace.steps);
    session.undo();
    expect(now().line).toHaveLength(1);
  });

  it("that draws a picture has it kept as produced by its call", async () => {
    const { session, now } = opened(async () => ok({ marks: [], words: "", image: drawn }));
    must(await session.act(problemStep.id, { ...call, tool: "find-edges" }, native));
    expect(now().trace.images.get(drawn.id)?.origin).toEqual({ kind: "produced", by: now().line[1]?.id });
  });

  it.each([
    ["no-tool", undefined],
    ["tool-files", async () => err("tool-files")],
  ] as const)("that refuses a person leaves no step, and says %s", async (code, find) => {
    const { session, now } = opened(find);
    expect(await session.act(problemStep.id, call, native)).toEqual(err(code));
    expect(now().line).toHaveLength(1);
  });

  it("that a system has no words for is told to its model by what it found alone", async () => {
    const { session, now } = opened(finds);
    const deepeyes = createDialect("deepeyes");
    must(await session.act(problemStep.id, call, deepeyes));
    const { turns } = deepeyes.transcribe(now().line, "m", now().trace.images);
    expect(turns.map(({ role }) => role)).not.toContain("assistant");
    expect(JSON.stringify(turns.at(-1))).toContain("EXIT");
  });

  it("that a model calls in the native dialect is performed, and the model goes on", async () => {
    const { session, now } = opened(finds);
    const model = scriptedModel(["<act>read-text 0 0 50 50</act>", "<answer>EXIT</answer>"]);
    const conditions = { limits: { turns: 4, tokensPerTurn: 50 }, refuseActions: false };
    await session.run({ model, dialect: native, sampling: GREEDY, conditions, from: problemStep.id, siblings: 1 });
    expect(now().line.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "answer"]);
    expect(now().line[2]?.body).toMatchObject({ found: [MARK] });
  });
});
