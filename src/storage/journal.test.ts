import "fake-indexeddb/auto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { commitEntry, type EditLog, emptyTrace, encodeTrace, redoEntry, undoEntry } from "../trace";
import { anyEntry, traceId } from "../trace/testing";
import { openStorage, type Storage } from "./storage";

// A model of the journal: the log itself, in memory. Whatever is done, flushed, killed and reopened, what was flushed
// is what comes back. Limits are small, so that snapshots are made and outlived all the time.

const id = traceId("t");

const openTab = async (name: string): Promise<Storage> =>
  must(await openStorage(name, { locks: null, delayMillis: 1e6, longestJournal: 4, keptEntries: 2 }));

const open = async (tab: Storage) => must(await tab.open(id, await tab.claim(id)));

const command = fc.oneof(
  { weight: 8, arbitrary: anyEntry },
  { weight: 6, arbitrary: fc.constantFrom("undo" as const, "redo" as const, "flush" as const) },
  { weight: 1, arbitrary: fc.constant("kill" as const) },
);
type Command = Exclude<typeof command extends fc.Arbitrary<infer T> ? T : never, "flush" | "kill">;

const after = (log: EditLog, done: Command) =>
  done === "undo" ? undoEntry(log) : done === "redo" ? redoEntry(log) : commitEntry(log, done);

const seen = ({ trace, entries, cursor }: EditLog) => ({ trace: encodeTrace(trace), ahead: entries.slice(cursor) });

describe("a journal", () => {
  it("gives back what was flushed, whatever happened to the tab", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 40 }), async (commands) => {
        const name = `journal ${runs++}`;
        let tab = await openTab(name);
        must(await tab.create(emptyTrace(id, ""), null));
        let { log, journal } = await open(tab);
        let flushed = log;
        for (const done of commands) {
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
