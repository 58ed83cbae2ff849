import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { must } from "../base";
import { commitEntry, type EditLog, emptyTrace, encodeTrace, redoEntry, undoEntry } from "../trace";
import { addImage, addStep, built, entry, imageId, source, traceId, trunk } from "../trace/testing";
import { openDatabase } from "./database";
import { type OpenedTrace, openStorage, type Storage, type StorageOptions } from "./storage";
import { createFakeLocks } from "./testing/locks";
import { createWriteQueue } from "./writeQueue";

const id = traceId("t");
let name = "";

/** A tab: its own storage over the same database. Killed tabs are simply left alone: what they wrote is what stays. */
const openTab = async (options: StorageOptions = {}): Promise<Storage> =>
  must(await openStorage(name, { delayMillis: 5, locks: null, ...options }));

async function openTrace(tab: Storage): Promise<OpenedTrace> {
  return must(await tab.open(id, await tab.claim(id)));
}

const journalOf = ({ journal }: OpenedTrace) => {
  if (!journal) throw new Error("Opened for reading only");
  return journal;
};

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

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  // Tabs of earlier tests are still listening.
  name = crypto.randomUUID();
});

describe("a trace at rest", () => {
  it("comes back as it was, with its log, undo and redo", async () => {
    const first = await openTab();
    must(await first.create(emptyTrace(id, "new"), { step: null }));
    const opened = await openTrace(first);
    const journal = journalOf(opened);
    let { log } = opened;
    for (const edit of [addImage(source("1")), addStep("a", null), addStep("b", "a"), addStep("c", "b")]) {
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
    expect(again.header).toMatchObject({ title: "new", stepCount: 2, images: [imageId("1")] });
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
    const database = await openDatabase(name);
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
    const database = await openDatabase(name);
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
    const database = await openDatabase(name);
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
    await (await openDatabase(name)).delete("records", [id, 2]);
    expect((await openTrace(await openTab())).damage).toMatchObject({ seq: 2, reason: "gap", lost: 1 });
  });

  it("refuses what is not there or comes from a later version", async () => {
    const tab = await openTab();
    const claim = await tab.claim(id);
    expect(await tab.open(id, claim)).toEqual({ ok: false, error: { code: "no-such-trace" } });
    const { ...header } = must(await tab.create(trunk, null));
    await (await openDatabase(name)).put("traces", { ...header, version: 99 });
    expect(await tab.open(id, claim)).toEqual({ ok: false, error: { code: "newer-version", version: 99 } });
    expect(await tab.create(trunk, null)).toMatchObject({ ok: false });
  });
});

describe("a list of traces", () => {
  it("shows the last touched first; renames, duplicates, puts away, brings back", async () => {
    let now = 1000;
    const tab = await openTab({ nowMillis: () => now++ });
    must(await tab.create(trunk, "here"));
    must(await tab.duplicate(id, traceId("copy"), "a copy"));
    expect((await tab.list()).map(({ title }) => title)).toEqual(["a copy", "a trace"]);
    must(await tab.rename(id, "renamed"));
    expect((await tab.list()).map(({ title }) => title)).toEqual(["renamed", "a copy"]);
    await tab.putAway(id);
    expect((await tab.list()).map(({ removedMillis }) => removedMillis !== null)).toEqual([true, false]);
    await tab.bringBack(id);
    expect((await tab.list()).every(({ removedMillis }) => removedMillis === null)).toBe(true);
    const copy = must(await tab.open(traceId("copy"), await tab.claim(traceId("copy"))));
    expect(copy.header.place).toBe("here");
    expect(encodeTrace({ ...copy.log.trace, id, title: trunk.title })).toEqual(encodeTrace(trunk));
  });

  it("keeps a thumbnail apart, so that saving never loses it", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    await tab.setThumbnail(id, new Blob(["picture"]));
    journal.commit(entry(addStep("more", "answer")));
    await journal.flush();
    expect(await (await tab.list())[0]?.thumbnail?.text()).toBe("picture");
  });

  it("does not rename what is open", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    await openTrace(tab);
    expect(await tab.rename(id, "x")).toEqual({ ok: false, error: "in-use" });
  });
});

