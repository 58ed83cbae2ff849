import { describe, expect, it } from "vitest";
import { err, must, ok } from "../../base";
import { cardForRepository, GYM_MODEL } from "../../catalog";
import { movesOf } from "../../driver";
import type { RunModel } from "../../runner";
import { picture, problemStep } from "../../runner/testing";
import {
  applyEdit,
  childrenOf,
  emptyTrace,
  logOf,
  plainStep,
  type Step,
  type StepBody,
  stepIdFrom,
  type Trace,
  traceIdFrom,
} from "../../trace";
import type { Workspace } from "../state";
import { modelThat, NOT_GIVEN, workspaceWith } from "../testing";
import { keepMove, modelsForLockStep, startLockStep, stopLockStep } from "./lockStep";
import { branchesBeside, compareWith, compareWithKept, lineInSight, otherLine } from "./otherLine";

const stepOf = (id: string, parent: string, body: StepBody, raw = ""): Step => ({
  ...plainStep({ id: stepIdFrom(id), parent: stepIdFrom(parent), author: "model", atMillis: 0, body }),
  raw,
});
const answer = (id: string, parent: string, text: string): Step =>
  stepOf(id, parent, { kind: "answer", text }, `<answer>${text}</answer>`);
const thought = (id: string, parent: string): Step =>
  stepOf(id, parent, { kind: "thought", text: id }, `<think>${id}</think>`);

/** A problem, and behind it two ways: one thought with two answers, and an answer at once. */
const traceOf = (id: string): Trace =>
  must(
    applyEdit(emptyTrace(traceIdFrom(id), id), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        ...[
          problemStep,
          thought("left", problemStep.id),
          answer("a", "left", "A"),
          answer("b", "left", "B"),
          answer("c", problemStep.id, "C"),
        ].map((step) => ({ kind: "add-step", step, index: 9 }) as const),
      ],
    }),
  );

function workspaceOn(step: string, given: Parameters<typeof workspaceWith>[0] = {}): Workspace {
  const workspace = workspaceWith(given);
  workspace.session.open(logOf(traceOf("open")), null, null);
  workspace.session.goTo(stepIdFrom(step));
  return workspace;
}

const seen = (workspace: Workspace) => {
  const line = lineInSight(workspace);
  if (!line) throw new Error("Nothing is open");
  return line;
};

describe("the other line", () => {
  it("is the branch beside the line in sight, from the nearest fork, unless another is chosen", () => {
    const workspace = workspaceOn("b");
    const { trace, steps } = seen(workspace);
    expect(branchesBeside(trace, steps)).toEqual(["a", "c"]);
    expect(otherLine(seen(workspace), null)?.steps.at(-1)?.id).toBe("a");
    compareWith(workspace, stepIdFrom("c"));
    expect(workspace.view.getState().dialog).toBe("compare");
    expect(otherLine(seen(workspace), workspace.comparing.getState().other)?.steps.at(-1)?.id).toBe("c");
  });

  it("is none of a branch that was put away, nor one that the line itself has become", () => {
    const workspace = workspaceOn("b");
    workspace.session.commit("remove", { kind: "remark", id: stepIdFrom("a"), remark: { removed: true } });
    const { trace, steps } = seen(workspace);
    expect(branchesBeside(trace, steps)).toEqual(["c"]);
    expect(otherLine(seen(workspace), { kind: "branch", leaf: stepIdFrom("b") })?.steps.at(-1)?.id).toBe("c");
  });

  it("is of a kept trace once that is read; its pictures can be made again then", async () => {
    const recalled: string[] = [];
    const workspace = workspaceOn("b", {
      storage: { read: async () => ok(traceOf("kept")) },
      images: { recall: ({ id }) => void recalled.push(id) },
    });
    await compareWithKept(workspace, traceIdFrom("kept"));
    const other = otherLine(seen(workspace), workspace.comparing.getState().other);
    expect([other?.trace.id, other?.steps.at(-1)?.id, recalled.at(-1)]).toEqual(["kept", "c", "kept"]);
  });

  it("stays what it was where a kept trace cannot be read, and that is said", async () => {
    const workspace = workspaceOn("b", { storage: { read: async () => err(NOT_GIVEN) } });
    await compareWithKept(workspace, traceIdFrom("kept"));
    expect(workspace.comparing.getState()).toMatchObject({ other: null, reading: false });
    expect(workspace.view.getState().failure).toEqual(NOT_GIVEN);
  });
});

