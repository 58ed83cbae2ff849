import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, parseImageId } from "../action";
import { must } from "../base";
import { imageBox } from "../geometry";
import { plainStep, type Step, type StepBody } from "../trace";
import { stepId } from "../trace/testing";
import { advantagesOf, groupAdvantage } from "./groupAdvantage";
import { gymReward } from "./gymReward";
import { correctnessOf, type Reference } from "./reference";

let count = 0;
const step = (body: StepBody): Step =>
  plainStep({ id: stepId(`s${++count}`), parent: null, author: "model", atMillis: 0, body });
const action: Action = { kind: "zoom", image: must(parseImageId("a".repeat(64))), box: imageBox(0, 0, 10, 10) };
const zoom = step({ kind: "action", action, declared: null });
const broken = step({ kind: "unparsed", text: "dance", code: "unknown-action", at: 0 });
const says = (text: string): Step => step({ kind: "answer", text });

const K: Reference = { answer: "K", readAnswer: (text) => /\b[a-z]\b/i.exec(text)?.[0].toUpperCase() ?? null };

describe("correctness", () => {
  it.each<[string, readonly Step[], Reference, string | null]>([
    ["right in other words", [says("it is k.")], K, "right"],
    ["wrong", [says("L")], K, "wrong"],
    ["wrong where no answer could be read", [says("?!")], K, "wrong"],
    ["unanswered", [zoom], K, "unanswered"],
    ["not known", [says("K")], { ...K, answer: null }, null],
  ])("is %s", (_, line, reference, expected) => {
    expect(correctnessOf(line, reference)).toBe(expected);
  });
});

describe("the gym's reward", () => {
  it.each<[string, readonly Step[], number, string]>([
    ["all of it", [zoom, says("k")], 1.5, "1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 1 = 1.5"],
    ["no form", [zoom, broken, says("K")], 1.3, "1 × outcome 1 + 0.2 × format 0 + 0.3 × tool 1 = 1.3"],
    ["no tool", [says("K")], 1.2, "1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 0 = 1.2"],
    [
      "a wrong answer, however well it was put",
      [zoom, says("L")],
      0,
      "1 × outcome 0 + 0.2 × format 0 + 0.3 × tool 0 = 0",
    ],
    ["no answer", [zoom], 0, "1 × outcome 0 + 0.2 × format 0 + 0.3 × tool 0 = 0"],
  ])("pays %s", (_, line, value, formula) => {
    const score = gymReward.score(line, K);
    expect(score.value).toBeCloseTo(value, 12);
    expect(score.formula).toBe(formula);
    // A score is no more than its parts say.
    expect(score.parts.reduce((sum, part) => sum + part.weight * part.value, 0)).toBe(score.value);
  });

  it("tells what it read, and which steps decided", () => {
    const answer = says("it is k.");
    const score = gymReward.score([zoom, broken, answer], K);
    expect(score.parsed).toEqual({ answer: "K", reference: "K" });
    expect(score.parts.map(({ name, restsOn }) => [name, restsOn])).toEqual([
      ["outcome", [answer.id]],
      ["format", [broken.id]],
      ["tool", [zoom.id]],
    ]);
  });
});

describe("advantages", () => {
  it("have no mean and a deviation of one, or are all nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 1.2, 1.5), { minLength: 1, maxLength: 8 }), (rewards) => {
        const advantages = advantagesOf(rewards);
        const sum = advantages.reduce((total, advantage) => total + advantage, 0);
        const squares = advantages.reduce((total, advantage) => total + advantage ** 2, 0);
        expect(Math.abs(sum)).toBeLessThan(1e-6);
        expect(squares === 0 || Math.abs(squares / rewards.length - 1) < 1e-6).toBe(true);
      }),
    );
  });

  it("stand in the order of the rewards, and say what they are made of", () => {
    const [low, high] = groupAdvantage(gymReward).score([[says("L")], [zoom, says("K")]], K);
    expect([low?.value, high?.value]).toEqual([-1, 1]);
    expect(high?.formula).toBe("(1.5 − mean 0.75) / deviation of 2 = 1");
    expect(groupAdvantage(gymReward).score([], K)).toEqual([]);
  });
});
