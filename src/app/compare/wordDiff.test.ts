import fc from "fast-check";
import { expect, it } from "vitest";
import { wordDiff } from "./wordDiff";

it("says what both have once, and what one of them has for itself", () => {
  expect(wordDiff("the sign is left", "the sign is right", "en")).toEqual([
    { text: "the sign is ", of: "both" },
    { text: "left", of: "left" },
    { text: "right", of: "right" },
  ]);
});

it("cuts Chinese into words", () => {
  const runs = wordDiff("先看左边的牌子", "先看右边的牌子", "zh");
  expect(runs.map(({ text }) => text)).toEqual(["先看", "左边", "右边", "的牌子"]);
});

it("loses no letter of either", () => {
  const words = fc
    .array(fc.constantFrom("a", "b ", " c", "牌", "\n", "d,"), { maxLength: 12 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(words, words, (left, right) => {
      const runs = wordDiff(left, right, "en");
      const of = (side: "left" | "right") =>
        runs
          .filter((run) => run.of === "both" || run.of === side)
          .map(({ text }) => text)
          .join("");
      expect([of("left"), of("right")]).toEqual([left, right]);
    }),
  );
});