/** Always says the same, a letter a token. */
const saying = (words: string): RunModel["continue"] =>
  async function* (_, signal) {
    yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
    for (const text of words) {
      await Promise.resolve();
      signal.throwIfAborted();
      yield { kind: "token", token: { id: 1, text, logProbability: -0.5, alternatives: [] } };
    }
    yield { kind: "end", reason: "stop-token" };
  };

const OTHER = must(cardForRepository("owner/other"));

/** Two models: the built-in one says what the line says, the other one something else. */
function twoModels(words = "<answer>B</answer>"): Workspace {
  const workspace = workspaceOn("b", {
    models: {
      load: async (card) =>
        ok(modelThat(card, card.id === GYM_MODEL.id ? saying(words) : saying("<answer>Z</answer>"))),
    },
  });
  workspace.view.setState({ hubNames: ["owner/other"] });
  return workspace;
}

describe("models in lock-step with the line in sight", () => {
  it("are loaded and asked one after the other, and the chosen one is chosen again", async () => {
    const workspace = twoModels();
    expect(modelsForLockStep(workspace).map(({ id }) => id)).toContain(OTHER.id);
    const before = seen(workspace);
    await startLockStep(workspace, [GYM_MODEL.id, OTHER.id]);
    const { table, asking } = workspace.comparing.getState();
    expect(table?.columns.map(({ name, answers }) => [name, answers.map(({ parting }) => parting.kind)])).toEqual([
      [GYM_MODEL.name, ["same"]],
      [OTHER.name, ["otherwise"]],
    ]);
    expect(movesOf(before.steps)).toHaveLength(1);
    expect([asking, workspace.view.getState().cardId, workspace.view.getState().batching]).toEqual([
      null,
      GYM_MODEL.id,
      false,
    ]);
    // Nothing was written into the trace.
    expect(seen(workspace).trace).toBe(before.trace);
  });

  it("tell of one that cannot be loaded, and ask the others", async () => {
    const workspace = workspaceOn("b", {
      models: {
        load: async (card) =>
          card.id === GYM_MODEL.id ? err(NOT_GIVEN) : ok(modelThat(card, saying("<answer>B</answer>"))),
      },
    });
    workspace.view.setState({ hubNames: ["owner/other"] });
    await startLockStep(workspace, [GYM_MODEL.id, OTHER.id]);
    const columns = workspace.comparing.getState().table?.columns;
    expect(columns?.map(({ failure, answers }) => [failure?.code ?? null, answers.length])).toEqual([
      ["not-given", 0],
      [null, 1],
    ]);
    expect(workspace.view.getState().failure).toBeNull();
  });

  it("are stopped between two tokens, and say nothing more", async () => {
    const workspace = twoModels("<think>a long thought</think><answer>B</answer>");
    const asked = startLockStep(workspace, [GYM_MODEL.id, OTHER.id]);
    await new Promise((resolve) => setTimeout(resolve));
    stopLockStep(workspace);
    await asked;
    expect(workspace.comparing.getState().table?.columns.every(({ failure }) => failure === null)).toBe(true);
    expect(workspace.comparing.getState().asking).toBeNull();
  });

  it("are not asked while the model is at work elsewhere", async () => {
    const workspace = twoModels();
    workspace.view.setState({ searching: true });
    await startLockStep(workspace, [GYM_MODEL.id]);
    expect(workspace.comparing.getState().table).toBeNull();
  });

  it("leave a branch where a person keeps what one would have done, once", async () => {
    const workspace = twoModels();
    await startLockStep(workspace, [OTHER.id]);
    const [move] = workspace.comparing.getState().table?.columns[0]?.answers ?? [];
    if (!move) throw new Error("It was to be asked");
    expect([keepMove(workspace, move), keepMove(workspace, move)]).toEqual([true, true]);
    const { trace } = seen(workspace);
    expect(childrenOf(trace, problemStep.id)).toHaveLength(3);
    expect(workspace.session.store.getState().place.step).toBe(move.made.at(-1)?.id);
    workspace.session.undo();
    expect(childrenOf(seen(workspace).trace, problemStep.id)).toHaveLength(2);
  });
});
