import { describe, expect, it } from "vitest";
import { widthAfterKey, widthWithin } from "./columnWidth";

describe("the width of a column", () => {
  it("is held between what it can be used in and what leaves room for the picture", () => {
    expect(widthWithin("tree", 25, 1000)).toBe(25);
    expect(widthWithin("tree", 3, 1000)).toBe(18);
    expect(widthWithin("step", 90, 1000)).toBe(50);
  });

  it("follows the edge: the arrow that moves it away from the column makes that wider", () => {
    expect(widthAfterKey("tree", 20, "ArrowRight")).toBe(22);
    expect(widthAfterKey("step", 20, "ArrowRight")).toBe(18);
    expect([widthAfterKey("tree", 20, "Home"), widthAfterKey("step", 20, "End")]).toEqual([0, 100]);
    expect(widthAfterKey("tree", 20, "ArrowUp")).toBeNull();
  });
});
