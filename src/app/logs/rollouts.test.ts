import { describe, expect, it } from "vitest";
import type { RecordEntry, RunScore } from "../../opening";
import { worthsOf } from "./rollouts";

const entryWith = (reward: RunScore | null): RecordEntry => ({
  index: 0,
  run: "r",
  place: "line 1",
  system: "deepeyes",
  sureness: "form",
  form: "deepeyes",
  title: "Which?",
  steps: 3,
  unread: 0,
  answer: "A",
  reference: "A",
  score: null,
  reward,
  right: null,
  runs: 4,
  hints: 0,
  judged: null,
  file: 0,
  at: { kind: "whole", nth: 0 },
  marks: 0,
  group: "g",
  images: { inside: 0, named: 0, dropped: 0 },
});

const scored = (value: number): RunScore => ({
  kind: "scored",
  value,
  formula: String(value),
  answer: null,
  reference: null,
  comparedBy: null,
});

describe("runs of one question", () => {
  it("have an advantage among those with a score, each in its place", () => {
    const refused: RunScore = { kind: "refused", code: "missing-answer" };
    const entries = [scored(2), refused, null, scored(0)].map(entryWith);
    expect(worthsOf(entries).map((worth) => worth?.advantage)).toEqual([1, null, undefined, -1]);
  });

  it("have none of it where all are worth the same", () => {
    expect(worthsOf([scored(1), scored(1)].map(entryWith)).map((worth) => worth?.advantage)).toEqual([0, 0]);
  });
});
