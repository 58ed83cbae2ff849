import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { captionOf, cutLines, linesOf, readingSeconds } from "./caption";

/** Every letter as wide as the next, but those of wide scripts, which are twice that. */
const widthOf = (words: string): number => [...words].reduce((sum, letter) => sum + (letter > "\u2E80" ? 2 : 1), 0);

describe("a caption", () => {
  it("is one line of the words, spaces and breaks as one space", () => {
    expect(captionOf("  I look\n\nat the\tsign. ")).toBe("I look at the sign.");
  });

  it("is cut at the end of a word", () => {
    const long = Array.from({ length: 80 }, (_, i) => `word${i}`).join(" ");
    expect(captionOf(long)).toBe(`${long.slice(0, long.indexOf(" word60"))}…`);
  });

  it("is cut within what has no end, such as an address or a script without spaces", () => {
    expect([...captionOf("看".repeat(500))].length).toBe(101);
    expect(captionOf(`data:${"A".repeat(100_000)}`).length).toBeLessThan(2000);
  });

  it("holds as many pieces of the longest kind as it may", () => {
    const piece = `看${")".repeat(23)}`;
    expect(captionOf(piece.repeat(500))).toBe(`${piece.repeat(100)}…`);
  });

  it("takes longer to read the longer it is, in either script", () => {
    expect(readingSeconds("")).toBe(0);
    expect(readingSeconds("one two three four five six seven eight nine ten")).toBeCloseTo(3, 0);
    expect(readingSeconds("我看到路牌上写着三个字母")).toBeCloseTo(2.2, 1);
  });
});

describe("lines", () => {
  it("break between words", () => {
    expect(linesOf("the sign reads KEEP", 9, widthOf)).toEqual(["the sign", "reads", "KEEP"]);
  });

  it("break between letters of wide scripts, and never before their closing signs", () => {
    expect(linesOf("路牌上写着，字母", 8, widthOf)).toEqual(["路牌上写", "着，字母"]);
    expect(linesOf("路牌上写，字母", 8, widthOf)).toEqual(["路牌上", "写，字母"]);
  });

  it("break a word that is wider than a line", () => {
    expect(linesOf("a abcdefgh", 4, widthOf)).toEqual(["a", "abcd", "efgh"]);
  });

  it("hold all words, none wider than it may be", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (words, width) => {
        const lines = linesOf(words, width, widthOf);
        expect(lines.join("").replace(/\s/g, "")).toBe(words.replace(/\s/g, ""));
        for (const line of lines) expect(widthOf(line) <= width || [...line].length === 1).toBe(true);
      }),
    );
  });

  it("are cut with a mark where there are too many", () => {
    expect(cutLines(["one", "two", "three"], 2, 5, widthOf)).toEqual(["one", "two…"]);
    expect(cutLines(["one", "twoo!"], 1, 3, widthOf)).toEqual(["on…"]);
    expect(cutLines(["one"], 2, 3, widthOf)).toEqual(["one"]);
  });
});
