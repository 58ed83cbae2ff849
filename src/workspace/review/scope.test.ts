import { describe, expect, it } from "vitest";
import { type JudgedTrace, judgedTrace, OWN_TAXONOMY } from "../../annotation";
import { addJudgement, addStep, built, traceId } from "../../trace/testing";
import type { KeptReading } from "../state";
import { judgedByScope, scopeInUse } from "./scope";

const about = (id: string, ...verdicts: readonly ("wrong" | "correct")[]): JudgedTrace => {
  const edits = verdicts.map((verdict, at) => addJudgement(`j${at}`, "s", { verdict }));
  const trace = { ...built(addStep("s", null), ...edits), id: traceId(id) };
  return judgedTrace(trace, { taxonomy: OWN_TAXONOMY, family: null });
};

const reading = (judged: readonly JudgedTrace[], told: Partial<KeptReading> = {}): KeptReading => ({
  ...{ done: judged.length, total: judged.length, judged, ofLog: new Set<string>(), others: judged.length > 0 },
  ...{ tags: [], unread: 0, reading: false },
  ...told,
});

describe("the traces that are counted", () => {
  it("are of the open log where runs of it are judged, else all that is kept, and the open one where that is all", () => {
    expect(scopeInUse(null, null)).toBe("open");
    expect(scopeInUse(null, reading([about("a", "wrong")], { others: false }))).toBe("open");
    expect(scopeInUse(null, reading([about("a", "wrong"), about("b", "wrong")]))).toBe("kept");
    expect(scopeInUse(null, reading([about("a", "wrong")], { ofLog: new Set(["a"]) }))).toBe("log");
  });

  it("are those that a person chose, whatever else there is", () => {
    for (const scope of ["open", "log", "kept"] as const)
      expect(scopeInUse(scope, reading([about("a", "wrong")], { ofLog: new Set(["a"]) }))).toBe(scope);
  });

  it("hold the open one as it is now, once, and none that nobody judged", () => {
    const [now, before, other] = [about("open", "wrong"), about("open", "correct"), about("b", "wrong")];
    const kept = reading([before, other], { ofLog: new Set(["b"]) });
    expect(judgedByScope(now, kept)).toEqual({ open: [now], log: [other], kept: [now, other] });
    expect(judgedByScope(about("open"), kept)).toEqual({ open: [], log: [other], kept: [other] });
    expect(judgedByScope(now, null)).toEqual({ open: [now], log: [], kept: [now] });
  });
});
