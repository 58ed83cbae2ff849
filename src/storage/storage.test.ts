import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../base";
import {
  commitEntry,
  type EditLog,
  emptyTrace,
  encodeLogEntry,
  encodeTrace,
  NOTHING_SAID,
  redoEntry,
  undoEntry,
} from "../trace";
import {
  addImage,
  addStep,
  built,
  derived,
  entry,
  imageId,
  judgement,
  judgementId,
  produced,
  source,
  trunk,
} from "../trace/testing";
import { openDatabase } from "./database";
import type { Storage, StorageOptions } from "./storage";
import { id, journalOf, openTabOf, openTrace } from "./testing/tabs";

// Tabs of earlier tests are still listening, so that each test has a browser of its own.
let browser = "";
const openTab = (options: StorageOptions = {}): Promise<Storage> => openTabOf(browser, options);

beforeEach(() => {
  browser = crypto.randomUUID();
});

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Not there");
  return value;
}

const stateOf = (log: EditLog) => ({ ...log, trace: encodeTrace(log.trace) });

const settled = (tab: Storage): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => (tab.state.kind === "saved" ? resolve() : void setTimeout(look, 2));
    look();
  });

describe("a trace at rest", () => {
  it("comes back as it was, with its log, undo and redo", async () => {
    const first = await openTab();
    must(await first.create(emptyTrace(id, "new"), { step: null }));
    const opened = await openTrace(first);
    const journal = journalOf(opened);
    let { log } = opened;
    const pictures = [addImage(source("1")), addImage(produced("2", "a")), addImage(derived("3", "1"))];
    for (const edit of [...pictures, addStep("a", null), addStep("b", "a"), addStep("c", "b")]) {
      journal.commit(entry(edit));
      log = must(commitEntry(log, entry(edit)));
    }
    journal.undo();
    journal.undo();
    journal.redo();
    log = must(redoEntry(must(undoEntry(must(undoEntry(log))))));
    journal.place({ step: "b", preferred: new Map([[null, "a"]]) });
    await journal.flush();
    const again = await openTrace(await openTab());
    expect(stateOf(again.log)).toEqual(stateOf(log));
    expect(again.header).toMatchObject({ title: "new", stepCount: 2, images: [imageId("1"), imageId("2")] });
    expect(again.header.place).toEqual({ step: "b", preferred: new Map([[null, "a"]]) });
    expect(again.damage).toBeNull();
  });

  it("writes an edit down by itself soon after, without a flush", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    journalOf(await openTrace(tab)).commit(entry(addStep("late", "answer")));
    expect(tab.state.kind).toBe("saving");
    await settled(tab);
    expect((await openTrace(await openTab())).log.trace.steps.has("late" as never)).toBe(true);
  });

  it("folds a long journal into a snapshot, and still undoes", async () => {
    const tab = await openTab({ longestJournal: 20 });
    must(await tab.create(trunk, null));
    const opened = await openTrace(tab);
    const journal = journalOf(opened);
    let { log } = opened;
    for (let i = 0; i < 100; i++) {
      const added = entry(addStep(`s${i}`, "answer"), i % 10 < 5 ? `group ${Math.floor(i / 10)}` : null);
      journal.commit(added);
      log = must(commitEntry(log, added));
      if (i % 7 === 0) await journal.flush();
    }
    journal.undo();
    log = must(undoEntry(log));
    await journal.flush();
    const database = await openDatabase(browser);
    expect(await database.count("records")).toBeLessThan(40);
    const again = await openTrace(await openTab());
    expect(stateOf(again.log)).toEqual(stateOf(log));
  });

  it("keeps a limited past in a snapshot: the trace is whole, undo reaches back as far as is kept", async () => {
    const tab = await openTab({ longestJournal: 10 });
    must(await tab.create(emptyTrace(id, ""), null));
    const journal = journalOf(await openTrace(tab));
    for (let i = 0; i < 600; i++) journal.commit(entry(addStep(`s${i}`, i === 0 ? null : `s${i - 1}`)));
    await journal.flush();
    const { log } = await openTrace(await openTab());
    expect(log.trace.steps.size).toBe(600);
    expect(log.entries.length).toBe(500);
  });

  it("can undo further back than a snapshot remembers, and that is kept too", async () => {
    const tab = await openTab({ longestJournal: 10 });
    must(await tab.create(emptyTrace(id, ""), null));
    const journal = journalOf(await openTrace(tab));
    for (let i = 0; i < 620; i++) journal.commit(entry(addStep(`s${i}`, i === 0 ? null : `s${i - 1}`)));
    await journal.flush();
    for (let i = 0; i < 610; i++) {
      journal.undo();
      if (i % 50 === 0) await journal.flush();
    }
    journal.redo();
    await journal.flush();
    const { log, damage } = await openTrace(await openTab());
    expect(damage).toBeNull();
    expect(log.trace.steps.size).toBe(11);
    expect(must(redoEntry(log)).trace.steps.size).toBe(12);
  });

  it("can go below a snapshot and come back between two writes", async () => {
    const tab = await openTab({ longestJournal: 3, keptEntries: 1 });
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    for (const title of ["a", "b", "c", "d"]) journal.commit(entry({ kind: "entitle", title }));
    await journal.flush();
    for (let i = 0; i < 3; i++) journal.undo();
    for (let i = 0; i < 3; i++) journal.redo();
    await journal.flush();
    const { log, damage } = await openTrace(await openTab());
    expect([damage, log.trace.title]).toEqual([null, "d"]);
  });

  it("opens up to a damaged record, says so, and keeps the rest aside when writing goes on", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    for (const name of ["a", "b", "c"]) journal.commit(entry(addStep(name, "answer")));
    await journal.flush();
    const database = await openDatabase(browser);
    await database.put("records", { trace: id, seq: 2, kind: "commit", entry: { edit: { kind: "nonsense" } } });

    const second = await openTab();
    const hurt = await openTrace(second);
    expect(hurt.damage).toMatchObject({ seq: 2, reason: "unreadable", lost: 2 });
    expect([...hurt.log.trace.steps.keys()].slice(-2)).toEqual(["answer", "a"]);
    journalOf(hurt).commit(entry(addStep("d", "answer")));
    await journalOf(hurt).flush();
    const mended = await openTrace(await openTab());
    expect(mended.damage).toBeNull();
    expect([...mended.log.trace.steps.keys()].slice(-2)).toEqual(["a", "d"]);
    const [aside] = await database.getAll("damaged");
    expect(aside?.records).toHaveLength(2);
  });

  it("opens a snapshot whose past is damaged, and keeps that aside too", async () => {
    const tab = await openTab({ longestJournal: 2 });
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    for (const name of ["a", "b", "c"]) journal.commit(entry(addStep(name, "answer")));
    await journal.flush();
    const database = await openDatabase(browser);
    const row = there(await database.get("snapshots", id));
    await database.put("snapshots", { ...row, entries: [row.entries[0], { edit: "nonsense" }, row.entries[2]] });
    const hurt = await openTrace(await openTab());
    expect(hurt.damage).toMatchObject({ reason: "unreadable", lost: 2 });
    journalOf(hurt).commit(entry(addStep("d", "answer")));
    await journalOf(hurt).flush();
    const mended = await openTrace(await openTab());
    expect(mended.damage).toBeNull();
    expect([...mended.log.trace.steps.keys()].slice(-2)).toEqual(["a", "d"]);
    expect((await database.getAll("damaged"))[0]?.records).toHaveLength(1);
  });

  it("goes on past a record that judges what is not there, undoes it as one, and keeps it aside", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    for (const name of ["a", "b", "c"]) journal.commit(entry(addStep(name, "answer")));
    await journal.flush();
    const database = await openDatabase(browser);
    const edits = [
      addStep("d", "answer"),
      { kind: "add-judgement", judgement: judgement("j", "nowhere") },
      { kind: "add-judgement", judgement: judgement("k", "d") },
      { kind: "change-judgement", id: judgementId("j"), value: NOTHING_SAID, atMillis: 1 },
    ] as const;
    const mixed = encodeLogEntry(entry({ kind: "batch", edits }));
    await database.put("records", { trace: id, seq: 2, kind: "commit", entry: mixed });
    const opened = await openTrace(await openTab());
    expect(opened.damage).toBeNull();
    expect(opened.strays).toEqual([
      { kind: "judgement", place: "record 2", reason: "no-such-step", name: "j" },
      { kind: "judgement", place: "record 2", reason: "no-such-judgement", name: "j" },
    ]);
    expect([...opened.log.trace.steps.keys()].slice(-3)).toEqual(["a", "d", "c"]);
    expect([...opened.log.trace.judgements.keys()]).toEqual(["k"]);
    const undone = must(undoEntry(must(undoEntry(opened.log))));
    expect([...undone.trace.steps.keys()].at(-1)).toBe("a");
    journalOf(opened).commit(entry(addStep("e", "answer")));
    await journalOf(opened).flush();
    const again = await openTrace(await openTab());
    expect([again.strays, [...again.log.trace.steps.keys()].at(-1)]).toEqual([[], "e"]);
    expect((await database.getAll("damaged"))[0]?.records).toMatchObject([{ seq: 2, entry: mixed }]);
  });

  it("opens a snapshot without a judgement of what is not there, and keeps the snapshot aside as it was", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const database = await openDatabase(browser);
    const row = there(await database.get("snapshots", id));
    const strayed = { ...row, head: { ...Object(row.head), judgements: [judgement("j", "nowhere")] } };
    await database.put("snapshots", strayed);
    const opened = await openTrace(await openTab());
    expect([opened.damage, opened.strays.map(({ place }) => place)]).toEqual([null, ["judgements[0]"]]);
    expect(encodeTrace(opened.log.trace)).toEqual(encodeTrace(trunk));
    journalOf(opened).commit(entry(addStep("a", "answer")));
    await journalOf(opened).flush();
    expect((await openTrace(await openTab())).strays).toEqual([]);
    expect((await database.getAll("damaged"))[0]?.records).toEqual([strayed]);
  });

  it("opens a very long trace and a long journal whole", async () => {
    const long = built(...Array.from({ length: 1700 }, (_, i) => addStep(`${i}`, i === 0 ? null : `${i - 1}`)));
    const tab = await openTab();
    must(await tab.create(long, null));
    const journal = journalOf(await openTrace(tab));
    for (let i = 0; i < 450; i++) journal.commit(entry(addStep(`more ${i}`, "1699")));
    await journal.flush();
    const again = await openTrace(await openTab());
    expect(again.damage).toBeNull();
    expect(encodeTrace(again.log.trace)).toEqual(
      encodeTrace(
        built(
          ...[...long.steps.values()].map((step) => ({ kind: "add-step" as const, step, index: 1e9 })),
          ...again.log.entries.map(({ edit }) => edit),
        ),
      ),
    );
    expect(again.log.entries).toHaveLength(450);
  });

  it("notices a gap", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    for (const name of ["a", "b", "c"]) journal.commit(entry(addStep(name, "answer")));
    await journal.flush();
    await (await openDatabase(browser)).delete("records", [id, 2]);
    expect((await openTrace(await openTab())).damage).toMatchObject({ seq: 2, reason: "gap", lost: 1 });
  });

  it("refuses what is not there or comes from a later version", async () => {
    const tab = await openTab();
    const lock = await tab.lock(id);
    expect(await tab.open(id, lock)).toEqual({ ok: false, error: { code: "no-such-trace" } });
    const { ...header } = must(await tab.create(trunk, null));
    await (await openDatabase(browser)).put("traces", { ...header, version: 99 });
    expect(await tab.open(id, lock)).toEqual({ ok: false, error: { code: "newer-version", version: 99 } });
    expect(await tab.create(trunk, null)).toMatchObject({ ok: false });
  });
});
