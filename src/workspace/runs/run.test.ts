import { expect, it } from "vitest";
import { must } from "../../base";
import { GYM_MODEL } from "../../catalog";
import type { RunModel } from "../../runner";
import { picture, problemStep } from "../../runner/testing";
import { applyEdit, emptyTrace, logOf, type Trace, type TraceId } from "../../trace";
import { chosenQuery } from "../models/loading";
import type { Workspace } from "../state";
import { modelThat, workspaceWith } from "../testing";
import { runFromHere } from "./run";

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
