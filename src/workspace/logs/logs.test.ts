import { beforeEach, describe, expect, it } from "vitest";
import { parseImageId } from "../../action";
import { err, must, ok } from "../../base";
import type { LogRecord } from "../../dialect";
import { entryOf, type GivenFile, readLog } from "../../opening";
import { judgedOf, ME, ownJudgement, type Trace, type TraceId, logOf as traceLogOf } from "../../trace";
import { stepId } from "../../trace/testing";
import { runCommand } from "../commands";
import type { OpenLog } from "../ports";
import { EVERY_RECORD, type Workspace } from "../state";
import { openLogWith, workspaceWith } from "../testing";
import { factsOf } from "./compare";
import { inspectRecord, openInspected } from "./inspect";
import { lookFor, openLogs, standAt } from "./openLogs";
import { choosePicture, givePictures, openRecordAt, openSeveral } from "./openRecords";
import { currentReading, readAs, takeReading, tryReading } from "./readings";
import { openRollouts, showRollouts } from "./rollouts";

const RUN = (question: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: [{ image: "/data/cat.png" }, { text: question }] },
      { role: "assistant", content: "<think>t</think><answer>4</answer>" },
    ],
  });

const file = (path: string): GivenFile => ({ path, file: new File(["x"], path) });

const entriesOf = (records: readonly LogRecord[], name = "log") =>
  Promise.all(
    records.map((record, index) =>
      entryOf(
        { kind: "record", record, at: { kind: "whole", nth: index } },
        { index, file: 0, fingerprint: name },
        null,
      ),
    ),
  );

/** Of records that are at hand: `name` stands for the file that they would be in. */
const logOf = (
  records: readonly LogRecord[],
  pictures: readonly string[] = [],
  name = "log",
): OpenLog & { closed: number } => ({
  ...openLogWith({
    facts: { records: records.length, rollouts: 0, unread: 1, systems: [], pictures },
    entries: async (indices) => {
      const entries = await entriesOf(records, name);
      return indices.flatMap((index) => entries[index] ?? []);
    },
    runsOf: async (_, most) => (await entriesOf(records, name)).slice(0, most),
    placeOf: async (run) => {
      const index = (await entriesOf(records, name)).findIndex((entry) => entry.run === run);
      return index < 0 ? null : { index, at: index };
    },
    record: async (index) => records[index] ?? null,
    unread: async () => [{ place: "line 2", code: "not-json", excerpt: "oh" }],
    picture: async () => new Blob(["x"]),
  }),
  closed: 0,
  close() {
    this.closed++;
  },
});

let kept: Trace[];
let added: string[];
let answer: Awaited<ReturnType<Workspace["edges"]["logs"]["open"]>>;
let workspace: Workspace;
let removed: TraceId[];
let isFull: boolean;

const keep: Workspace["edges"]["storage"]["keep"] = async (trace) => {
  if (isFull) return err({ code: "storage-full", message: "" });
  kept.push(trace);
  const journal = { commit() {}, undo() {}, redo() {}, place() {} };
  return ok({
    log: traceLogOf(trace),
    place: null,
    journal,
    losses: [],
    writable: true,
    onChange: () => () => {},
    takeOver: async () => {},
    close: () => {},
  });
};

beforeEach(() => {
  removed = [];
  isFull = false;
  kept = [];
  added = [];
  workspace = workspaceWith({
    logs: { open: async () => answer },
    images: {
      async add(_, name) {
        added.push(name);
        const id = must(parseImageId("a".repeat(64)));
        return ok({ record: { id, width: 10, height: 10, name, origin: { kind: "source" } }, notes: [] });
      },
      perform: async () => err("image-not-found"),
    },
    storage: { keep, remove: async (id) => void removed.push(id) },
  });
});

const imported = () => workspace.documents.store.getState().imported;
const reading = () => {
  const open = imported();
  return open && currentReading(workspace, open);
};
const report = () => reading()?.report;
const current = () => workspace.logs.getState().current;

const records = (...questions: string[]): readonly LogRecord[] => readLog(questions.map(RUN).join("\n")).records;

