// Runs of logs over the real reader and the real storage: a run that is opened again is the document that it was.
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../base";
import { logsInThread } from "../logs/testing";
import { createRasterExecutor } from "../raster";
import { openStorage, type Storage } from "../storage";
import { judgedOf, ME, type Trace, traceIdFrom } from "../trace";
import type { Workspace } from "../workspace";
import { openGiven } from "../workspace/files";
import {
  inspectRecord,
  lastLog,
  lookFor,
  openInspected,
  openRecordAt,
  openSeveral,
  reopenLastLog,
  standAt,
} from "../workspace/logs";
import { goToRun, listKept, watchQueue } from "../workspace/queue";
import { EVERY_RECORD, listedRuns } from "../workspace/state";
import { countingAmbient, workspaceWith } from "../workspace/testing";
import { memoryImages } from "./memory";
import { traceStorageOf } from "./traceStorage";

const run = (question: string, answer: string, more: object = {}): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: question },
      { role: "assistant", content: `<think>Hm, ${question}</think><answer>${answer}</answer>` },
    ],
    answer: "A",
    ...more,
  });

const LINES = [run("One?", "A"), run("Two?", "B"), run("Three?", "A"), run("Four?", "C"), run("Five?", "A")];

let browser: string;
let tabs = 0;
let storage: Storage;

/** A page over what the browser keeps. Each has names of its own, as a real one has. */
async function page(): Promise<Workspace> {
  const tab = ++tabs;
  storage = must(await openStorage(browser, { locks: null, delayMillis: 0 }));
  const ambient = countingAmbient();
  return workspaceWith({
    logs: logsInThread(),
    storage: traceStorageOf(storage, createRasterExecutor(memoryImages())),
    ambient: { ...ambient, nextTraceId: () => traceIdFrom(`${tab}/${ambient.nextTraceId()}`) },
  });
}

const give = (workspace: Workspace, name = "runs.jsonl", lines: readonly string[] = LINES) =>
  openGiven(workspace, [{ path: name, file: new File([lines.join("\n")], name) }]);

function logOf(workspace: Workspace) {
  const { current } = workspace.logs.getState();
  if (current?.kind !== "listed") throw new Error("No log is listed");
  return current.log;
}

const openAt = (workspace: Workspace, index: number) => openRecordAt(workspace, logOf(workspace), index, null);

function traceOf({ session }: Workspace): Trace {
  const trace = session.store.getState().log?.trace;
  if (!trace) throw new Error("Nothing is open");
  return trace;
}

const questionOf = (workspace: Workspace): string => {
  const [root] = traceOf(workspace).children.get(null) ?? [];
  const body = root && traceOf(workspace).steps.get(root)?.body;
  return body?.kind === "problem" ? body.question : "";
};

/** Says by hand that the answer of the open run is wrong. */
function judgeAnswer(workspace: Workspace): void {
  const answer = [...traceOf(workspace).steps.values()].findLast(({ body }) => body.kind === "answer");
  if (!answer) throw new Error("No answer");
  workspace.session.goTo(answer.id);
  must(workspace.session.judge("verdict", answer.id, { verdict: "wrong" }));
}

const count = async (): Promise<number> => (await storage.list()).length;

beforeEach(() => {
  browser = crypto.randomUUID();
});

