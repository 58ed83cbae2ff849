import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldOf, type Literal, numbersOf, parseLiteral } from "./literal";

/** The JavaScript value that a literal stands for. */
function jsonOf(literal: Literal): unknown {
  if (literal.kind === "plain") return literal.value;
  if (literal.kind === "list") return literal.items.map(jsonOf);
  return Object.fromEntries(literal.entries.map(([key, value]) => [key, jsonOf(value)]));
}

const read = (text: string): unknown => {
  const parsed = parseLiteral(text);
  return parsed.ok ? jsonOf(parsed.value) : parsed.error;
};

describe("literals", () => {
  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["{'a': (1, 2,), 'b': None, 'c': True,}", { a: [1, 2], b: null, c: true }],
    ["[.5, 1., -2e3, +4]", [0.5, 1, -2000, 4]],
    ['"caf\\u00e9\\n"', "café\n"],
    ["'it\\'s'", "it's"],
  ])("reads what Python writes: %s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ["{'a': 1} x", 9],
    ['{"a": nope}', 6],
    ["[1 2]", 3],
    ['["open', 1],
    ["", 0],
    ["[".repeat(100_000), 41],
  ])("says where %.20s is wrong", (text, at) => {
    expect(read(text)).toEqual({ code: "not-json", at });
  });

  it("keeps repeated keys and reads the last", () => {
    const parsed = parseLiteral('{"box": [1, 2], "box": [[3, 4], ["5", 6]]}');
    expect(parsed.ok && parsed.value.kind === "record" && parsed.value.entries).toHaveLength(2);
    expect(parsed.ok && numbersOf(fieldOf(parsed.value, "box"))).toEqual([3, 4, 5, 6]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."{}[](),:'\"\\ 1.e-uTN") }), (text) => {
        parseLiteral(text);
      }),
    );
  });
});
