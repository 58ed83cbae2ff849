import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textParts } from "./textParts";

const joined = (text: string): string =>
  textParts(text)
    .map((part) => part.text)
    .join("");

describe("parts of a long text", () => {
  it("are the whole text in its order, none of them long", () => {
    const lines = fc
      .array(fc.string({ unit: "binary", maxLength: 9000 }), { maxLength: 6 })
      .map((all) => all.join("\n"));
    fc.assert(
      fc.property(lines, (text) => {
        const parts = textParts(text);
        expect(joined(text)).toBe(text);
        expect(parts.every(({ text: of }) => of.length <= 4000)).toBe(true);
        expect(parts.every(({ text: of, from }) => text.startsWith(of, from))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("of a short text are that text", () => {
    expect(textParts("red\nblue")).toEqual([{ text: "red\nblue", from: 0, endsLine: false }]);
    expect(textParts("")).toEqual([{ text: "", from: 0, endsLine: false }]);
  });

  it("end with lines, and within a line that is longer than a part", () => {
    const flood = `${"x".repeat(999)}\n`.repeat(200);
    expect(textParts(flood).every(({ endsLine }) => endsLine)).toBe(true);
    expect(textParts("y".repeat(9000)).map(({ text }) => text.length)).toEqual([2000, 2000, 2000, 2000, 1000]);
  });

  it("never part the two halves of a letter", () => {
    expect(textParts(`z${"😀".repeat(4000)}`).every(({ text }) => !/^[\udc00-\udfff]/.test(text))).toBe(true);
  });
});
