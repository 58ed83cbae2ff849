import { describe, expect, it } from "vitest";
import { parseBoundedJson } from "./boundedJson";

const lists = (depth: number, within: string): string => "[".repeat(depth) + within + "]".repeat(depth);

describe("JSON of strangers", () => {
  it("is read, brackets in its strings or not", () => {
    expect(parseBoundedJson(lists(500, "1"))).toHaveLength(1);
    const text = JSON.stringify({ [lists(600, "")]: [lists(600, '\\" \\\\'), lists(600, "x")] });
    expect(parseBoundedJson(text)).toEqual(JSON.parse(text));
  });

  it("is refused where it is nested deeper than can be gone down", () => {
    expect(() => parseBoundedJson(lists(501, "1"))).toThrow(SyntaxError);
    expect(() => parseBoundedJson(`{"a":"\\\\","b":${lists(100_000, '"]"')}}`)).toThrow(SyntaxError);
    expect(() => parseBoundedJson("[1")).toThrow(SyntaxError);
  });
});
