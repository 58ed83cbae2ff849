import { expect, it } from "vitest";
import type { Score } from "../../scoring";
import { REWARD_WORDS } from "../words/rewards";
import { comparedBy, formulaOf, partName, saysOf, sourceOf } from "./rewardWords";

const { en, zh } = REWARD_WORDS;
const score: Pick<Score, "formula"> = { formula: "1 × outcome 1 + 0.2 × key steps 0.5 = 1.1" };

it("calls the parts of a formula what they are called beside it", () => {
  expect(formulaOf(score, en)).toBe(score.formula);
  expect(formulaOf(score, zh)).toBe("1 × 结果 1 + 0.2 × 关键步骤 0.5 = 1.1");
  expect(formulaOf({ formula: "-2 × deepeyes: format -1 = 2" }, zh)).toBe("-2 × deepeyes: 格式 -1 = 2");
  const curiosity = "1 + max(0.3 − 0.125, 0) ÷ 2 × 0.25 − 0.05 × (1 − 1) = 1.175";
  expect(formulaOf({ formula: curiosity }, zh)).toBe(curiosity);
});

it("leaves the names of rewards, projects and judges alone", () => {
  expect(partName("deepeyes: format", zh)).toBe("deepeyes: 格式");
  expect(partName("deepeyes", zh)).toBe("deepeyes");
  expect(comparedBy("72B", zh)).toBe("72B");
  const composed = { title: "Composed", reference: "R1-V, After the conditional tool reward of DeepEyes" };
  expect(sourceOf({ source: composed }, zh)).toBe("自己组合, R1-V, 仿照 DeepEyes 的条件工具奖励");
  expect(sourceOf({ source: { title: "R1-V", reference: "grpo.py" } }, zh)).toBe("R1-V, grpo.py");
  expect(saysOf({ name: "mine", says: "0.5 × deepeyes" }, zh)).toBe("0.5 × deepeyes");
});