describe("a run of a log that was judged", () => {
  it("is the same document when it is opened again, with what was said of it", async () => {
    const workspace = await page();
    await give(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    const { id } = traceOf(workspace);
    await openAt(workspace, 2);
    await openAt(workspace, 1);
    expect(traceOf(workspace).id).toBe(id);
    expect(judgedOf(traceOf(workspace))).toMatchObject({ verdict: "wrong" });
    // The first was opened with its log.
    expect(await count()).toBe(3);
    // What its log says of it is there as well.
    expect(workspace.documents.store.getState().imported).toMatchObject({ indices: [1], readings: [{ system: null }] });
  });

  it.each([
    ["after a reload", "runs.jsonl", LINES],
    ["under another name", "renamed.jsonl", LINES],
    ["once the log has grown", "runs.jsonl", [...LINES, run("Six?", "A")]],
  ])("is so %s", async (_, name, lines) => {
    const before = await page();
    await give(before);
    await openAt(before, 1);
    judgeAnswer(before);
    const { id } = traceOf(before);
    await before.documents.openGym({ family: "find", seed: 1, difficulty: 1 });
    await storage.close();
    const workspace = await page();
    await give(workspace, name, lines);
    await openAt(workspace, 1);
    expect(traceOf(workspace).id).toBe(id);
    expect(await count()).toBe(2);
  });

  it("is not taken for a run that came to stand in its place, nor for one of another log", async () => {
    const workspace = await page();
    await give(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    const { id } = traceOf(workspace);
    await give(workspace, "runs.jsonl", [LINES[0] ?? "", run("Two?", "D"), ...LINES.slice(2)]);
    await openAt(workspace, 1);
    expect(traceOf(workspace).id).not.toBe(id);
    await give(workspace, "runs.jsonl", [run("Zero?", "A"), ...LINES.slice(1)]);
    await openAt(workspace, 1);
    expect(judgedOf(traceOf(workspace))).toBeNull();
  });

  it("is told apart from a run of the same words beside it", async () => {
    const workspace = await page();
    await give(workspace, "runs.jsonl", [LINES[0] ?? "", LINES[1] ?? "", LINES[1] ?? ""]);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    await openAt(workspace, 2);
    expect(judgedOf(traceOf(workspace))).toBeNull();
  });

  it("is so however it is opened: from its report, among several, and as another system's", async () => {
    const workspace = await page();
    await give(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    const { id } = traceOf(workspace);
    await openAt(workspace, 0);
    await inspectRecord(workspace, logOf(workspace), 1, null);
    const { inspected } = workspace.logs.getState();
    if (inspected) await openInspected(workspace, inspected);
    expect(traceOf(workspace).id).toBe(id);
    expect(await openSeveral(workspace, logOf(workspace), [0, 1, 2], null)).toBeNull();
    expect(await count()).toBe(3);
    await openRecordAt(workspace, logOf(workspace), 1, "talk");
    expect(traceOf(workspace).id).toBe(id);
    // The other reading stands beside the judged one.
    expect(traceOf(workspace).children.get(null)).toHaveLength(2);
    expect(judgedOf(traceOf(workspace))).toMatchObject({ verdict: "wrong" });
  });

  it("comes back out of the bin", async () => {
    const workspace = await page();
    await give(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    const { id } = traceOf(workspace);
    await openAt(workspace, 0);
    await workspace.edges.storage.remove(id);
    await openAt(workspace, 1);
    expect(traceOf(workspace).id).toBe(id);
    expect((await workspace.edges.storage.recent()).map(({ removed }) => removed)).toEqual([false, false]);
  });
});

describe("the list of runs", () => {
  const found = async (workspace: Workspace, part: Partial<typeof EVERY_RECORD>) => {
    const log = logOf(workspace);
    await log.find({ ...EVERY_RECORD, ...part });
    return (await log.rows(0, 9)).map(({ title }) => title);
  };

  it("knows what was said of its runs, before and since, to be sought and sorted by", async () => {
    const before = await page();
    await give(before);
    await openAt(before, 3);
    judgeAnswer(before);
    await storage.close();
    const workspace = await page();
    await give(workspace);
    const end = watchQueue(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await found(workspace, { unjudgedBy: ME.id })).toEqual(["One?", "Three?", "Five?"]);
    expect((await found(workspace, { order: "verdict" })).slice(0, 2)).toEqual(["Two?", "Four?"]);
    expect(await logOf(workspace).countJudgedBy(ME.id)).toBe(2);
    end();
  });

  it("looks for words in what was thought and in the raw text, whatever way JSON writes them", async () => {
    const workspace = await page();
    const chinese = run("Six?", "红色").replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
    await give(workspace, "runs.jsonl", [...LINES, chinese, run("Seven?", "A", { note: "oddity" })]);
    expect(await found(workspace, { words: "hm two" })).toEqual([]);
    expect(await found(workspace, { words: "HM two", searched: "words" })).toEqual(["Two?"]);
    expect(await found(workspace, { words: "红色", searched: "words" })).toEqual(["Six?"]);
    expect(await found(workspace, { words: "oddity", searched: "words" })).toEqual([]);
    expect(await found(workspace, { words: "oddity", searched: "raw" })).toEqual(["Seven?"]);
    expect(await found(workspace, { words: "hm", searched: "words", order: "title", reversed: true })).toEqual([
      "Two?",
      "Three?",
      "Six?",
      "Seven?",
      "One?",
      "Four?",
      "Five?",
    ]);
  });

  it("tells how far a search is, and ends it where another begins or a person stops it", async () => {
    const workspace = await page();
    await give(
      workspace,
      "runs.jsonl",
      Array.from({ length: 3000 }, (_, i) => run(`Q${i}?`, "A")),
    );
    const log = logOf(workspace);
    const told: number[] = [];
    const filter = { ...EVERY_RECORD, words: "hm", searched: "words" } as const;
    const first = log.find(filter, ({ done }) => void told.push(done));
    const second = log.find({ ...filter, words: "q29" });
    expect(await first).toBeNull();
    expect(await second).toBe(111);
    const third = log.find(filter);
    await log.stopFinding();
    expect(await third).toBeNull();
    expect(await log.find(filter, ({ done }) => void told.push(done))).toBe(3000);
    expect(told.at(-1)).toBe(3000);
  });

  it("is walked through: the next run, the next wrong one, the next that was not judged", async () => {
    const workspace = await page();
    await give(workspace);
    const end = watchQueue(workspace);
    // A log is open at its first run.
    expect(questionOf(workspace)).toBe("One?");
    await goToRun(workspace, 1, "wrong");
    expect(questionOf(workspace)).toBe("Two?");
    judgeAnswer(workspace);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await goToRun(workspace, 1, "wrong");
    expect(questionOf(workspace)).toBe("Four?");
    await goToRun(workspace, 1, "any");
    await goToRun(workspace, 1, "any");
    // The runs end here, and what is sought is sought from the beginning again.
    expect(questionOf(workspace)).toBe("Five?");
    expect(workspace.view.getState().notice?.news).toEqual({ kind: "no-such-run", sought: "any" });
    await goToRun(workspace, 1, "wrong");
    expect(questionOf(workspace)).toBe("Two?");
    await goToRun(workspace, -1, "unjudged");
    expect(questionOf(workspace)).toBe("One?");
    expect(listedRuns(workspace.logs.getState())?.at).toBe(0);
    end();
  });

  it("goes as many runs on as it is asked to before the first is there, and makes one document of a run", async () => {
    const workspace = await page();
    await give(workspace);
    await Promise.all([goToRun(workspace, 1, "any"), goToRun(workspace, 1, "any")]);
    expect(questionOf(workspace)).toBe("Three?");
    await Promise.all([openAt(workspace, 3), openAt(workspace, 3)]);
    expect(questionOf(workspace)).toBe("Four?");
    expect(workspace.session.store.getState().writable).toBe(true);
    await workspace.edges.storage.flush();
    expect((await workspace.edges.storage.recent()).filter(({ title }) => title === "Four?")).toHaveLength(1);
  });

  it("goes on to the next run by itself once the answer has a verdict, unless that is switched off", async () => {
    const workspace = await page();
    await give(workspace);
    const end = watchQueue(workspace);
    judgeAnswer(workspace);
    await expect.poll(() => questionOf(workspace), { timeout: 5000 }).toBe("Two?");
    workspace.view.setState({ nextRunWhenDone: false });
    judgeAnswer(workspace);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(questionOf(workspace)).toBe("Two?");
    end();
  });

  it("is offered again after a reload, and goes on where one was", async () => {
    const before = await page();
    await give(before);
    lookFor(before, { ...EVERY_RECORD, judged: "wrong" });
    standAt(before, 1);
    await openAt(before, 3);
    await storage.flush();
    await storage.close();
    const workspace = await page();
    await workspace.documents.openFirst();
    const last = await lastLog(workspace.edges);
    expect(last).toMatchObject({ name: "runs.jsonl", files: ["runs.jsonl"], at: 1, filter: { judged: "wrong" } });
    // Without a handle the person is asked for the file; here they choose it.
    workspace.edges.page.askForFiles = async () => [new File([LINES.join("\n")], "runs.jsonl")];
    expect(last && (await reopenLastLog(workspace, last))).toBeNull();
    expect(listedRuns(workspace.logs.getState())).toMatchObject({ at: 1, filter: { judged: "wrong" } });
    // The run that is open is the one of the list, tied to its log again.
    expect(workspace.documents.store.getState().imported).toMatchObject({ indices: [3] });
  });

  it("lists what is kept, too, and walks through that", async () => {
    const workspace = await page();
    await give(workspace);
    await openAt(workspace, 1);
    judgeAnswer(workspace);
    await openAt(workspace, 0);
    await listKept(workspace);
    const kept = listedRuns(workspace.logs.getState());
    expect(kept).toMatchObject({ kind: "kept", count: 2 });
    await goToRun(workspace, 1, "wrong");
    expect(questionOf(workspace)).toBe("Two?");
    await goToRun(workspace, 1, "unjudged");
    expect(questionOf(workspace)).toBe("One?");
  });
});
