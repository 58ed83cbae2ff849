import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { must } from "../base";
import { fillDisk } from "../storage/testing/disk";
import { createFakeLocks } from "../storage/testing/locks";
import { id, openTabOf } from "../storage/testing/tabs";
import { addStep, entry, trunk } from "../trace/testing";
import type { OpenTrace } from "../workspace/ports";
import { traceStorageOf } from "./traceStorage";

/** As long as a test may take: how soon another tab has written says how busy the machine is. */
const PATIENT = { timeout: 300_000 };

// Tabs of earlier tests are still listening, so that each test has a browser of its own.
let locks: LockManager;
let browser = "";

beforeEach(() => {
  browser = crypto.randomUUID();
  locks = createFakeLocks();
});

afterEach(() => vi.restoreAllMocks());

/** a tab and its storage. Nothing here looks at a picture. */
async function openTab() {
  const storage = await openTabOf(browser, { locks });
  return { storage, traces: traceStorageOf(storage, {} as Parameters<typeof traceStorageOf>[1]) };
}

const has = ({ log }: OpenTrace, step: string): boolean => log.trace.steps.has(step as never);

it("lets go of a trace that is closed, with all that it was written down with", async () => {
  const { traces, storage } = await openTab();
  const kept = must(await traces.keep(trunk));
  kept.journal.commit(entry(addStep("more", "answer")));
  kept.close();
  await vi.waitFor(
    async () => expect(await storage.rename(id, "Renamed")).toEqual({ ok: true, value: undefined }),
    PATIENT,
  );
  const again = must(await traces.open(id));
  expect([again.writable, has(again, "more")]).toEqual([true, true]);
});

it("keeps the write lock of a closed trace until what it could not write is written", async () => {
  const [mine, theirs] = [await openTab(), await openTab()];
  const kept = must(await mine.traces.keep(trunk));
  const makeRoom = fillDisk();
  kept.journal.commit(entry(addStep("late", "answer")));
  kept.close();
  await vi.waitFor(() => expect(mine.storage.state).toMatchObject({ kind: "failed", code: "storage-full" }), PATIENT);
  expect(must(await theirs.traces.open(id)).writable).toBe(false);
  makeRoom();
  await mine.storage.flush();
  const taken = await vi.waitFor(async () => {
    const opened = must(await theirs.traces.open(id));
    expect(opened.writable).toBe(true);
    return opened;
  }, PATIENT);
  expect(has(taken, "late")).toBe(true);
  expect(mine.storage.state.kind).toBe("saved");
});

it("opens a trace again as it was left where that could not be written, and writes on", async () => {
  const { traces, storage } = await openTab();
  const kept = must(await traces.keep(trunk));
  const makeRoom = fillDisk();
  kept.journal.commit(entry(addStep("late", "answer")));
  kept.close();
  const again = must(await traces.open(id));
  expect([again.writable, has(again, "late")]).toEqual([true, true]);
  again.journal.commit(entry(addStep("later", "late")));
  makeRoom();
  await storage.flush();
  again.close();
  const other = await openTab();
  const seen = await vi.waitFor(async () => {
    const opened = must(await other.traces.open(id));
    expect(opened.writable).toBe(true);
    return opened;
  }, PATIENT);
  expect(has(seen, "later")).toBe(true);
});

it("does not speak of a closed trace that another tab took over", async () => {
  const { traces, storage } = await openTab();
  const kept = must(await traces.keep(trunk));
  kept.journal.commit(entry(addStep("lost", "answer")));
  await locks.request(`${browser}/trace/${id}`, { steal: true }, async () => {});
  await vi.waitFor(() => expect(storage.state).toMatchObject({ kind: "failed", code: "taken-over" }), PATIENT);
  kept.close();
  await vi.waitFor(() => expect(traces.saveStatus.getState().kind).toBe("saved"), PATIENT);
});
