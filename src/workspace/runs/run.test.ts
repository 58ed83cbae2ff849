import { expect, it, vi } from "vitest";
import { must, ok } from "../../base";
import { GYM_MODEL } from "../../catalog";
import type { RunModel } from "../../runner";
import { picture, problemStep, scriptedModel } from "../../runner/testing";
import { applyEdit, childrenOf, emptyTrace, logOf, type Trace, type TraceId } from "../../trace";
import { chosenQuery } from "../models/loading";
import { startTalk } from "../presenter/talk";
import type { Workspace } from "../state";
import { modelThat, workspaceWith } from "../testing";
import { hurryRun, runFromHere, stopRun } from "./run";

const posed = (id: string): Trace =>
  must(
    applyEdit(emptyTrace(id as TraceId, ""), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        { kind: "add-step", step: problemStep, index: 0 },
      ],
    }),
  );

/** A workspace with a trace open and a model loaded that does what `continue` does. */
function workspaceRunning(model: RunModel["continue"]): Workspace {
  const workspace = workspaceWith();
  workspace.session.open(logOf(posed("first")), null, null);
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(GYM_MODEL, model));
  return workspace;
}

// biome-ignore lint/correctness/useYield: it fails before it says anything
async function* failing(): ReturnType<RunModel["continue"]> {
  throw new Error("lost");
}

it("tells at the step where a run ended that it failed", async () => {
  const workspace = workspaceRunning(failing);
  await runFromHere(workspace);
  expect(workspace.view.getState()).toMatchObject({ endedAt: problemStep.id, failure: { message: "lost" } });
});

it("tells nothing in the next trace of a run that was left behind", async () => {
  const workspace = workspaceRunning(failing);
  const running = runFromHere(workspace);
  workspace.session.store.subscribe(({ run, log }) => {
    if (run.kind === "running" && log?.trace.id === "first") workspace.session.open(logOf(posed("second")), null, null);
  });
  await running;
  expect(workspace.session.store.getState()).toMatchObject({
    log: { trace: { id: "second" } },
    run: { outcome: null },
  });
  expect(workspace.view.getState()).toMatchObject({ endedAt: null, failure: null });
});

/** A model that says the next of these words at each turn. */
const saying = (...turns: readonly string[]): RunModel["continue"] => scriptedModel(turns).continue;

const branches = ({ session }: Workspace): readonly string[] => {
  const trace = session.store.getState().log?.trace;
  return trace ? childrenOf(trace, problemStep.id).map(({ raw }) => raw) : [];
};

it("keeps no second branch of the same words, goes to the one that has them, and says so", async () => {
  const workspace = workspaceRunning(saying("<answer>K</answer>", "<answer>M</answer>", "<answer>K</answer>"));
  const run = async (): Promise<void> => {
    workspace.session.goTo(problemStep.id);
    await runFromHere(workspace);
  };
  await run();
  const first = workspace.session.store.getState().place.step;
  await run();
  await run();
  expect(branches(workspace)).toEqual(["<answer>K</answer>", "<answer>M</answer>"]);
  expect(workspace.session.store.getState().place.step).toBe(first);
  expect(workspace.view.getState()).toMatchObject({ endedAt: first, notice: { news: { kind: "same-again" } } });
});

it("says nothing of that over what an audience reads", async () => {
  const workspace = workspaceRunning(saying("<answer>K</answer>", "<answer>K</answer>"));
  await runFromHere(workspace);
  startTalk(workspace);
  workspace.session.goTo(problemStep.id);
  await runFromHere(workspace);
  expect(branches(workspace)).toHaveLength(1);
  expect(workspace.view.getState().notice).toBeNull();
});

it("keeps equal branches that chance wrote", async () => {
  const workspace = workspaceRunning(saying("<answer>K</answer>", "<answer>K</answer>"));
  workspace.session.goTo(problemStep.id);
  await runFromHere(workspace, 2);
  expect(branches(workspace)).toHaveLength(2);
  expect(workspace.view.getState().notice).toBeNull();
});

it("lets a run be stopped while its model is still loading, and takes it up no more once that is there", async () => {
  let loaded = (_: Awaited<ReturnType<Workspace["edges"]["models"]["load"]>>): void => {};
  const workspace = workspaceWith({
    models: { load: () => new Promise((resolve) => (loaded = resolve)) },
  });
  workspace.session.open(logOf(posed("first")), null, null);
  const running = runFromHere(workspace);
  await Promise.resolve();
  expect(workspace.view.getState().starting).toBe(true);
  stopRun(workspace);
  loaded(ok(modelThat(GYM_MODEL, saying("<answer>K</answer>"))));
  await running;
  expect(branches(workspace)).toEqual([]);
  expect(workspace.view.getState()).toMatchObject({ starting: false, failure: null });
});

it("shows a run at a reading pace where that is asked for; what was said already is shown by one key, and stays", async () => {
  const workspace = workspaceRunning(saying("I look at it for a long, long while."));
  workspace.view.setState({ readingPace: true });
  const running = runFromHere(workspace);
  const { store } = workspace.session;
  await vi.waitFor(() => expect(store.getState().run).toMatchObject({ draft: { piece: { kind: "thought" } } }));
  expect(branches(workspace)).toEqual([]);
  hurryRun(workspace);
  await running;
  expect(branches(workspace)).toHaveLength(1);
  expect([store.getState().run.kind, workspace.view.getState().hurry]).toEqual(["idle", null]);
});
