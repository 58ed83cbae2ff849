import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { commitEntry, type EditLog, encodeTrace, redoEntry, undoEntry } from "../trace";
import { anyEntry, entry, traceId, trunk } from "../trace/testing";
import { openStorage, type Storage } from "./storage";

// A model of the journal: the log itself, in memory. Whatever is done, flushed, killed and reopened, what was flushed
// is what comes back. Limits are small, so that snapshots are made and outlived all the time.

const id = traceId("t");

const openTab = async (name: string): Promise<Storage> =>
  must(await openStorage(name, { locks: null, delayMillis: 1e6, longestJournal: 3, keptEntries: 1 }));

const open = async (tab: Storage) => must(await tab.open(id, await tab.lock(id)));

// Titles are never refused, so that logs grow long enough to be folded.
const title = fc
  .tuple(fc.string({ maxLength: 3 }), fc.constantFrom(null, null, null, "run 1"))
  .map(([title, group]) => entry({ kind: "entitle", title }, group));

const command = fc.oneof(
  { weight: 6, arbitrary: title },
  { weight: 2, arbitrary: anyEntry },
  { weight: 4, arbitrary: fc.constant("undo" as const) },
  { weight: 1, arbitrary: fc.constant("redo" as const) },
  { weight: 2, arbitrary: fc.constant("flush" as const) },
  { weight: 1, arbitrary: fc.constant("kill" as const) },
);
/** The same some times over, as a person leans on a key: only so does undo get far back. */
const burst = fc
  .tuple(command, fc.constantFrom(1, 1, 1, 4))
  .map(([done, times]) => Array.from({ length: times }, () => done));
type Command = Exclude<typeof command extends fc.Arbitrary<infer T> ? T : never, "flush" | "kill">;

const after = (log: EditLog, done: Command) =>
  done === "undo" ? undoEntry(log) : done === "redo" ? redoEntry(log) : commitEntry(log, done);

const seen = ({ trace, entries, cursor }: EditLog) => ({ trace: encodeTrace(trace), ahead: entries.slice(cursor) });

describe("a journal", () => {
  it("gives back what was flushed, whatever happened to the tab", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(burst, { minLength: 10, maxLength: 30, size: "max" }), async (bursts) => {
        const name = `journal ${runs++}`;
        let tab = await openTab(name);
        must(await tab.create(trunk, null));
        let { log, journal } = await open(tab);
        let flushed = log;
        for (const done of bursts.flat()) {
          if (done === "flush") {
            await journal?.flush();
            flushed = log;
          } else if (done === "kill") {
            tab = await openTab(name);
            const again = await open(tab);
            expect(again.damage).toBeNull();
            expect(seen(again.log)).toEqual(seen(flushed));
            ({ log, journal } = again);
            flushed = log;
          } else {
            const next = after(log, done);
            if (!next.ok) continue;
            log = next.value;
            if (done === "undo") journal?.undo();
            else if (done === "redo") journal?.redo();
            else journal?.commit(done);
          }
        }
        await journal?.flush();
        const last = await open(await openTab(name));
        expect(last.damage).toBeNull();
        expect(seen(last.log)).toEqual(seen(log));
        expect(last.header.stepCount).toBe(log.trace.steps.size);
      }),
      { numRuns: 30 },
    );
  });
});