describe("opening logs", () => {
  it("opens the only run of a log at once", async () => {
    answer = ok(logOf(records("Q")));
    expect(await openLogs(workspace, [file("run.json")], "run.json")).toBeNull();
    expect(kept).toHaveLength(1);
    expect(report()).toMatchObject({ system: "think-answer", missingImages: ["/data/cat.png"] });
    expect(workspace.view.getState().dialog).toBeNull();
  });

  it("lets a person choose among several, beside the first of them, and lets go of the log before", async () => {
    const first = logOf(records("Q", "R"));
    answer = ok(first);
    expect(await openLogs(workspace, [file("runs.jsonl")], "runs.jsonl")).toBeNull();
    expect(workspace.view.getState()).toMatchObject({ dialog: null, leftTab: "runs", sheet: "runs" });
    expect(current()).toMatchObject({ kind: "listed", name: "runs.jsonl" });
    expect(imported()).toMatchObject({ indices: [0], records: [{ question: "Q" }] });
    answer = ok(logOf(records("S", "T")));
    await openLogs(workspace, [file("others.jsonl")], "others.jsonl");
    expect(first.closed).toBe(1);
  });

  it("keeps the log of the open trace, whose pictures may be in it", async () => {
    const first = logOf(records("Q"));
    answer = ok(first);
    await openLogs(workspace, [file("run.json")], "run.json");
    answer = ok(logOf([]));
    await openLogs(workspace, [file("odd.txt")], "odd.txt");
    expect(first.closed).toBe(0);
  });

  it("says what was not understood where nothing was", async () => {
    const log = logOf([]);
    answer = ok(log);
    const failure = await openLogs(workspace, [file("odd.txt")], "odd.txt");
    expect(failure).toMatchObject({ code: "nothing-understood", detail: "line 2: not-json oh" });
    expect(log.closed).toBe(1);
  });

  it("stays listed, as it was left, where another file cannot be read or its reading is cancelled", async () => {
    const log = logOf(records("Q", "R"));
    answer = ok(log);
    await openLogs(workspace, [file("runs.jsonl")], "runs.jsonl");
    lookFor(workspace, { ...EVERY_RECORD, words: "R" });
    const before = current();
    answer = ok(logOf([]));
    expect(await openLogs(workspace, [file("odd.txt")], "odd.txt")).toMatchObject({ code: "nothing-understood" });
    expect(current()).toBe(before);
    answer = err({ code: "too-large", message: "" });
    expect(await openLogs(workspace, [file("huge.json")], "huge.json")).toMatchObject({ code: "too-large" });
    expect(current()).toBe(before);
    answer = err({ code: "cancelled", message: "" });
    const cancelled = openLogs(workspace, [file("a.jsonl")], "a.jsonl");
    // The second takes the place of the first, and is cancelled by the person.
    const again = openLogs(workspace, [file("b.jsonl")], "b.jsonl");
    const reading = current();
    expect(reading).toMatchObject({ kind: "reading", name: "b.jsonl" });
    if (reading?.kind === "reading") reading.cancel();
    expect([await cancelled, await again]).toEqual([null, null]);
    expect(current()).toBe(before);
    expect(log.closed).toBe(0);
  });

  it("opens several as traces of their own", async () => {
    const log = logOf(records("Q", "R", "S"));
    expect(await openSeveral(workspace, log, [0, 2], "talk")).toBeNull();
    expect(kept.map(({ title }) => title)).toEqual(["S", "Q"]);
    expect(imported()).toMatchObject({ records: [{ question: "Q" }] });
    expect(report()).toMatchObject({ system: "talk" });
  });
});

describe("a log of several runs", () => {
  it("can be chosen from again, as it was left", async () => {
    const log = logOf(records("Q", "R", "S"));
    answer = ok(log);
    await openLogs(workspace, [file("runs.jsonl")], "runs.jsonl");
    const filter = { ...EVERY_RECORD, words: "S" };
    standAt(workspace, 2);
    lookFor(workspace, filter);
    expect(current()).toMatchObject({ filter, at: 0 });
    standAt(workspace, 1);
    await openRecordAt(workspace, log, 2, null);
    workspace.view.setState({ leftTab: "branches", treeOpen: false });
    runCommand(workspace, "runs");
    expect(workspace.view.getState()).toMatchObject({ leftTab: "runs", treeOpen: true, runsWanted: true });
    expect(current()).toMatchObject({ kind: "listed", filter, at: 1 });
  });

  it("is left for one that was opened since, and one of a single run is opened at once", async () => {
    answer = ok(logOf(records("Q", "R")));
    await openLogs(workspace, [file("runs.jsonl")], "runs.jsonl");
    lookFor(workspace, { ...EVERY_RECORD, words: "R" });
    answer = ok(logOf(records("T", "U")));
    await openLogs(workspace, [file("others.jsonl")], "others.jsonl");
    expect(current()).toMatchObject({ filter: EVERY_RECORD });
    answer = ok(logOf(records("Q")));
    await openLogs(workspace, [file("run.json")], "run.json");
    expect(imported()).toMatchObject({ indices: [0] });
  });
});