describe("images at rest", () => {
  const bytes = Uint8Array.of(1, 2, 3);

  it("come back byte for byte, and null where there are none", async () => {
    const tab = await openTab();
    await tab.images.write(imageId("1"), bytes, "image/png");
    const other = await openTab();
    expect(await other.images.read(imageId("1"))).toEqual(bytes);
    expect(await other.images.read(imageId("2"))).toBeNull();
  });

  it("go with the last trace that names them, but not those that just came in", async () => {
    let now = 0;
    const tab = await openTab({ nowMillis: () => now });
    must(await tab.create(trunk, null));
    must(await tab.duplicate(id, traceId("copy"), ""));
    for (const digit of ["1", "5"]) await tab.images.write(imageId(digit), bytes, "image/png");
    now = 1e9;
    await tab.images.write(imageId("6"), bytes, "image/png");
    await tab.erase(id);
    const has = async (digit: string): Promise<boolean> => (await tab.images.read(imageId(digit))) !== null;
    expect([await has("1"), await has("5"), await has("6")]).toEqual([true, false, true]);
    await tab.erase(traceId("copy"));
    expect([await has("1"), await has("6")]).toEqual([false, true]);
    expect(await tab.list()).toEqual([]);
  });

  it("of an undone edit stay, for redo", async () => {
    let now = 0;
    const tab = await openTab({ nowMillis: () => now });
    must(await tab.create(emptyTrace(id, ""), null));
    must(await tab.create(emptyTrace(traceId("gone"), ""), null));
    const journal = journalOf(await openTrace(tab));
    await tab.images.write(imageId("1"), bytes, "image/png");
    journal.commit(entry(addImage(source("1"))));
    await journal.flush();
    journal.undo();
    await journal.flush();
    now = 1e9;
    await tab.erase(traceId("gone"));
    expect(await tab.images.read(imageId("1"))).toEqual(bytes);
  });
});

describe("two tabs on one trace", () => {
  const twoTabs = async () => {
    const locks = createFakeLocks();
    const first = await openTab({ locks });
    must(await first.create(trunk, null));
    const firstClaim = await first.claim(id);
    const second = await openTab({ locks });
    const secondClaim = await second.claim(id);
    return { first, firstClaim, second, secondClaim };
  };

  it("lets one write and the other read", async () => {
    const { first, firstClaim, second, secondClaim } = await twoTabs();
    expect([firstClaim.access, secondClaim.access]).toEqual(["write", "read"]);
    expect(must(await first.open(id, firstClaim)).journal).not.toBeNull();
    expect(must(await second.open(id, secondClaim)).journal).toBeNull();
    await firstClaim.release();
    expect((await second.claim(id)).access).toBe("write");
  });

  it("tells the reader what was written", async () => {
    const { first, firstClaim, second } = await twoTabs();
    const told = new Promise<void>((resolve) => second.follow(id, resolve));
    const journal = journalOf(must(await first.open(id, firstClaim)));
    journal.commit(entry(addStep("more", "answer")));
    await told;
    const seen = must(await second.open(id, await second.claim(id)));
    expect(seen.log.trace.steps.size).toBe(trunk.steps.size + 1);
  });

  it("takes over after the writer has saved what it had", async () => {
    const { first, firstClaim, second, secondClaim } = await twoTabs();
    const journal = journalOf(must(await first.open(id, firstClaim)));
    journal.commit(entry(addStep("unsaved", "answer")));
    const heard: string[] = [];
    firstClaim.subscribe((access) => heard.push(access));
    await secondClaim.takeOver();
    expect([firstClaim.access, secondClaim.access, heard]).toEqual(["read", "write", ["read"]]);
    const taken = must(await second.open(id, secondClaim));
    expect(taken.log.trace.steps.has("unsaved" as never)).toBe(true);
    expect(taken.journal).not.toBeNull();
  });

  it("takes over from a tab that does not answer, whose journal then stops", async () => {
    const locks = createFakeLocks();
    const frozen = await openTab({ locks, delayMillis: 1e6 });
    must(await frozen.create(trunk, null));
    const frozenClaim = await frozen.claim(id);
    const journal = journalOf(must(await frozen.open(id, frozenClaim)));
    journal.commit(entry(addStep("lost", "answer")));
    await locks.request(`${name}/trace/${id}`, { steal: true }, async () => {});
    await Promise.resolve();
    expect(frozenClaim.access).toBe("read");
    expect(journal.state).toEqual({ kind: "failed", code: "taken-over" });
    await journal.flush();
    expect((await openTrace(await openTab())).log.trace.steps.has("lost" as never)).toBe(false);
  });

  it("never writes over what another tab has written, even without locks", async () => {
    const first = await openTab();
    const second = await openTab();
    must(await first.create(trunk, null));
    const mine = journalOf(await openTrace(first));
    const theirs = journalOf(await openTrace(second));
    theirs.commit(entry(addStep("theirs", "answer")));
    await theirs.flush();
    mine.commit(entry(addStep("mine", "answer")));
    await mine.flush();
    expect(mine.state).toEqual({ kind: "failed", code: "taken-over" });
    const { log } = await openTrace(await openTab());
    expect([log.trace.steps.has("theirs" as never), log.trace.steps.has("mine" as never)]).toEqual([true, false]);
  });
});

