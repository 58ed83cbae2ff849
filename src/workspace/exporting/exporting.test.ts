import { describe, expect, it } from "vitest";
import { err, ok } from "../../base";
import { ANNOTATION_TARGETS, type ExportPlan, planExport } from "../../export";
import { emptyTrace, logOf, type Trace } from "../../trace";
import { addImage, addStep, built, imageId, judged, source, stepId, traceId, trunk } from "../../trace/testing";
import type { Edges, OpenTrace, TraceSummary, ZippedFile } from "../ports";
import { EVERY_RECORD, type ListedLog, type Workspace } from "../state";
import { NOT_GIVEN, openLogWith, workspaceWith } from "../testing";
import { saveExport } from "./saveExport";
import { exportSource } from "./source";

const NEVER = new AbortController().signal;
const label = ANNOTATION_TARGETS[0];
if (!label) throw new Error("There are targets");

const kept = (trace: Trace, removed = false): { summary: TraceSummary; opened: OpenTrace } => ({
  summary: {
    id: trace.id,
    title: trace.title,
    updatedMillis: 0,
    stepCount: trace.steps.size,
    thumbnail: null,
    removed,
  },
  opened: {
    log: logOf(trace),
    place: null,
    journal: { commit: () => {}, undo: () => {}, redo: () => {}, place: () => {} },
    losses: [],
    writable: true,
    onChange: () => () => {},
    takeOver: async () => {},
    close: () => {},
  },
});

/** A trace of one problem and its answer. */
const answered = (id: string): Trace => ({
  ...built(
    addImage(source("1")),
    addStep("p", null, { kind: "problem", question: "What?", images: [imageId("1")] }),
    addStep("a", "p", { kind: "answer", text: "That" }),
  ),
  id: traceId(id),
  title: id,
});

/** A log whose runs have these names, listed. */
const listedLog = (runs: readonly string[]): ListedLog => ({
  kind: "listed",
  name: "log",
  files: [],
  log: openLogWith({
    placeOf: async (run) => (runs.includes(run) ? { index: runs.indexOf(run), at: null } : null),
  }),
  readAs: null,
  filter: EVERY_RECORD,
  at: 0,
});

const PNG = Uint8Array.from([137, 80, 78, 71]);

/** A workspace with an open trace, over storage that holds these. */
function workspaceHolding(
  open: Trace | null,
  others: readonly ReturnType<typeof kept>[],
  page: Partial<Edges["page"]> = {},
) {
  const closed: string[] = [];
  const workspace = workspaceWith({
    storage: {
      recent: async () => others.map(({ summary }) => summary),
      open: async (id) => {
        const found = others.find(({ summary }) => summary.id === id);
        return found ? ok({ ...found.opened, close: () => void closed.push(id) }) : err(NOT_GIVEN);
      },
    },
    images: { picture: async () => ({ width: 100, height: 80, png: async () => PNG }) },
    page,
  });
  if (open) workspace.session.open(logOf(open), null, null);
  return { workspace, closed };
}

