import { expect, it, vi } from "vitest";
import { must, ok } from "../../base";
import { GYM_MODEL, printGymName } from "../../catalog";
import type { RunModel } from "../../runner";
import { picture, problemStep, scriptedModel } from "../../runner/testing";
import { applyEdit, emptyTrace, plainStep, type Trace, type TraceId } from "../../trace";
import { stepId } from "../../trace/testing";
import { chosenQuery } from "../models/loading";
import type { TraceSummary } from "../ports";
import { EVERY_RECORD, type ListedTraces, type Workspace } from "../state";
import { modelThat, openedTrace, openLogWith, workspaceWith } from "../testing";
import { endAskingList, goOnAskingList, pauseAskingList, showAsked, startAskingList } from "./overList";

/** A trace of which somebody knows that the answer is B; null said nothing yet. */
function traceOf(id: string, answer: string | null, name = picture.name): Trace {
  const body = { ...problemStep.body, reference: { answer: "B", source: { kind: "hand" } } } as typeof problemStep.body;
  const thought = plainStep({
    id: stepId("thought"),
    parent: problemStep.id,
    author: "import",
    atMillis: 0,
    body: { kind: "thought", text: "it is red" },
  });
  const said = plainStep({
    id: stepId("said"),
    parent: thought.id,
    author: "import",
    atMillis: 0,
    body: { kind: "answer", text: answer ?? "" },
  });
  const steps = [{ ...problemStep, body }, thought, ...(answer === null ? [] : [said])];
  const edits = [
    { kind: "add-image", image: { ...picture, name } } as const,
    ...steps.map((step) => ({ kind: "add-step", step, index: 0 }) as const),
  ];
  return must(applyEdit(emptyTrace(id as TraceId, id), { kind: "batch", edits }));
}

const MAZE = printGymName({ family: "maze", seed: 1, difficulty: 1 });
const TRACES = [traceOf("wrong", "A"), traceOf("right", "B"), traceOf("silent", null), traceOf("wrong too", "C", MAZE)];

const listed: ListedTraces = {
  kind: "kept",
  runs: openLogWith({
    entries: async (indices) => indices.map((index) => ({ index, title: `run ${index}` })) as never,
  }),
  count: TRACES.length,
  traces: TRACES.map(
    ({ id }) =>
      ({ id, title: id, updatedMillis: 0, stepCount: 3, thumbnail: null, removed: false }) satisfies TraceSummary,
  ),
  systems: [],
  filter: EVERY_RECORD,
  at: 0,
};

function workspaceAsking(model: RunModel["continue"]): Workspace {
  const kept = new Map<string, unknown>();
  const workspace = workspaceWith({
    storage: {
      open: async (id) => ok(openedTrace(must(ok(TRACES.find((trace) => trace.id === id) ?? TRACES[0]!)))),
      setting: async (key) => kept.get(key) ?? null,
      setSetting: async (key, value) => void kept.set(key, value),
    },
  });
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(GYM_MODEL, model));
  return workspace;
}

const saying = (text: string): RunModel["continue"] =>
  scriptedModel(Array.from({ length: 40 }, () => `<answer>${text}</answer>`)).continue;

const rows = ({ askingList }: Workspace) =>
  askingList
    .getState()
    ?.rows.map(({ index, findings, failed }) => [index, findings?.map(({ step }) => step) ?? null, failed]);

it("asks about each run, says why not where it cannot, and keeps what was found with its trace", async () => {
  const workspace = workspaceAsking(saying("B"));
  await startAskingList(workspace, "bisect", listed, [0, 1, 2]);
  expect(rows(workspace)).toEqual([
    [0, [stepId("said")], null],
    [1, null, "answer-is-right"],
    [2, null, "no-answer"],
  ]);
  expect(workspace.askingList.getState()?.going).toBeNull();
  const [row] = workspace.askingList.getState()?.rows ?? [];
  await showAsked(workspace, row!, row!.findings![0]!);
  expect(workspace.session.store.getState().log?.trace.id).toBe("wrong");
  expect(workspace.view.getState().dialog).toBe("influence");
  endAskingList(workspace);
  expect(workspace.askingList.getState()).toBeNull();
});

it("knows of which family of the gym a run is, by the name of its picture", async () => {
  const workspace = workspaceAsking(saying("B"));
  await startAskingList(workspace, "bisect", listed, [0, 3]);
  expect(workspace.askingList.getState()?.rows.map(({ family }) => family)).toEqual([null, "maze"]);
});

it("pauses in the middle of a question, and asks it anew when it goes on", async () => {
  let isHeld = true;
  const later = saying("B");
  const workspace = workspaceAsking(async function* (request, signal) {
    while (isHeld && !signal.aborted) await new Promise((resolve) => setTimeout(resolve));
    if (!signal.aborted) yield* later(request, signal);
  } as RunModel["continue"]);
  const going = startAskingList(workspace, "bisect", listed, [0, 3]);
  await vi.waitFor(() => expect(workspace.influence.getState().asking).not.toBeNull());
  pauseAskingList(workspace);
  await going;
  expect(rows(workspace)).toEqual([
    [0, null, null],
    [3, null, null],
  ]);
  isHeld = false;
  await goOnAskingList(workspace);
  expect(rows(workspace)).toEqual([
    [0, [stepId("said")], null],
    [3, [stepId("said")], null],
  ]);
});