describe("when there is no room", () => {
  /** Every write fails as a full disk does, until the returned function is called. */
  const fillDisk = (): (() => void) => {
    const full = (): never => {
      throw new DOMException("", "QuotaExceededError");
    };
    const spies = [
      vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(full),
      vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(full),
    ];
    return () => {
      for (const spy of spies) spy.mockRestore();
    };
  };

  it("says so, keeps everything in memory, and writes it in order when there is room again", async () => {
    const tab = await openTab();
    must(await tab.create(trunk, null));
    const journal = journalOf(await openTrace(tab));
    const states: string[] = [];
    tab.subscribe(() => states.push(tab.state.kind));
    const makeRoom = fillDisk();
    journal.commit(entry(addStep("a", "answer")));
    await journal.flush();
    expect(tab.state).toEqual({ kind: "failed", code: "storage-full" });
    journal.commit(entry(addStep("b", "a")));
    await tab.images.write(imageId("9"), Uint8Array.of(9), "image/png");
    expect(await tab.images.read(imageId("9"))).toEqual(Uint8Array.of(9));
    makeRoom();
    await tab.flush();
    expect(tab.state.kind).toBe("saved");
    expect(states).toContain("failed");
    const other = await openTab();
    expect((await openTrace(other)).log.entries.map(({ edit }) => "step" in edit && edit.step.id)).toEqual(["a", "b"]);
    expect(await other.images.read(imageId("9"))).toEqual(Uint8Array.of(9));
  });

  it("tries again by itself", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const writes = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new DOMException("", "QuotaExceededError"));
      let waiting = true;
      const queue = createWriteQueue({
        write: async () => {
          await writes();
          waiting = false;
        },
        waiting: () => waiting,
        delayMillis: 300,
        nowMillis: () => 5,
      });
      queue.touch();
      await vi.advanceTimersByTimeAsync(299);
      expect(writes).toHaveBeenCalledTimes(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(queue.state).toEqual({ kind: "failed", code: "storage-full" });
      await vi.advanceTimersByTimeAsync(1000);
      expect(writes).toHaveBeenCalledTimes(2);
      expect(queue.state).toEqual({ kind: "saved", atMillis: 5 });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("small things", () => {
  it("are kept by name", async () => {
    const tab = await openTab();
    await tab.settings.write("theme", { dark: true });
    expect(await (await openTab()).settings.read("theme")).toEqual({ dark: true });
    expect(await tab.settings.read("nothing")).toBeUndefined();
  });
});
