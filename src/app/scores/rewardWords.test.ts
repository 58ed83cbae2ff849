import { expect, it } from "vitest";
import type { Score } from "../../scoring";
import { REWARD_WORDS } from "../words/rewards";
import { comparedBy, formulaOf, partName, saysOf, sourceOf } from "./rewardWords";

const { en, zh } = REWARD_WORDS;
const partOf = (name: string) => ({ name, value: 1, weight: 1, restsOn: [] });
const score: Pick<Score, "formula" | "parts"> = {
  formula: "1 × outcome 1 + 0.2 × key steps 0.5 = 1.1",
  parts: [partOf("outcome"), partOf("key steps")],
};

it("calls the parts of a formula what they are called beside it", () => {
  expect(formulaOf(score, en)).toBe(score.formula);
  expect(formulaOf(score, zh)).toBe("1 × 结果 1 + 0.2 × 关键步骤 0.5 = 1.1");
});

it("leaves the names of rewards, projects and judges alone", () => {
  expect(partName("deepeyes: format", zh)).toBe("deepeyes: 格式");
  expect(partName("deepeyes", zh)).toBe("deepeyes");
  expect(comparedBy("72B", zh)).toBe("72B");
  expect(sourceOf({ source: { title: "R1-V", reference: "grpo.py" } }, zh)).toBe("R1-V, grpo.py");
  expect(saysOf({ name: "mine", says: "0.5 × deepeyes" }, zh)).toBe("0.5 × deepeyes");
});
