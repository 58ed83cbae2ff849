import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { err, ok } from "../../base";
import type { LogRecord } from "../../dialect";
import { readLog } from "../../opening";
import type { Trace, TraceId } from "../../trace";
import type { Desk } from "../state/workspace";
import { type DocumentState, type Imported, NO_DOCUMENT } from "../state/document";
import { runCommand } from "../commands";
import type { GivenFile, OpenLog } from "../ports/ports";
import { FRESH_VIEW, type ViewState } from "../state/view";
import { LOG_WORDS } from "../../app/words/logs";
import { givenByDrop, givenByPaste } from "../files/given";
import { EVERY_RECORD, logDialog, lookFor, standAt } from "../state/logs";
import { parseAddress } from "../files/openAddress";
import { openLogs } from "./openLogs";
import { choosePicture, givePictures, openRecordAt, openSeveral, readAs } from "./openRecords";

const RUN = (question: string): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: [{ image: "/data/cat.png" }, { text: question }] },
      { role: "assistant", content: "<think>t</think><answer>4</answer>" },
    ],
  });

const file = (path: string): GivenFile => ({ path, file: new File(["x"], path) });

const logOf = (records: readonly LogRecord[], pictures: readonly string[] = []): OpenLog & { closed: number } => ({
  closed: 0,
  facts: { records: records.length, unread: 1, systems: [], pictures },
  find: async () => records.length,
  rows: async () => [],
  record: async (index) => records[index] ?? null,
  unread: async () => [{ place: "line 2", code: "not-json", excerpt: "oh" }],
  picture: async () => new Blob(["x"]),
  close() {
    this.closed++;
  },
});

let opened: { trace: Trace; imported: Imported }[];
let kept: Trace[];
let added: string[];
let answer: Awaited<ReturnType<Desk["services"]["logs"]["open"]>>;
let desk: Desk;
let removed: TraceId[];
/** What a person has made of the open trace. */
let made: string[];
let isFull: boolean;

beforeEach(() => {
  opened = [];
  removed = [];
  made = [];
  isFull = false;
  kept = [];
  added = [];
  logDialog.setState(null, true);
  let ids = 0;
  const store = createStore<DocumentState>(() => NO_DOCUMENT);
  const openImported = async (trace: Trace, imported: Imported) => {
    opened.push({ trace, imported });
    store.setState({ imported, keptAs: isFull ? null : trace.id });
    made = [];
  };
  const services = {
    logs: { open: async () => answer },
    images: {
      add: async (_: Blob, name: string) => {
        added.push(name);
        const origin = { kind: "source" as const };
        return ok({ record: { id: "a".repeat(64), width: 10, height: 10, name, origin }, notes: [] });
      },
      look: async () => err("image-not-found"),
    },
    shelf: {
      keep: async (trace: Trace) => {
        kept.push(trace);
        return ok({ close: () => {} });
      },
      remove: async (id: TraceId) => void removed.push(id),
    },
    session: { store: { getState: () => ({ log: { entries: made } }) } },
    newTraceId: () => `t${++ids}` as TraceId,
  };
  const view = createStore<ViewState>(() => ({ ...FRESH_VIEW, language: "en" }));
  // Opening logs touches no other part of the desk.
  desk = { services, view, documents: { store, openImported } } as unknown as Desk;
});

const records = (...questions: string[]): readonly LogRecord[] => readLog(questions.map(RUN).join("\n")).records;

