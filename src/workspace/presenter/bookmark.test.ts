import { expect, it, vi } from "vitest";
import { must } from "../../base";
import { GYM_MODEL } from "../../catalog";
import type { RunModel } from "../../runner";
import { picture, problemStep, scriptedModel } from "../../runner/testing";
import { lineView } from "../../session";
import { applyEdit, emptyTrace, logOf } from "../../trace";
import { step, stepId, traceId } from "../../trace/testing";
import { chosenQuery } from "../models/loading";
import { runFromHere } from "../runs/run";
import type { Workspace } from "../state";
import { modelThat, workspaceWith } from "../testing";
import { backToRecorded, keepBookmarks } from "./bookmark";
import { startTalk } from "./talk";

/** A recorded line: the problem, a thought, an answer. */
const recorded = must(
  applyEdit(emptyTrace(traceId("t"), ""), {
    kind: "batch",
    edits: [
      { kind: "add-image", image: picture },
      { kind: "add-step", step: problemStep, index: 0 },
      { kind: "add-step", step: step("thought", problemStep.id), index: 0 },
      { kind: "add-step", step: step("answer", "thought", { kind: "answer", text: "K" }), index: 0 },
    ],
  }),
);

function workspaceRunning(model: RunModel["continue"]): Workspace {
  const workspace = workspaceWith();
  workspace.session.open(logOf(recorded), null, null);
  workspace.session.goTo(stepId("thought"));
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(GYM_MODEL, model));
  return workspace;
}

const line = ({ session }: Workspace): readonly string[] => {
  const { log, place } = session.store.getState();
  return log ? lineView(log.trace, place).line.map(({ id }) => id) : [];
};

it("goes back to the recorded line, at the step that a live run set out from, and keeps what the run wrote", async () => {
  const workspace = workspaceRunning(scriptedModel(["<answer>X</answer>"]).continue);
  startTalk(workspace);
  const leave = keepBookmarks(workspace);
  await runFromHere(workspace);
  leave();
  const before = [problemStep.id, "thought", "answer"];
  expect(line(workspace)).not.toEqual(before);
  const steps = workspace.session.store.getState().log?.trace.steps.size;
  await backToRecorded(workspace);
  expect(line(workspace)).toEqual(before);
  expect(workspace.session.store.getState().place.step).toBe("thought");
  expect(workspace.session.store.getState().log?.trace.steps.size).toBe(steps);
});

it("stops a run that goes on, and goes back once its last words are written", async () => {
  const workspace = workspaceRunning(async function* (_request, signal) {
    yield { kind: "token", token: { id: 1, text: "hm", logProbability: 0, alternatives: [] } };
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    yield { kind: "end", reason: "stop-token" };
  });
  startTalk(workspace);
  const leave = keepBookmarks(workspace);
  const running = runFromHere(workspace);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(workspace.session.store.getState().run.kind).toBe("running");
  await backToRecorded(workspace);
  await running;
  leave();
  expect(workspace.session.store.getState().run.kind).toBe("idle");
  expect(line(workspace)).toEqual([problemStep.id, "thought", "answer"]);
});

it("goes back to where a live run set out that wrote the recorded line again, in whichever order the two end", async () => {
  const workspace = workspaceRunning(async function* (_request, signal) {
    yield { kind: "token", token: { id: 1, text: "I look.", logProbability: 0, alternatives: [] } };
    if (workspace.presenter.getState().talk !== null)
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    yield { kind: "end", reason: "stop-token" };
  });
  await runFromHere(workspace);
  const before = line(workspace);
  workspace.session.goTo(stepId("thought"));
  startTalk(workspace);
  const leave = keepBookmarks(workspace);
  const running = runFromHere(workspace);
  await vi.waitFor(() => expect(workspace.session.store.getState().run).toMatchObject({ draft: {} }));
  await backToRecorded(workspace);
  await running;
  leave();
  expect(line(workspace)).toEqual(before);
  expect(workspace.session.store.getState().place.step).toBe("thought");
});

it("keeps no bookmark beside a talk, and does nothing without one", async () => {
  const workspace = workspaceRunning(scriptedModel(["<answer>X</answer>"]).continue);
  const leave = keepBookmarks(workspace);
  await runFromHere(workspace);
  const after = line(workspace);
  await backToRecorded(workspace);
  leave();
  expect([workspace.presenter.getState().talk, line(workspace)]).toEqual([null, after]);
});
