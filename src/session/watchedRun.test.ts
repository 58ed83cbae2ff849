import { describe, expect, it } from "vitest";
import { must } from "../base";
import { createNativeDialect } from "../dialect";
import type { RunModel } from "../runner";
import { countingClockAndIds, cropExecutor, GREEDY, picture, problemStep, scriptedModel } from "../runner/testing";
import { applyEdit, emptyTrace, logOf, type TraceId } from "../trace";
import { createSession, type Session } from ".";
import { visibleLine } from "./place";
import type { RunRequest } from "./runs";

const LOOK_AND_ANSWER = ["<think>look</think><act>zoom 0 0 10 10</act>", "<answer>K</answer>"];

describe("a run that is watched", () => {
  const opened = (): Session => {
    const session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
    const posed = applyEdit(emptyTrace("t" as TraceId, "a trace"), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        { kind: "add-step", step: problemStep, index: 0 },
      ],
    });
    session.open(logOf(must(posed)), null, null);
    return session;
  };
  const kindsIn = ({ store }: Session): readonly string[] => {
    const { log, place } = store.getState();
    return log ? visibleLine(log.trace, place).map(({ body }) => body.kind) : [];
  };
  const request = (model: RunModel, change: Partial<RunRequest> = {}): RunRequest => ({
    model,
    dialect: createNativeDialect({ instructions: "", marksObserved: false }),
    sampling: GREEDY,
    conditions: { limits: { turns: 4, tokensPerTurn: 100 }, refuseActions: false },
    from: problemStep.id,
    siblings: 1,
    ...change,
  });

  it("ends at the step that its watch ends it at, and goes on from there", async () => {
    const session = opened();
    const moments: string[] = [];
    const model = scriptedModel(LOOK_AND_ANSWER);
    const watch: RunRequest["watch"] = async (at, newest, trace) => {
      const kind = trace.steps.get(newest)?.body.kind ?? "";
      moments.push(`${at} ${kind}`);
      return at === "step" && kind === "action";
    };
    const outcome = await session.run(request(model, { watch }));
    expect(outcome).toEqual({ kind: "breakpoint" });
    expect(kindsIn(session)).toEqual(["problem", "thought", "action"]);
    expect(moments).toEqual(["turn problem", "step thought", "step action"]);
    expect(model.aborted()).toBe(1);
    const last = session.store.getState().place.step;
    await session.run(request(model, { from: last ?? problemStep.id }));
    expect(kindsIn(session)).toEqual(["problem", "thought", "action", "observation", "answer"]);
  });

  it("is asked before each turn, when the model is at rest, and at the end", async () => {
    const session = opened();
    const moments: string[] = [];
    const watch: RunRequest["watch"] = async (at) => {
      moments.push(at);
      return false;
    };
    await session.run(request(scriptedModel(LOOK_AND_ANSWER), { watch }));
    expect(moments.filter((at) => at !== "step")).toEqual(["turn", "turn", "end"]);
  });

  it("begins its first turn with the tokens that it is given", async () => {
    const session = opened();
    const begun = ["<think>", "look</think>"].map((text, id) => ({ id, text, logProbability: -1, alternatives: [] }));
    const model = scriptedModel(["<act>zoom 0 0 10 10</act>", "<answer>K</answer>"]);
    await session.run(request(model, { begun }));
    expect(kindsIn(session)).toEqual(["problem", "thought", "action", "observation", "answer"]);
    expect(model.asked[0]?.open).toBe(true);
    expect(model.asked[0]?.turns.at(-1)?.parts).toEqual([{ kind: "text", text: "<think>look</think>" }]);
    expect(model.asked[1]?.turns.at(-1)?.role).toBe("user");
  });

  it("gives each step of what it was begun with the tokens of that step", async () => {
    const session = opened();
    const words = ["<think>", "look</think>", "<answer>", "K</answer>"];
    const begun = words.map((text, id) => ({ id, text, logProbability: -1, alternatives: [] }));
    await session.run(request(scriptedModel([""]), { begun }));
    const { log, place } = session.store.getState();
    const said = log ? visibleLine(log.trace, place).slice(1) : [];
    expect(said.map(({ body, generation }) => [body.kind, generation?.tokens.map(({ id }) => id)])).toEqual([
      ["thought", [0, 1]],
      ["answer", [2, 3]],
    ]);
  });
});
