import { expect, it } from "vitest";
import { titleOf } from "./exportWords";
import { TARGETS } from "./targets";

it("calls each target in Chinese by names alone, or by Chinese words", () => {
  const names = new Set(["datasets", "parquet", "ms-swift", "verl"]);
  const left = TARGETS.map((target) => titleOf(target, "zh")).filter((title) =>
    (title.match(/\b[a-z][a-z-]+\b/g) ?? []).some((word) => !names.has(word)),
  );
  expect(left).toEqual([]);
  // Of words that begin with a capital nobody can tell whether they are names: these were looked at.
  expect(titleOf({ name: "step-scores", title: "Step scores of a search" }, "zh")).toBe("搜索给各步的得分");
  expect(titleOf({ name: "label-studio", title: "Label Studio" }, "zh")).toBe("Label Studio");
  for (const target of TARGETS) expect(titleOf(target, "en")).toBe(target.title);
});
