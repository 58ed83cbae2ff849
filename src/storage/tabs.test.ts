import { beforeEach, describe, expect, it, vi } from "vitest";
import { must } from "../base";
import { addStep, entry, imageId, trunk } from "../trace/testing";
import type { Storage, StorageOptions } from "./storage";
import { fillDisk } from "./testing/disk";
import { createFakeLocks, slowLocks } from "./testing/locks";
import { id, journalOf, openTabOf, openTrace } from "./testing/tabs";
import { createWriteQueue } from "./writeQueue";

// Tabs of earlier tests are still listening, so that each test has a browser of its own.
let browser = "";
const openTab = (options: StorageOptions = {}): Promise<Storage> => openTabOf(browser, options);

beforeEach(() => {
  browser = crypto.randomUUID();
});

describe("two tabs on one trace", () => {
  const twoTabs = async () => {
    const locks = createFakeLocks();
    const first = await openTab({ locks });
    must(await first.create(trunk, null));
    const firstLock = await first.lock(id);
    const second = await openTab({ locks });
    const secondLock = await second.lock(id);
    return { first, firstLock, second, secondLock };
  };

  it("lets one write and the other read", async () => {
    const { first, firstLock, second, secondLock } = await twoTabs();
    expect([firstLock.access, secondLock.access]).toEqual(["write", "read"]);
    expect(must(await first.open(id, firstLock)).journal).not.toBeNull();
    expect(must(await second.open(id, secondLock)).journal).toBeNull();
    await firstLock.release();
    expect((await second.lock(id)).access).toBe("write");
  });

  it("writes where the lock is free, however long a busy browser takes to say so", async () => {
    const tab = await openTab({ locks: slowLocks(createFakeLocks(), 1200) });
    must(await tab.create(trunk, null));
    expect((await tab.lock(id)).access).toBe("write");
  });

  it("tells the reader what was written", async () => {
    const { first, firstLock, second } = await twoTabs();
    const told = new Promise<void>((resolve) => second.follow(id, resolve));
    const journal = journalOf(must(await first.open(id, firstLock)));
    journal.commit(entry(addStep("more", "answer")));
    await told;
    const seen = must(await second.open(id, await second.lock(id)));
    expect(seen.log.trace.steps.size).toBe(trunk.steps.size + 1);
  });

  it("takes over after the writer has saved what it had", async () => {
    const { first, firstLock, second, secondLock } = await twoTabs();
    const journal = journalOf(must(await first.open(id, firstLock)));
    journal.commit(entry(addStep("unsaved", "answer")));
    const heard: string[] = [];
    firstLock.subscribe((access) => heard.push(access));
    await secondLock.takeOver();
    expect([firstLock.access, secondLock.access, heard]).toEqual(["read", "write", ["read"]]);
    const taken = must(await second.open(id, secondLock));
    expect(taken.log.trace.steps.has("unsaved" as never)).toBe(true);
    expect(taken.journal).not.toBeNull();
  });

  it("takes over from a tab that does not answer, whose journal then stops", async () => {
    const locks = createFakeLocks();
    const frozen = await openTab({ locks, delayMillis: 1e6 });
    must(await frozen.create(trunk, null));
    const frozenLock = await frozen.lock(id);
    const journal = journalOf(must(await frozen.open(id, frozenLock)));
    journal.commit(entry(addStep("lost", "answer")));
    await locks.request(`${browser}/trace/${id}`, { steal: true }, async () => {});
    await Promise.resolve();
    expect(frozenLock.access).toBe("read");
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
