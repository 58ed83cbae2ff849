import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDB } from "idb";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { encodeTrace, type LogEntry, lineThrough, ME, ownJudgement, parseTrace, type Trace, undoEntry } from "../trace";
import { addStep, entry, imageId, stepId, traceId } from "../trace/testing";
import type { Storage, StorageOptions } from "./storage";
import { openTabOf } from "./testing/tabs";

// What version 1 left in IndexedDB, as `src/trace/fixtures/README.md` tells.
const FIXTURES = join(import.meta.dirname, "../trace/fixtures/version-1");
const read = (name: string): string => readFileSync(join(FIXTURES, `${name}.json`), "utf8");

type Rows = readonly { readonly key: IDBValidKey; readonly value: unknown }[];

/** What JSON has no words for, said in objects with one field. */
function revive(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$map" in value) return new Map(value.$map as [unknown, unknown][]);
  if ("$number" in value) return Number(value.$number);
  if ("blob" in value) {
    const { mime, bytes } = value.blob as { mime: string; bytes: number[] };
    return { ...value, blob: new Blob([Uint8Array.from(bytes)], { type: mime }) };
  }
  return value;
}

/** The stores as version 1 of the database laid them out. */
const STORES: Readonly<Record<string, IDBObjectStoreParameters>> = {
  traces: { keyPath: "id" },
  records: { keyPath: ["trace", "seq"] },
  snapshots: { keyPath: "trace" },
  chunks: { keyPath: ["trace", "index"] },
  thumbnails: {},
  bin: {},
  damaged: { autoIncrement: true },
  images: { keyPath: "id" },
  settings: {},
};

let browsers = 0;

/** A tab of a browser in which version 1 had been at work. */
async function tabOverVersion1(): Promise<{
  readonly tab: Storage;
  reopen(options?: StorageOptions): Promise<Storage>;
}> {
  const name = `version 1, ${++browsers}`;
  const database = await openDB(name, 1, {
    upgrade(database) {
      for (const [store, layout] of Object.entries(STORES)) database.createObjectStore(store, layout);
    },
  });
  const rows: Record<string, Rows> = JSON.parse(read("database"), revive);
  for (const [store, { keyPath = null }] of Object.entries(STORES))
    for (const { key, value } of rows[store] ?? [])
      await (keyPath === null ? database.put(store, value, key) : database.put(store, value));
  database.close();
  const reopen = (options: StorageOptions = {}) => openTabOf(name, options);
  return { tab: await reopen(), reopen };
}

const open = async (tab: Storage, name: string) => must(await tab.open(traceId(name), await tab.lock(traceId(name))));

const own = (trace: Trace, id: string) => ownJudgement(trace, stepId(id), ME.id);

/** Judgements by hand have their time from the journal, and only the steps' from a file. */
const timeless = (trace: Trace) => ({
  ...encodeTrace(trace),
  judgements: [...trace.judgements.values()]
    .map((judgement) => ({ ...judgement, atMillis: 0 }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describe("[J4] a database of version 1", () => {
  it.each(["gym", "imported", "remote"])("opens %s as version 1 showed it, with nothing lost", async (name) => {
    const { tab } = await tabOverVersion1();
    const { log, damage, header } = await open(tab, name);
    expect(damage).toBeNull();
    expect(timeless(log.trace)).toEqual(timeless(must(parseTrace(JSON.parse(read(name))))));
    expect(header.stepCount).toBe(log.trace.steps.size);
  });

  it("keeps what can be undone and redone, and tells who did it", async () => {
    const { tab } = await tabOverVersion1();
    const { log } = await open(tab, "gym");
    const told = ({ name, author }: LogEntry) => [name, author.kind];
    expect(log.entries.slice(0, log.cursor).map(told)).toEqual([
      ["verdict", "human"],
      ["rename", "human"],
      ["add-thought", "human"],
      ["verdict", "human"],
      ["note", "human"],
      ["verdict", "human"],
    ]);
    expect(log.entries.slice(log.cursor).map(told)).toEqual([["note", "human"]]);
    expect(own(log.trace, "step-32")?.value).toMatchObject({ verdict: "unsure", note: "" });
    const before = must(undoEntry(log)).trace;
    expect(own(before, "step-32")?.value.verdict).toBe("wrong");
    const earlier = must(undoEntry(must(undoEntry(must(undoEntry(log)))))).trace;
    expect(own(earlier, "sample-find-3")?.value).toMatchObject({
      verdict: "correct",
      note: "It looks where the letter is.",
    });
  });

  it("says that the model made what it said", async () => {
    const { tab } = await tabOverVersion1();
    const { log } = await open(tab, "remote");
    expect(log.entries.map(({ author }) => author)).toEqual([{ kind: "model" }, { kind: "model" }]);
    expect(lineThrough(log.trace, null)[1]?.generation?.tokens[0]?.logProbability).toBeNull();
  });

  it("goes on in the present version, record by record and folded", async () => {
    const { tab, reopen } = await tabOverVersion1();
    const { log, journal } = await open(tab, "gym");
    journal?.undo();
    journal?.redo();
    journal?.commit(entry(addStep("new", "step-39")));
    await tab.flush();
    // The second tab folds what it writes: everything is in the present version from then on.
    for (const steps of [1, 2]) {
      const next = await reopen({ longestJournal: 1 });
      const again = await open(next, "gym");
      expect(again.damage).toBeNull();
      expect(again.header.version).toBe(2);
      expect(again.log.entries.slice(0, again.log.cursor)).toHaveLength(log.cursor + steps);
      expect(again.log.trace.steps.size).toBe(log.trace.steps.size + steps);
      expect(again.log.trace.judgements).toEqual(log.trace.judgements);
      again.journal?.commit(entry(addStep(`more ${steps}`, "new")));
      await next.close();
    }
  });

  it("still has its place, its settings and its images", async () => {
    const { tab } = await tabOverVersion1();
    const { header } = await open(tab, "gym");
    expect(header.place).toMatchObject({ step: "step-24" });
    expect(header.images).toHaveLength(1);
    expect(await tab.settings.read("theme")).toBe("dark");
    expect(await tab.images.read(imageId("d"))).toEqual(Uint8Array.of(1, 2, 3));
    expect((await tab.list()).map(({ id }) => id).sort()).toEqual(["gym", "imported", "remote"]);
  });
});
