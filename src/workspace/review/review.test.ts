import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { compareRaters } from "../../annotation";
import { err, must, ok } from "../../base";
import {
  applyEdit,
  commitEntry,
  type Edit,
  type EditLog,
  logOf,
  ME,
  ownJudgement,
  type Trace,
  type TraceId,
} from "../../trace";
import { addJudgement, addStep, batch, built, stepId, traceId, trunk } from "../../trace/testing";
import { judge, toggleTag } from "../editing/judge";
import type { OpenTrace, SaveStatus, TraceStorage } from "../ports";
import { parseKept, printKept } from "../state";
import { workspaceWith } from "../testing";
import { decide, goOn, takeOver, walkDisagreements } from "./adjudicating";
import { addRaterFiles } from "./raterFiles";
import { judgedIn, readKept } from "./reading";

const said = (trace: Trace, ...edits: readonly Edit[]): Trace => must(applyEdit(trace, batch(...edits)));
const OTHER_RUN = built(addStep("p", null), addStep("q", "p"), addJudgement("j", "q"));

/** Storage in memory that keeps what is committed, with files that are the traces of their names. */
function memory(files: Readonly<Record<string, Trace>> = {}) {
  const kept = new Map<TraceId, EditLog>();
  let reads = 0;
  const open = (id: TraceId): OpenTrace => ({
    log: kept.get(id) ?? logOf(trunk),
    place: null,
    journal: {
      commit: (entry) => void kept.set(id, must(commitEntry(kept.get(id) ?? logOf(trunk), entry))),
      undo() {},
      redo() {},
      place() {},
    },
    losses: [],
    writable: true,
    onChange: () => () => {},
    takeOver: async () => {},
    close() {},
  });
  const storage: Partial<TraceStorage> = {
    recent: async () =>
      [...kept].map(([id, { trace }]) => ({
        ...{ id, title: trace.title, updatedMillis: 0, stepCount: trace.steps.size, thumbnail: null, removed: false },
      })),
    open: async (id) => (kept.has(id) ? ok(open(id)) : err({ code: "no-such-trace", message: "" })),
    async read(id) {
      reads++;
      const log = kept.get(id);
      return log ? ok(log.trace) : err({ code: "no-such-trace", message: "" });
    },
    async keep(trace) {
      kept.set(trace.id, logOf(trace));
      return ok(open(trace.id));
    },
    async unpack(file) {
      const trace = file instanceof File ? files[file.name] : undefined;
      return trace ? ok({ trace, missing: [] }) : err({ code: "not-a-trace", message: "" });
    },
    saveStatus: createStore<SaveStatus>(() => ({ kind: "saved", atMillis: 0 })),
  };
  return { kept, storage, readsSoFar: () => reads };
}

const file = (name: string): File => new File(["…"], name);
const verdictsIn = (trace: Trace | undefined) =>
  [...(trace?.judgements.values() ?? [])].map(({ rater, value }) => `${rater.name} ${value.verdict}`);

