import { describe, expect, it } from "vitest";
import { type Correctness, correctnessOf, type Reference } from "./reference";
import { gymReward } from "./rewards/gym";
import { rolloutOf } from "./rollout";
import { answers, looks, says, scoreIn } from "./testing";

const K: Reference = { answer: "K", readAnswer: (text) => /\b[a-z]\b/i.exec(text)?.[0].toUpperCase() ?? null };
const broken = { ...says("dance"), body: { kind: "unparsed", text: "dance", code: "unknown-action", at: 0 } } as const;

describe("correctness", () => {
  it.each<[string, readonly ReturnType<typeof says>[], Reference, Correctness | null]>([
    ["right in other words", [answers("it is k.")], K, "right"],
    ["wrong", [answers("L")], K, "wrong"],
    ["wrong where no answer could be read", [answers("?!")], K, "wrong"],
    ["unanswered", [looks()], K, "unanswered"],
    ["not known", [answers("K")], { ...K, answer: null }, null],
  ])("is %s", (_, line, reference, expected) => {
    expect(correctnessOf(line, reference)).toBe(expected);
  });
});

describe("the gym's reward", () => {
  it.each<[string, readonly ReturnType<typeof says>[], number, string]>([
    ["all of it", [looks(), answers("k")], 1.5, "1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 1 = 1.5"],
    ["no form", [looks(), broken, answers("K")], 1.3, "1 × outcome 1 + 0.2 × format 0 + 0.3 × tool 1 = 1.3"],
    ["no tool", [answers("K")], 1.2, "1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 0 = 1.2"],
    [
      "a wrong answer, however well put",
      [looks(), answers("L")],
      0,
      "1 × outcome 0 + 0.2 × format 0 + 0.3 × tool 0 = 0",
    ],
    ["no answer", [looks()], 0, "1 × outcome 0 + 0.2 × format 0 + 0.3 × tool 0 = 0"],
  ])("pays %s", (_, line, value, formula) => {
    const score = scoreIn(gymReward, rolloutOf(line), { reference: K, judge: null });
    expect(score.value).toBeCloseTo(value, 12);
    expect(score.formula).toBe(formula);
  });

  it("tells what it read, and which steps decided", () => {
    const [look, answer] = [looks(), answers("it is k.")];
    const score = scoreIn(gymReward, rolloutOf([look, broken, answer]), { reference: K, judge: null });
    expect(score.parsed).toEqual({ answer: "K", reference: "K" });
    expect(score.parts.map(({ name, restsOn }) => [name, restsOn])).toEqual([
      ["outcome", [answer.id]],
      ["format", [broken.id]],
      ["tool", [look.id]],
    ]);
  });
});