describe("opening logs", () => {
  it("opens the only run of a log at once", async () => {
    answer = ok(logOf(records("Q")));
    expect(await openLogs(desk, [file("run.json")], "run.json")).toBeNull();
    expect(opened).toHaveLength(1);
    expect(opened[0]?.imported.report).toMatchObject({ system: "think-answer", missingImages: ["/data/cat.png"] });
    expect(desk.view.getState().dialog).toBeNull();
  });

  it("lets a person choose among several, and lets go of the log before", async () => {
    const first = logOf(records("Q", "R"));
    answer = ok(first);
    expect(await openLogs(desk, [file("runs.jsonl")], "runs.jsonl")).toBeNull();
    expect(desk.view.getState().dialog).toBe("records");
    expect(logDialog.getState()).toMatchObject({ kind: "open", name: "runs.jsonl" });
    answer = ok(logOf(records("S", "T")));
    await openLogs(desk, [file("others.jsonl")], "others.jsonl");
    expect(first.closed).toBe(1);
  });

  it("keeps the log of the open trace, whose pictures may be in it", async () => {
    const first = logOf(records("Q"));
    answer = ok(first);
    await openLogs(desk, [file("run.json")], "run.json");
    answer = ok(logOf(records("R", "S")));
    await openLogs(desk, [file("runs.jsonl")], "runs.jsonl");
    expect(first.closed).toBe(0);
  });

  it("says what was not understood where nothing was", async () => {
    const log = logOf([]);
    answer = ok(log);
    const failure = await openLogs(desk, [file("odd.txt")], "odd.txt");
    expect(failure).toMatchObject({ code: "nothing-understood", detail: "line 2: not-json oh" });
    expect(log.closed).toBe(1);
  });

  it("opens several as traces of their own", async () => {
    const log = logOf(records("Q", "R", "S"));
    expect(await openSeveral(desk, log, [0, 2], "talk")).toBeNull();
    expect(kept.map(({ title }) => title)).toEqual(["S"]);
    expect(opened.map(({ imported }) => [imported.record.question, imported.report.system])).toEqual([["Q", "talk"]]);
  });
});

describe("a log of several runs", () => {
  it("can be chosen from again, as it was left", async () => {
    const log = logOf(records("Q", "R", "S"));
    answer = ok(log);
    await openLogs(desk, [file("runs.jsonl")], "runs.jsonl");
    const filter = { ...EVERY_RECORD, words: "S" };
    standAt(2);
    lookFor(filter);
    expect(logDialog.getState()).toMatchObject({ filter, at: 0 });
    standAt(1);
    await openRecordAt(desk, log, 2, null);
    desk.view.setState({ dialog: null });
    runCommand(desk, "records");
    expect(desk.view.getState().dialog).toBe("records");
    expect(logDialog.getState()).toMatchObject({ kind: "open", filter, at: 1 });
  });

  it("is left for one that was opened since, and one of a single run is none", async () => {
    answer = ok(logOf(records("Q", "R")));
    await openLogs(desk, [file("runs.jsonl")], "runs.jsonl");
    lookFor({ ...EVERY_RECORD, words: "R" });
    answer = ok(logOf(records("T", "U")));
    await openLogs(desk, [file("others.jsonl")], "others.jsonl");
    expect(logDialog.getState()).toMatchObject({ filter: EVERY_RECORD });
    answer = ok(logOf(records("Q")));
    await openLogs(desk, [file("run.json")], "run.json");
    runCommand(desk, "records");
    expect(desk.view.getState().dialog).toBeNull();
  });
});