describe("a run of the list", () => {
  it("is reported on without being opened, and opened from there", async () => {
    const log = logOf(records("Q", "R"));
    await inspectRecord(workspace, log, 1, null);
    const { inspected } = workspace.logs.getState();
    expect(inspected).toMatchObject({ index: 1, reading: { report: { system: "think-answer" } } });
    expect(workspace.view.getState().dialog).toBe("report");
    expect(kept).toEqual([]);
    expect(inspected && (await openInspected(workspace, inspected))).toBeNull();
    expect(imported()).toMatchObject({ indices: [1], records: [{ question: "R" }] });
    expect(workspace.view.getState().dialog).toBeNull();
  });

  it("is reported on as the open trace where it is open, so that another reading is one of that trace", async () => {
    const log = logOf(records("Q", "R"));
    await openRecordAt(workspace, log, 1, null);
    await inspectRecord(workspace, log, 1, null);
    expect(workspace.view.getState().dialog).toBe("report");
    expect(workspace.logs.getState().inspected).toBeNull();
    await inspectRecord(workspace, log, 0, null);
    expect(workspace.logs.getState().inspected).toMatchObject({ index: 0 });
    await inspectRecord(workspace, log, 1, "grit");
    expect(workspace.logs.getState().inspected).toMatchObject({ index: 1, reading: { system: "grit" } });
  });

  it("is shown with the other runs of its problem, which open as branches of one trace", async () => {
    const log = logOf(records("Q", "Q", "Q"));
    await showRollouts(workspace, log, 1);
    const { rollouts } = workspace.logs.getState();
    expect(rollouts?.entries).toHaveLength(3);
    expect(kept).toEqual([]);
    if (rollouts) await openRollouts(workspace, rollouts);
    const trace = workspace.session.store.getState().log?.trace;
    const root = trace?.children.get(null)?.[0] ?? stepId("none");
    expect(trace?.children.get(root)).toHaveLength(3);
    expect(reading()?.branches).toHaveLength(3);
  });
});

