import { describe, expect, it } from "vitest";
import { must } from "../base";
import { composeReward, parseRewardFile, printRewardFile, type RewardFile } from "./compose";
import { answers, completion, given, judging, looks, rollout, scored, scoreIn, shown } from "./testing";

const FILE: RewardFile = {
  format: "sightline-reward",
  version: 1,
  name: "mine",
  terms: [
    { reward: "r1-v", part: "accuracy", weight: 1 },
    { reward: "r1-v", part: "format", weight: 0.5, when: [{ reward: "r1-v", part: "accuracy", above: 0.5 }] },
    { reward: "gym-reward", weight: -0.1 },
  ],
};
const text = JSON.stringify(FILE);

describe("a composed reward", () => {
  it("is the sum of its terms, each where its conditions hold", () => {
    const reward = must(parseRewardFile(text));
    const right = scoreIn(reward, completion("<think>t</think><answer>B</answer>"), given("B"));
    expect(right.formula).toBe("1 × r1-v: accuracy 1 + 0.5 × r1-v: format 1 + -0.1 × gym-reward 0 = 1.5");
    const wrong = scoreIn(reward, completion("<think>t</think><answer>C</answer>"), given("B"));
    expect(wrong.formula).toBe("1 × r1-v: accuracy 0 + 0 × r1-v: format 1 + -0.1 × gym-reward 0 = 0");
    expect(wrong.parsed).toEqual({ answer: "C", reference: "B" });
  });

  it("needs what its rewards need, and scores groups where one of them does", () => {
    const terms = [
      { reward: "deepeyes", weight: 1 },
      { reward: "pixel-reasoner", part: "curiosity", weight: 2 },
    ];
    const reward = must(composeReward({ ...FILE, terms }));
    expect([reward.scores, reward.needs]).toEqual(["group", ["answer", "judge"]]);
    const blind = rollout(answers("B"));
    const group = [rollout(looks(), shown(), answers("B")), ...Array.from({ length: 7 }, () => blind)];
    const values = scored(reward, group, given("B", {}, judging(true))).map(({ value }) => value);
    expect(values.slice(0, 2)).toEqual([expect.closeTo(2.35, 12), 0.8]);
  });

  it("knows what it can come to", () => {
    expect(must(composeReward({ ...FILE, terms: [{ reward: "deepeyes", weight: -2 }] })).range).toEqual([-4, 0.4]);
    const when = [{ reward: "r1-v", above: 1 }];
    expect(must(composeReward({ ...FILE, terms: [{ reward: "r1-v", weight: 1, when }] })).range).toEqual([0, 2]);
    const none = [{ reward: "pixel-reasoner", weight: 0 }];
    expect(must(composeReward({ ...FILE, terms: none })).range).toEqual([0, 0]);
  });

  it("reads what it prints", () => {
    expect(JSON.parse(printRewardFile(FILE))).toEqual(FILE);
    expect(parseRewardFile(printRewardFile(FILE)).ok).toBe(true);
  });

  it.each([
    ["{", "not-json"],
    ["[]", "not-a-reward-file"],
    ["null", "not-a-reward-file"],
    [text.replace('"version":1', '"version":2'), "newer-version"],
    [text.replace('"version":1', '"version":"1"'), "not-a-reward-file"],
    [text.replace('"weight":1', '"weight":null'), "not-a-reward-file"],
    [text.replace('"weight":1', '"weight":1,"colour":"red"'), "not-a-reward-file"],
    [JSON.stringify({ ...FILE, terms: [] }), "not-a-reward-file"],
    [text.replace("gym-reward", "gym"), "unknown-reward"],
    [text.replace('"part":"accuracy","weight"', '"part":"acuracy","weight"'), "unknown-part"],
    [text.replace('"reward":"r1-v","part":"accuracy","above"', '"reward":"r2-v","above"'), "unknown-reward"],
  ])("refuses %s", (file, code) => {
    const refused = parseRewardFile(file);
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect(refused.ok ? "" : refused.error.message.length).toBeGreaterThan(10);
  });
});