describe("other raters' files", () => {
  const mine = { ...said(trunk, addJudgement("a", "zoom", { verdict: "wrong" })), id: traceId("mine") };
  const theirs = said(trunk, addJudgement("a", "zoom", { verdict: "correct" }));

  it("go to the open trace where they are of its run, as an edit that undo takes back", async () => {
    const { storage } = memory({ "Ben.sightline.zip": theirs });
    const workspace = workspaceWith({ storage });
    workspace.session.open(logOf(mine), null, null);
    expect(await addRaterFiles(workspace, [file("Ben.sightline.zip")])).toBeNull();
    const now = () => workspace.session.store.getState().log?.trace;
    expect(verdictsIn(now())).toEqual(["me wrong", "Ben correct"]);
    expect(workspace.review.getState().added).toMatchObject([
      { kind: "merged", trace: { id: "mine" }, added: 1, known: 0, leftOut: 0, isOld: false },
    ]);
    workspace.session.undo();
    expect(verdictsIn(now())).toEqual(["me wrong"]);
  });

  it("go to a kept trace of their run, and are kept where there is none; the first of them is opened", async () => {
    const { storage, kept } = memory({ "ann.zip": said(trunk, addJudgement("x", "look")), "ben.zip": theirs });
    const workspace = workspaceWith({ storage });
    workspace.session.open(logOf(OTHER_RUN), null, null);
    await addRaterFiles(workspace, [file("ann.zip"), file("ben.zip")]);
    expect(workspace.review.getState().added.map(({ kind }) => kind)).toEqual(["new", "merged"]);
    expect([...kept.values()].map(({ trace }) => verdictsIn(trace))).toEqual([["ann correct", "ben correct"]]);
    expect(workspace.session.store.getState().log?.trace.id).toBe([...kept.keys()][0]);
  });

  it("of different runs stay apart, and one that is no trace is told beside the others", async () => {
    const { storage, kept } = memory({ "ann.zip": theirs, "ben.zip": OTHER_RUN });
    const workspace = workspaceWith({ storage });
    await addRaterFiles(workspace, [file("ann.zip"), file("notes.zip"), file("ben.zip")]);
    expect(workspace.review.getState().added).toMatchObject([
      { kind: "new", name: "ann.zip" },
      { kind: "failed", name: "notes.zip", code: "not-a-trace" },
      { kind: "new", name: "ben.zip" },
    ]);
    expect(kept.size).toBe(2);
  });

  it("say what of them has no place here, and that they are of version 1", async () => {
    const old = said(trunk, addJudgement("me/zoom", "zoom", { note: "Low." }));
    const more = said(trunk, addStep("more", "answer"), addJudgement("m", "more"), addJudgement("n", "look"));
    const { storage } = memory({ "old.json": old, "more.json": more });
    const workspace = workspaceWith({ storage });
    workspace.session.open(logOf(mine), null, null);
    await addRaterFiles(workspace, [file("old.json"), file("more.json")]);
    expect(workspace.review.getState().added).toMatchObject([
      { isOld: true, added: 1, leftOut: 0 },
      { isOld: false, added: 1, leftOut: 1 },
    ]);
  });

  it("do not have every kept trace read again for each of them", async () => {
    const names = Array.from({ length: 20 }, (_, at) => `r${at}.zip`);
    const { storage, kept, readsSoFar } = memory(Object.fromEntries(names.map((name) => [name, theirs])));
    for (let at = 0; at < 30; at++) kept.set(traceId(`k${at}`), logOf({ ...OTHER_RUN, id: traceId(`k${at}`) }));
    await addRaterFiles(workspaceWith({ storage }), names.map(file));
    expect(readsSoFar()).toBeLessThan(30 + 2 * names.length);
  });
});

describe("who judges", () => {
  it("is the person by their name, whatever is judged", () => {
    const workspace = workspaceWith({}, { raterName: "Ann" });
    workspace.session.open(logOf(trunk), null, null);
    workspace.session.goTo(stepId("zoom"));
    judge(workspace, "wrong");
    toggleTag(workspace, { kind: "step", step: stepId("zoom") }, "localisation");
    const log = workspace.session.store.getState().log;
    const own = log && ownJudgement(log.trace, stepId("zoom"), "ann");
    expect(own).toMatchObject({
      rater: { id: "ann", name: "Ann" },
      value: { verdict: "wrong", tags: [{ tag: "localisation" }] },
    });
    expect(log?.entries.map(({ author }) => author)).toEqual([
      { kind: "human", rater: "ann" },
      { kind: "human", rater: "ann" },
    ]);
    // The first verdict went on to the next step.
    workspace.session.goTo(stepId("zoom"));
    judge(workspace, "wrong");
    const after = workspace.session.store.getState().log;
    expect(after && ownJudgement(after.trace, stepId("zoom"), "ann")?.value.verdict).toBeNull();
  });

  it("may take over what was said without a name", () => {
    const workspace = workspaceWith();
    workspace.session.open(logOf(said(trunk, addJudgement("a", "zoom", { verdict: "wrong" }))), null, null);
    takeOver(workspace);
    workspace.view.setState({ raterName: "Ann" });
    takeOver(workspace);
    expect(verdictsIn(workspace.session.store.getState().log?.trace)).toEqual(["Ann wrong"]);
    workspace.session.undo();
    expect(verdictsIn(workspace.session.store.getState().log?.trace)).toEqual(["me wrong"]);
  });

  it("is remembered, with the draft of a taxonomy", () => {
    const view = workspaceWith({}, { raterName: "Ann" }).view.getState();
    expect(parseKept(printKept(view))).toMatchObject({ raterName: "Ann", taxonomyDraft: null });
    expect(parseKept({ raterName: "x".repeat(1000), taxonomyDraft: { tags: 1 } })).toMatchObject({
      raterName: "",
      taxonomyDraft: null,
    });
  });

  /** Whose judgement it is comes from the person's name, everywhere above the session. */
  it("is asked of the name, and nowhere taken to be nameless", () => {
    const root = join(import.meta.dirname, "../..");
    const mayName = /(?:\.test\.tsx?|testing\/.*|workspace\/review\/adjudicating\.ts|app\/review\/\w+\.tsx?)$/;
    const naming = ["workspace", "app"]
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
      )
      .filter((path) => /\.tsx?$/.test(path) && !mayName.test(path))
      .filter((path) => /\bME\.id\b/.test(readFileSync(join(root, path), "utf8")));
    expect(naming).toEqual([]);
  });
});

