import { beforeEach, describe, expect, it } from "vitest";
import { must } from "../base";
import { emptyTrace, encodeTrace } from "../trace";
import { addImage, addJudgement, addStep, entry, imageId, source, traceId, trunk } from "../trace/testing";
import type { Storage, StorageOptions } from "./storage";
import { id, journalOf, openTabOf, openTrace } from "./testing/tabs";

// Tabs of earlier tests are still listening, so that each test has a browser of its own.
let browser = "";
const openTab = (options: StorageOptions = {}): Promise<Storage> => openTabOf(browser, options);

beforeEach(() => {
  browser = crypto.randomUUID();
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
    const copy = must(await tab.open(traceId("copy"), await tab.lock(traceId("copy"))));
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

  it("finds a trace by the run that it was made of, the one touched last, and what was said of it", async () => {
    let now = 1000;
    const tab = await openTab({ nowMillis: () => now++ });
    expect(await tab.traceOfRun("log/1")).toBeNull();
    must(await tab.create(trunk, null, "log/1"));
    must(await tab.create({ ...trunk, id: traceId("again") }, null, "log/1"));
    must(await tab.create({ ...trunk, id: traceId("other") }, null, "log/2"));
    must(await tab.create({ ...trunk, id: traceId("none") }, null));
    const journal = journalOf(await openTrace(tab));
    journal.commit(entry(addJudgement("mine", "answer", { verdict: "wrong" })));
    await journal.flush();
    expect(await tab.traceOfRun("log/1")).toBe(id);
    expect(await tab.runs()).toMatchObject([
      { run: "log/1", trace: id, facts: { answer: "", judged: { verdict: "wrong" } } },
      { run: "log/2", trace: "other", facts: { judged: null } },
    ]);
    // What is in the bin stands back, and is found where there is nothing else: it was judged, after all.
    await tab.putAway(id);
    expect(await tab.traceOfRun("log/1")).toBe("again");
    await tab.putAway(traceId("again"));
    expect(await tab.traceOfRun("log/1")).toBe(id);
    expect((await tab.runs()).map(({ run }) => run)).toEqual(["log/2"]);
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

describe("small things", () => {
  it("are kept by name", async () => {
    const tab = await openTab();
    await tab.settings.write("theme", { dark: true });
    expect(await (await openTab()).settings.read("theme")).toEqual({ dark: true });
    expect(await tab.settings.read("nothing")).toBeUndefined();
  });
});
