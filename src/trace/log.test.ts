import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { encodeLogEntry, encodeTrace, parseLogEntry } from "./json";
import { commitEntry, type EditLog, type LogEntry, logOf, redoable, redoEntry, undoable, undoEntry } from "./log";
import { addStep, anyEntry, entry, stepId, trunk } from "./testing";

const committed = (entries: readonly LogEntry[], start = logOf(trunk)): EditLog =>
  entries.reduce((log, next) => must(commitEntry(log, next)), start);

const undoAll = (log: EditLog): EditLog => {
  const undone = undoEntry(log);
  return undone.ok ? undoAll(undone.value) : log;
};

const redoAll = (log: EditLog): EditLog => {
  const redone = redoEntry(log);
  return redone.ok ? redoAll(redone.value) : log;
};

const [a, b, c] = [entry(addStep("a", "look")), entry(addStep("b", "a")), entry(addStep("c", "b"))];

describe("the log", () => {
  it("[L1] [L4] [L5] goes there and back through any commits, undos and redos", () => {
    const command = fc.oneof(
      { weight: 6, arbitrary: anyEntry },
      { weight: 2, arbitrary: fc.constantFrom("undo" as const, "redo" as const) },
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let log = logOf(trunk);
        for (const command of commands) {
          const next =
            command === "undo" ? undoEntry(log) : command === "redo" ? redoEntry(log) : commitEntry(log, command);
          if (next.ok) log = next.value;
          expect(log.inverses.length).toBe(log.cursor);
          expect(log.cursor).toBeLessThanOrEqual(log.entries.length);
        }
        expect(undoAll(log).trace).toEqual(trunk); // [L1]
        const end = redoAll(log);
        expect(encodeTrace(redoAll(undoAll(log)).trace)).toEqual(encodeTrace(end.trace)); // [L1]
        const again = end.entries.reduce((log, done) => {
          const json: unknown = JSON.parse(JSON.stringify(encodeLogEntry(done)));
          return must(commitEntry(log, must(parseLogEntry(json, log.trace))));
        }, logOf(trunk));
        expect(again).toEqual(end); // [L5]
      }),
      { numRuns: 200 },
    );
  });

  it("[L2] gives up what was undone when something new is done", () => {
    const undone = must(undoEntry(committed([a, b])));
    expect(redoable(undone)).toBe(b);
    const forked = must(commitEntry(undone, entry(addStep("c", "a"))));
    expect(redoable(forked)).toBeNull();
    expect(redoEntry(forked)).toEqual({ ok: false, error: "nothing-to-redo" });
    expect(forked.entries).toHaveLength(2);
  });

  it("[L3] takes a group back and brings it back as one", () => {
    const inRun = (done: LogEntry): LogEntry => ({ ...done, group: "run 1" });
    const log = committed([a, inRun(b), inRun(c)]);
    const undone = must(undoEntry(log));
    expect(undone.cursor).toBe(1);
    expect(undoable(undone)).toBe(a);
    expect(must(redoEntry(undone))).toEqual(log);
  });

  it("[L3] keeps groups apart that another entry stands between", () => {
    const grouped = (done: LogEntry): LogEntry => ({ ...done, group: "run 1" });
    const log = committed([grouped(a), b, grouped(c)]);
    expect(must(undoEntry(log)).cursor).toBe(2);
  });

  it("[L4] refuses without harm", () => {
    const empty = logOf(trunk);
    expect(undoEntry(empty)).toEqual({ ok: false, error: "nothing-to-undo" });
    expect(redoEntry(empty)).toEqual({ ok: false, error: "nothing-to-redo" });
    expect(commitEntry(empty, entry(addStep("look", "ask")))).toEqual({ ok: false, error: "step-exists" });
    expect([undoable(empty), redoable(empty)]).toEqual([null, null]);
  });

  it("leaves the log it is given as it was", () => {
    const log = committed([a, b]);
    const copy = { ...log, entries: [...log.entries], inverses: [...log.inverses] };
    must(commitEntry(must(undoEntry(log)), entry(addStep("c", "a"))));
    expect(log).toEqual(copy);
    expect(log.trace.steps.has(stepId("b"))).toBe(true);
  });
});
