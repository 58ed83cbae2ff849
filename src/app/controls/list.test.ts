import { describe, expect, it } from "vitest";
import { rowAfterKey } from "./list";

describe("a key in a list", () => {
  it.each([
    ["ArrowDown", 5],
    ["ArrowUp", 3],
    ["Home", 0],
    ["End", 9],
    ["PageDown", 7],
    ["PageUp", 1],
    ["a", null],
  ])("%s walks from the fifth row of ten to row index %s", (key, to) => {
    expect(rowAfterKey(key, { index: 4, count: 10, pageRows: 3 })).toBe(to);
  });

  it("stays inside the list", () => {
    expect(rowAfterKey("ArrowUp", { index: 0, count: 3 })).toBe(0);
    expect(rowAfterKey("ArrowDown", { index: 2, count: 3 })).toBe(2);
    expect(rowAfterKey("End", { index: 0, count: 0 })).toBe(0);
  });

  it("leaves the page keys to the browser where the list has no pages", () => {
    expect(rowAfterKey("PageDown", { index: 0, count: 3 })).toBeNull();
  });
});
