import { describe, expect, it } from "vitest";
import { parseBoundedJson, parsePrunedJson } from "./boundedJson";

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

  it("is read but for what is nested too deeply, and says where that is", () => {
    expect(parsePrunedJson(`[1,${lists(499, "1")}]`)).toEqual({ value: [1, JSON.parse(lists(499, "1"))], tooDeep: [] });
    const { value, tooDeep } = parsePrunedJson(
      `{"a":[{"b":${lists(600, "1")}},{"b":[[2]]}],"__proto__":${lists(500, "1")}}`,
    );
    expect(tooDeep).toEqual([
      ["a", 0],
      ["__proto__", 0],
    ]);
    const cut = `"a":[{"b":${lists(497, "null")}},{"b":[[2]]}],"__proto__":${lists(499, "null")}`;
    expect(JSON.stringify(value)).toBe(`{${cut}}`);
    expect(() => parsePrunedJson("[1")).toThrow(SyntaxError);
  });
});
