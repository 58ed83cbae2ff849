import { beforeEach, describe, expect, it, vi } from "vitest";
import { err, must, ok } from "../../base";
import { GYM_MODEL } from "../../catalog";
import type { ListedRun } from "../../opening";
import type { RunModel } from "../../runner";
import { picture, problemStep, scriptedModel } from "../../runner/testing";
import { applyEdit, emptyTrace, lineThrough, plainStep, type Trace, type TraceId } from "../../trace";
import { stepId } from "../../trace/testing";
import { chosenQuery } from "../models/loading";
import type { TraceSummary } from "../ports";
import { EVERY_RECORD, type ListedTraces, type Workspace } from "../state";
import { modelThat, openedTrace, openLogWith, workspaceWith } from "../testing";
import { endRerun, goOnRerun, pauseRerun, showRerun, startRerun } from "./rerun";

/** A trace of which somebody knows that the answer is B, and in which A was said. */
const answered = (id: string): Trace =>
  must(
    applyEdit(emptyTrace(id as TraceId, id), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        {
          kind: "add-step",
          step: {
            ...problemStep,
            body: { ...problemStep.body, reference: { answer: "B", source: { kind: "hand" } } },
          } as typeof problemStep,
          index: 0,
        },
        {
          kind: "add-step",
          step: plainStep({
            id: stepId("said"),
            parent: problemStep.id,
            author: "import",
            atMillis: 0,
            body: { kind: "answer", text: "A" },
          }),
          index: 0,
        },
      ],
    }),
  );

const TRACES = [answered("one"), answered("two"), answered("three")];

const entry = (index: number): ListedRun =>
  ({ index, title: `run ${index}`, reference: "B", answer: "A", right: false }) as ListedRun;

const listed: ListedTraces = {
  kind: "kept",
  runs: openLogWith({ entries: async (indices) => indices.map(entry) as never }),
  count: TRACES.length,
  traces: TRACES.map(
    ({ id }) =>
      ({ id, title: id, updatedMillis: 0, stepCount: 2, thumbnail: null, removed: false }) satisfies TraceSummary,
  ),
  systems: [],
  filter: EVERY_RECORD,
  at: 0,
};

function workspaceRunning(model: RunModel["continue"]): Workspace {
  const workspace = workspaceWith({
    storage: {
      open: async (id) => {
        const found = TRACES.find((trace) => trace.id === id);
        return found ? ok(openedTrace(found)) : err({ code: "no-such-trace", message: "" });
      },
    },
  });
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(GYM_MODEL, model));
  return workspace;
}

const rows = ({ rerun }: Workspace) =>
  rerun
    .getState()
    ?.rows.map(({ index, before, after, failed }) => [index, before.answer, after?.answer, after?.right, failed]);
const answers = (...said: readonly string[]) => scriptedModel(said.map((text) => `<answer>${text}</answer>`)).continue;

let workspace: Workspace;

describe("runs of a list that are run again", () => {
  beforeEach(() => {
    workspace = workspaceRunning(answers("B", "C"));
  });

  it("say both answers, each held against the truth, and leave a branch beside the old one", async () => {
    await startRerun(workspace, listed, [0, 2]);
    expect(rows(workspace)).toEqual([
      [0, "A", "B", true, null],
      [2, "A", "C", false, null],
    ]);
    const trace = workspace.session.store.getState().log?.trace;
    expect([trace?.id, trace?.children.get(problemStep.id)?.length]).toEqual(["three", 2]);
    expect(workspace.rerun.getState()?.going).toBeNull();
  });

  it("show the new branch of one that was run, and are put away by one press", async () => {
    await startRerun(workspace, listed, [0]);
    const [row] = workspace.rerun.getState()?.rows ?? [];
    workspace.session.goTo(problemStep.id);
    await showRerun(workspace, row!);
    const { log, place } = workspace.session.store.getState();
    expect(log && lineThrough(log.trace, place.step).at(-1)?.body).toMatchObject({ kind: "answer", text: "B" });
    endRerun(workspace);
    expect(workspace.rerun.getState()).toBeNull();
  });
});

it("pauses in the middle of a run, and begins that run anew when it goes on", async () => {
  let isHeld = true;
  const later = answers("B", "B");
  workspace = workspaceRunning(async function* (request, signal) {
    while (isHeld && !signal.aborted) await new Promise((resolve) => setTimeout(resolve));
    if (!signal.aborted) yield* later(request, signal);
  } as RunModel["continue"]);
  const going = startRerun(workspace, listed, [0, 1]);
  await vi.waitFor(() => expect(workspace.session.store.getState().run.kind).toBe("running"));
  pauseRerun(workspace);
  await going;
  expect(rows(workspace)?.map(([, , after]) => after)).toEqual([undefined, undefined]);
  isHeld = false;
  await goOnRerun(workspace);
  expect(rows(workspace)?.map(([, , after]) => after)).toEqual(["B", "B"]);
});

it("tells why a run could not be run, and goes on with the next", async () => {
  workspace = workspaceRunning(answers("B"));
  const gone = { ...listed, traces: [{ ...listed.traces[0]!, id: "gone" as TraceId }, ...listed.traces.slice(1)] };
  await startRerun(workspace, gone, [0, 1]);
  expect(rows(workspace)).toEqual([
    [0, "A", undefined, undefined, "no-such-trace"],
    [1, "A", "B", true, null],
  ]);
});

it("waits where a person went to another document", async () => {
  workspace = workspaceRunning(async function* () {
    await workspace.documents.openKept(TRACES[2]!.id);
    yield { kind: "end", reason: "stop-token" };
  });
  await startRerun(workspace, listed, [0, 1]);
  expect(rows(workspace)?.map(([, , after]) => after)).toEqual([undefined, undefined]);
  expect(workspace.rerun.getState()?.going).toBeNull();
});
