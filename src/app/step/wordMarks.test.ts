import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING_SAID, VERDICTS, type Verdict } from "../../trace";
import { markedWords } from "./wordMarks";

const said = (from: number, to: number, verdict: Verdict | null = "wrong") => ({
  from,
  to,
  value: { ...NOTHING_SAID, verdict },
});
const pieces = (...judged: readonly ReturnType<typeof said>[]) =>
  markedWords("a red cup", judged).map(({ text, said }) => [text, said?.verdict]);

describe("words with what was said of them", () => {
  it("are cut where a judgement begins and ends", () => {
    expect(pieces(said(2, 5))).toEqual([
      ["a ", undefined],
      ["red", "wrong"],
      [" cup", undefined],
    ]);
  });

  it("show the gravest verdict where several overlap", () => {
    expect(pieces(said(0, 5, "correct"), said(2, 9, "unsure"))).toEqual([
      ["a ", "correct"],
      ["red", "unsure"],
      [" cup", "unsure"],
    ]);
  });

  it("are marked where a rater only tagged or noted them", () => {
    expect(markedWords("ab", [said(0, 1, null)]).map(({ said }) => said)).toEqual([{ verdict: null }, null]);
  });

  it("leave out what lies outside, as after another reading of the words", () => {
    expect(pieces(said(2, 50), said(3, 3))).toEqual([["a red cup", undefined]]);
  });

  it("are always the whole text, however many judgements there are", () => {
    const mark = fc.tuple(fc.nat(30), fc.nat(30), fc.constantFrom(...VERDICTS, null)).map((all) => said(...all));
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(mark, { maxLength: 300 }), (text, judged) => {
        const parts = markedWords(text, judged);
        expect(parts.map((part) => part.text).join("")).toBe(text);
        expect(parts.length).toBeLessThanOrEqual(401);
      }),
    );
  });
});