describe("disagreements", () => {
  const ANN = { id: "ann", name: "Ann" };
  const BEN = { id: "ben", name: "Ben" };
  const both = said(
    trunk,
    addJudgement("1", "zoom", { verdict: "wrong", firstError: true }, { rater: ANN }),
    addJudgement("2", "zoom", { verdict: "correct" }, { rater: BEN }),
    addJudgement("3", "answer", { verdict: "neutral" }, { rater: ANN }),
    addJudgement("4", "answer", { verdict: "wrong" }, { rater: BEN }),
  );
  let workspace = workspaceWith();
  const trace = (): Trace => workspace.session.store.getState().log?.trace ?? both;
  const listed = () =>
    compareRaters([judgedIn(trace(), workspace.view.getState().taxonomy)], "ann", "ben").disagreements;

  beforeEach(() => {
    const { storage, kept } = memory();
    kept.set(traceId("kept"), logOf({ ...both, id: traceId("kept") }));
    workspace = workspaceWith({ storage });
    workspace.session.open(logOf(both), null, null);
  });

  it("are gone through from the worst on, each at its step", async () => {
    const list = listed();
    await walkDisagreements(workspace, [ANN, BEN], list, 0);
    expect(workspace.session.store.getState().place.step).toBe("zoom");
    await goOn(workspace, 1);
    expect(workspace.session.store.getState().place.step).toBe("answer");
    expect(workspace.review.getState().walk?.at).toBe(1);
    await goOn(workspace, 2);
    expect(workspace.review.getState().walk?.at).toBe(1);
  });

  it("of a trace that is not open open it, and tell where that is gone", async () => {
    const [first] = listed();
    if (!first) throw new Error("They agree");
    const elsewhere = { ...first, trace: { id: traceId("kept"), title: "" } };
    const gone = { ...first, trace: { id: traceId("gone"), title: "" } };
    expect(await walkDisagreements(workspace, [ANN, BEN], [elsewhere], 0)).toBeNull();
    expect(trace().id).toBe("kept");
    expect(await walkDisagreements(workspace, [ANN, BEN], [gone], 0)).toMatchObject({ code: "no-such-trace" });
    expect(trace().id).toBe("kept");
  });

  it("are decided as a third rater, by an edit", () => {
    const before = [...trace().judgements.values()];
    const value = { verdict: "wrong", firstError: true, decisive: false, note: "", tags: [] } as const;
    decide(workspace, stepId("zoom"), value);
    expect([...trace().judgements.values()].slice(0, 4)).toEqual(before);
    expect(ownJudgement(trace(), stepId("zoom"), "~adjudicated")?.value).toEqual(value);
    expect(ownJudgement(trace(), stepId("zoom"), ME.id)).toBeNull();
    decide(workspace, stepId("gone"), value);
    expect(workspace.view.getState().notice?.news).toEqual({ kind: "refused", code: "no-such-step" });
    workspace.session.undo();
    expect(trace().judgements.size).toBe(4);
  });
});

describe("all traces of the browser", () => {
  it("are read one after the other, those without a judgement and those that cannot be read counted apart", async () => {
    const { storage, kept } = memory();
    kept.set(
      traceId("one"),
      logOf({
        ...said(trunk, addJudgement("a", "zoom", { tags: [{ taxonomy: "t", version: "1", tag: "x" }] })),
        id: traceId("one"),
      }),
    );
    kept.set(traceId("two"), logOf({ ...trunk, id: traceId("two") }));
    const recent = async () => [
      ...((await storage.recent?.()) ?? []),
      { id: traceId("gone"), title: "", updatedMillis: 0, stepCount: 0, thumbnail: null, removed: false },
    ];
    const workspace = workspaceWith({ storage: { ...storage, recent } });
    await readKept(workspace, new AbortController().signal);
    const { judged, ...rest } = workspace.review.getState().kept ?? { judged: [] };
    expect(judged.map(({ id }) => id)).toEqual(["one"]);
    expect(rest).toMatchObject({ done: 3, total: 3, unread: 1, reading: false, tags: [{ tag: "x" }], others: true });
  });

  it("are read anew by whoever shows them, once a rater's file changed one", async () => {
    const { storage } = memory({ "Ann.zip": OTHER_RUN });
    const workspace = workspaceWith({ storage });
    await addRaterFiles(workspace, [file("Ann.zip")]);
    expect(workspace.review.getState()).toMatchObject({ kept: null, edition: 1 });
  });

  it("are read no further once that is not wanted", async () => {
    const { storage, kept } = memory();
    kept.set(traceId("one"), logOf({ ...said(trunk, addJudgement("a", "zoom")), id: traceId("one") }));
    const workspace = workspaceWith({ storage });
    const own = new AbortController();
    const reading = readKept(workspace, own.signal);
    own.abort();
    await reading;
    expect(workspace.review.getState().kept?.judged ?? []).toEqual([]);
  });
});