describe("an open run", () => {
  const open = async (pictures: readonly string[] = []): Promise<void> => {
    answer = ok(logOf(records("Q"), pictures));
    await openLogs(workspace, [file("run.json")], "run.json");
  };

  it("finds its pictures by name among those that came with it", async () => {
    await open(["pictures/CAT.png"]);
    expect(report()?.missingImages).toEqual([]);
    expect(added).toEqual(["/data/cat.png"]);
  });

  it("takes a picture given for the one that is missing, whatever its name, or a folder", async () => {
    await open();
    await givePictures(workspace, [file("holiday.png")]);
    expect(report()?.missingImages).toEqual([]);
    await open();
    await givePictures(workspace, [file("all/dog.png"), file("all/cat.png")]);
    expect(report()?.missingImages).toEqual([]);
  });

  it("asks which of several pictures is meant, and takes the answer", async () => {
    await open(["a/cat.png", "b/cat.png"]);
    expect(reading()).toMatchObject({
      ambiguous: [{ name: "/data/cat.png", paths: ["a/cat.png", "b/cat.png"] }],
      report: { missingImages: ["/data/cat.png"] },
    });
    await choosePicture(workspace, "/data/cat.png", "b/cat.png");
    expect(reading()).toMatchObject({ ambiguous: [], report: { missingImages: [] } });
  });

  it("takes the place of the trace before, of which nothing was made", async () => {
    await open();
    await givePictures(workspace, [file("dog.png"), file("horse.png")]);
    await givePictures(workspace, [file("cat.png")]);
    expect(removed).toEqual(kept.slice(0, 2).map(({ id }) => id));
    expect(workspace.view.getState().notice).toBeNull();
  });

  it("stays the same document where something was made of it, and says of the new steps what was said before", async () => {
    await open();
    const before = workspace.session.store.getState().log?.trace;
    const answer = [...(before?.steps.values() ?? [])].find(({ body }) => body.kind === "answer");
    must(workspace.session.judge("verdict", answer?.id ?? stepId("none"), { verdict: "wrong", note: "No cat." }));
    await givePictures(workspace, [file("cat.png")]);
    const trace = workspace.session.store.getState().log?.trace;
    expect([removed, trace?.id, report()?.missingImages]).toEqual([[], before?.id, []]);
    // All that was made of the reading before went along, so that it is put away.
    expect([isAway(0), isAway(1)]).toEqual([true, false]);
    expect(trace && judgedOf(trace)).toMatchObject({ verdict: "wrong" });
    const last = [...(trace?.steps.values() ?? [])].findLast(({ body }) => body.kind === "answer");
    expect(trace && last && ownJudgement(trace, last.id, ME.id)?.value.note).toBe("No cat.");
    workspace.session.undo();
    expect([isAway(0), workspace.session.store.getState().log?.trace.children.get(null)?.length]).toEqual([false, 1]);
  });

  it("keeps the steps before in sight where more was made of them than can go along", async () => {
    await open();
    const root = workspace.session.store.getState().log?.trace.children.get(null)?.[0];
    must(workspace.session.remark("star", root ?? stepId("none"), { starred: true }));
    await givePictures(workspace, [file("cat.png")]);
    expect(removed).toEqual([]);
    expect([isAway(0), isAway(1)]).toEqual([false, false]);
    expect(workspace.view.getState().notice?.news).toEqual({
      kind: "read-as",
      system: "think-answer",
      beside: true,
    });
  });

  it("leaves the trace before where it is kept where there is no room for the new one", async () => {
    await open();
    isFull = true;
    await givePictures(workspace, [file("cat.png")]);
    expect(removed).toEqual([]);
  });

  it("leaves alone what was opened while it was read", async () => {
    await open();
    const giving = givePictures(workspace, [file("cat.png")]);
    const other = "other" as TraceId;
    workspace.documents.store.setState({ imported: null, keptAs: other });
    await giving;
    expect(removed).toEqual([]);
  });

  const rows = () => workspace.session.store.getState().log?.trace.children.get(null) ?? [];
  const isAway = (nth: number): boolean | undefined =>
    workspace.session.store.getState().log?.trace.steps.get(rows()[nth] ?? stepId("none"))?.removed;

  it("is read again as another system's in one change, which undo takes back", async () => {
    await open();
    await readAs(workspace, "grit");
    expect(reading()).toMatchObject({ system: "grit", report: { system: "grit" } });
    expect(kept).toHaveLength(1);
    expect([isAway(0), isAway(1)]).toEqual([true, false]);
    expect(workspace.view.getState().notice).toMatchObject({ news: { kind: "read-as", beside: false }, undoes: 1 });
    workspace.session.undo();
    expect(rows()).toHaveLength(1);
    expect(reading()).toMatchObject({ system: null, report: { system: "think-answer" } });
    workspace.session.redo();
    await readAs(workspace, null);
    expect(reading()).toMatchObject({ system: null, report: { system: "think-answer" } });
    expect([isAway(0), isAway(1), isAway(2)]).toEqual([true, true, false]);
  });

  it("keeps the reading before in sight where a person made something of it", async () => {
    await open();
    must(workspace.session.remark("star", rows()[0] ?? stepId("none"), { starred: true }));
    await readAs(workspace, "grit");
    expect([isAway(0), isAway(1)]).toEqual([false, false]);
    expect(workspace.view.getState().notice?.news).toMatchObject({ kind: "read-as", beside: true });
  });

  it("is left as it is where another was opened while it was read", async () => {
    await open();
    const before = imported();
    const tried = before && (await tryReading(workspace, before, "grit"));
    await open();
    expect(before && tried && takeReading(workspace, before, tried)).toMatchObject({ code: "nothing-open" });
    expect(rows()).toHaveLength(1);
  });

  it("tells what another reading would change before it is taken", async () => {
    await open();
    const [trace, before] = [workspace.session.store.getState().log?.trace, imported()];
    if (!trace || !before) throw new Error("nothing open");
    const tried = await tryReading(workspace, before, "grit");
    expect(factsOf(trace, currentReading(workspace, before))).toMatchObject({ steps: 3, thoughts: 1, answer: "4" });
    expect(factsOf(tried.trace, tried.reading)).toMatchObject({ steps: 2, thoughts: 0 });
    expect(rows()).toHaveLength(1);
  });
});