describe("what an export is made from", () => {
  it("is the line in sight, or all lines of the trace", async () => {
    const { workspace } = workspaceHolding(trunk, []);
    workspace.session.goTo(stepId("other"));
    const line = await exportSource(workspace, "line", NEVER);
    const trace = await exportSource(workspace, "trace", NEVER);
    expect(line.input.lines[0]?.steps.map(({ id }) => id)).toEqual(["ask", "look", "other"]);
    expect(trace.input.lines.map(({ leaf }) => leaf).toSorted()).toEqual(["answer", "other"]);
  });

  it("is every kept trace that is not removed, each given back at once", async () => {
    const { workspace, closed } = workspaceHolding(null, [
      kept(answered("x")),
      kept(answered("y")),
      kept(answered("z"), true),
    ]);
    const { input, traces } = await exportSource(workspace, "kept", NEVER);
    expect(input.lines.map(({ trace }) => trace.id)).toEqual(["x", "y"]);
    expect(traces).toBe(2);
    expect(closed).toEqual(["x", "y"]);
  });

  it("is of the kept traces those that were judged", async () => {
    const { workspace } = workspaceHolding(null, [kept(answered("x")), kept({ ...judged, id: traceId("j") })]);
    const { input } = await exportSource(workspace, "judged", NEVER);
    expect(new Set(input.lines.map(({ trace }) => trace.id))).toEqual(new Set(["j"]));
  });

  it("is of a log that is listed the runs of it that were judged", async () => {
    const run = (trace: Trace, name: string) => {
      const one = kept(trace);
      return { ...one, summary: { ...one.summary, run: name } };
    };
    const others = [
      run({ ...judged, id: traceId("in") }, "log/1"),
      run({ ...judged, id: traceId("elsewhere") }, "other/1"),
      run(answered("unjudged"), "log/2"),
      kept({ ...judged, id: traceId("own") }),
    ];
    const { workspace } = workspaceHolding(null, others);
    expect((await exportSource(workspace, "log", NEVER)).input.lines).toEqual([]);
    workspace.logs.setState({ current: listedLog(["log/1", "log/2"]) });
    const { input } = await exportSource(workspace, "log", NEVER);
    expect(new Set(input.lines.map(({ trace }) => trace.id))).toEqual(new Set(["in"]));
  });

  it("has the open trace as it is now, and not as it was kept", async () => {
    const now = answered("x");
    const before = { ...emptyTrace(traceId("x"), "before") };
    const { workspace, closed } = workspaceHolding(now, [kept(before)]);
    const { input } = await exportSource(workspace, "kept", NEVER);
    expect(input.lines.map(({ trace }) => trace.title)).toEqual(["x"]);
    expect(closed).toEqual([]);
  });

  it("says which traces could not be opened, and goes on without them", async () => {
    const lost = kept(answered("lost"));
    const { workspace } = workspaceHolding(null, [kept(answered("x"))]);
    const edges = {
      ...workspace.edges,
      storage: { ...workspace.edges.storage, recent: async () => [lost.summary, kept(answered("x")).summary] },
    };
    const { input, unopened } = await exportSource({ ...workspace, edges }, "kept", NEVER);
    expect(unopened).toEqual([{ title: "lost", failure: NOT_GIVEN }]);
    expect(input.lines).toHaveLength(1);
  });

  it("is nothing where nothing is open", async () => {
    const { workspace } = workspaceHolding(null, []);
    expect((await exportSource(workspace, "trace", NEVER)).input.lines).toEqual([]);
  });

  it("ends where it is stopped", async () => {
    const { workspace } = workspaceHolding(null, [kept(answered("x"))]);
    await expect(exportSource(workspace, "kept", AbortSignal.abort())).rejects.toThrow();
  });
});

describe("saving an export", () => {
  const saving = async (page: Partial<Edges["page"]>): Promise<{ workspace: Workspace; plan: ExportPlan }> => {
    const { workspace } = workspaceHolding(answered("A: trace?"), [], page);
    const source_ = await exportSource(workspace, "trace", NEVER);
    const plan = planExport(label, source_.input);
    await saveExport(workspace, label.name, plan, source_);
    return { workspace, plan };
  };

  it("hands over each file of the plan, pictures as they are", async () => {
    const files: ZippedFile[] = [];
    const names: string[] = [];
    const { workspace, plan } = await saving({
      async saveZip(coming, name) {
        names.push(name);
        for await (const file of coming) files.push(file);
        return ok({ bytes: 7 });
      },
    });
    expect(files.map(({ path }) => path)).toEqual(plan.files.map(({ path }) => path));
    expect(files.find(({ path }) => path.endsWith(".png"))?.bytes).toBe(PNG);
    expect(names).toEqual(["label-studio-A-trace.zip"]);
    expect(workspace.exports.getState().exporting).toEqual({ kind: "saved", name: names[0], bytes: 7 });
  });

  it("says why the page could not save it", async () => {
    const failure = { code: "export-disk-full", message: "" };
    const { workspace } = await saving({ saveZip: async () => err(failure) });
    expect(workspace.exports.getState().exporting).toEqual({ kind: "failed", failure });
  });

  it("says that it was stopped, and that something else went wrong", async () => {
    const { workspace } = workspaceHolding(answered("x"), [], {
      async saveZip(_files, _name, signal) {
        const { exporting } = workspace.exports.getState();
        if (exporting.kind === "writing") exporting.stop();
        throw signal.reason;
      },
    });
    const gathered = await exportSource(workspace, "trace", NEVER);
    await saveExport(workspace, label.name, planExport(label, gathered.input), gathered);
    expect(workspace.exports.getState().exporting).toEqual({ kind: "stopped" });
    const broken = await saving({
      saveZip: () => Promise.reject(new Error("gone")),
    });
    expect(broken.workspace.exports.getState().exporting).toEqual({
      kind: "failed",
      failure: { code: "export-failed", message: "Error: gone" },
    });
  });

  it("writes one export at a time", async () => {
    let begun = 0;
    const { workspace } = workspaceHolding(answered("x"), [], {
      saveZip: () => {
        begun++;
        return new Promise(() => {});
      },
    });
    const gathered = await exportSource(workspace, "trace", NEVER);
    const plan = planExport(label, gathered.input);
    void saveExport(workspace, label.name, plan, gathered);
    await saveExport(workspace, label.name, plan, gathered);
    expect(begun).toBe(1);
  });
});