describe("an open run", () => {
  const open = async (pictures: readonly string[] = []): Promise<void> => {
    answer = ok(logOf(records("Q"), pictures));
    await openLogs(desk, [file("run.json")], "run.json");
  };
  const last = () => opened.at(-1)?.imported;

  it("finds its pictures by name among those that came with it", async () => {
    await open(["pictures/CAT.png"]);
    expect(last()?.report.missingImages).toEqual([]);
    expect(added).toEqual(["/data/cat.png"]);
  });

  it("takes a picture given for the one that is missing, whatever its name, or a folder", async () => {
    await open();
    await givePictures(desk, [file("holiday.png")]);
    expect(last()?.report.missingImages).toEqual([]);
    await open();
    await givePictures(desk, [file("all/dog.png"), file("all/cat.png")]);
    expect(last()?.report.missingImages).toEqual([]);
  });

  it("asks which of several pictures is meant, and takes the answer", async () => {
    await open(["a/cat.png", "b/cat.png"]);
    expect(last()).toMatchObject({
      ambiguous: [{ name: "/data/cat.png", paths: ["a/cat.png", "b/cat.png"] }],
      report: { missingImages: ["/data/cat.png"] },
    });
    await choosePicture(desk, "/data/cat.png", "b/cat.png");
    expect(last()).toMatchObject({ ambiguous: [], report: { missingImages: [] } });
  });

  it("takes the place of the trace before, of which nothing was made", async () => {
    await open();
    const before = opened.at(-1)?.trace.id;
    await givePictures(desk, [file("cat.png")]);
    await readAs(desk, "grit");
    expect(removed).toEqual([before, opened.at(-2)?.trace.id]);
    expect(desk.view.getState().notice).toBeNull();
  });

  it("says where the work on the trace before is, which stays kept", async () => {
    await open();
    made = ["verdict"];
    await givePictures(desk, [file("cat.png")]);
    expect(removed).toEqual([]);
    expect(desk.view.getState().notice?.text).toBe(LOG_WORDS.en.workBefore);
  });

  it("leaves the trace before on the shelf where there is no room for the new one", async () => {
    await open();
    isFull = true;
    await givePictures(desk, [file("cat.png")]);
    expect(removed).toEqual([]);
  });

  it("leaves alone what was opened while it was read", async () => {
    await open();
    const giving = givePictures(desk, [file("cat.png")]);
    const other = "other" as TraceId;
    desk.documents.store.setState({ imported: null, keptAs: other });
    await giving;
    expect(removed).toEqual([]);
  });

  it("is read again as another system's", async () => {
    await open();
    await readAs(desk, "grit");
    expect(last()).toMatchObject({ system: "grit", report: { system: "grit" } });
    await readAs(desk, null);
    expect(last()).toMatchObject({ system: null, report: { system: "think-answer" } });
  });
});

describe("what was dropped", () => {
  const entry = (fullPath: string, inside: readonly object[] | null) => ({
    fullPath,
    isDirectory: inside !== null,
    isFile: inside === null,
    file: (take: (file: File) => void) => take(new File(["x"], fullPath)),
    createReader: () => {
      const pages = [inside ?? [], []];
      return { readEntries: (take: (some: unknown) => void) => take(pages.shift()) };
    },
  });

  it("is walked through, folders and all", async () => {
    const folder = entry("/runs", [
      entry("/runs/b.jsonl", null),
      entry("/runs/deep", [entry("/runs/deep/a.png", null)]),
    ]);
    // A browser makes these out of a gesture only; the walk asks them for nothing else.
    const transfer = { items: [{ webkitGetAsEntry: () => folder }], files: [] } as unknown as DataTransfer;
    expect((await givenByDrop(transfer)).map(({ path }) => path)).toEqual(["runs/b.jsonl", "runs/deep/a.png"]);
  });
});

describe("what was pasted", () => {
  it.each([
    ['{"messages": []}', "pasted.json"],
    ['[\n  {"role": "user"}\n]', "pasted.json"],
    ["<think>t</think>", "pasted.txt"],
    ["THOUGHT 0: look", "pasted.txt"],
  ])("%s is a log", (text, path) => {
    expect(givenByPaste(text)?.path).toBe(path);
  });

  it.each(["How many cats are there?", "{x}", "[1] a footnote", "< 5", ""])("%s is none", (text) => {
    expect(givenByPaste(text)).toBeNull();
  });
});

describe("an address", () => {
  it.each([
    ["runs/a.jsonl", "https://here.example/app/runs/a.jsonl"],
    ["https://there.example/a.zip", "https://there.example/a.zip"],
    ["//there.example/a.zip", "https://there.example/a.zip"],
  ])("%s is followed", (text, href) => {
    const url = parseAddress(text, "https://here.example/app/");
    expect(url.ok && url.value.href).toBe(href);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/plain,x",
    "file:///etc/passwd",
    "blob:https://here.example/1",
    "http://",
    "https://me:secret@there.example/",
  ])("%s is not", (text) => {
    expect(parseAddress(text, "https://here.example/app/")).toMatchObject({
      ok: false,
      error: { code: "bad-address" },
    });
  });
});
