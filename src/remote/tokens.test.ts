import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToldToken } from "./chunk";
import { TokenIds, TokenMaker } from "./tokens";

const told = (bytes: readonly number[] | null, text = "�"): ToldToken => ({
  id: null,
  text,
  bytes,
  logProbability: -1,
  alternatives: [],
});

const make = (chunks: readonly (readonly [string, readonly ToldToken[]])[]) => {
  const maker = new TokenMaker(new TokenIds());
  return chunks.flatMap(([text, tokens]) => maker.make(text, tokens));
};

describe("tokens of a server's words", () => {
  it("have the server's own text and probability", () => {
    const tokens = make([["Hi you", [told(null, "Hi"), told(null, " you")]]]);
    expect(tokens.map(({ text }) => text)).toEqual(["Hi", " you"]);
    expect(tokens[0]?.logProbability).toBe(-1);
    expect(tokens[0]?.id).not.toBe(tokens[1]?.id);
  });

  it("are one where the server tells no probabilities, and say that only the words are known", () => {
    expect(make([["Hi you", []]])).toEqual([{ id: -1, text: "Hi you", logProbability: null, alternatives: [] }]);
  });

  it("put a character together that was cut in two", () => {
    const [first = 0, ...rest] = new TextEncoder().encode("😀");
    const tokens = make([
      ["", [told([first])]],
      ["😀", [told(rest)]],
    ]);
    expect(tokens.map(({ text }) => text)).toEqual(["", "😀"]);
  });

  it("keep an alternative's number when it is the chosen one the next time", () => {
    const ids = new TokenIds();
    const chosen = { ...told(null, "a"), alternatives: [{ ...told(null, "b") }] };
    const [first] = new TokenMaker(ids).make("a", [chosen]);
    const [second] = new TokenMaker(ids).make("b", [told(null, "b")]);
    expect(first?.alternatives[0]?.id).toBe(second?.id);
  });

  it("laid end to end are the words, whatever the server tells beside them", () => {
    const anyTold = fc.record({
      id: fc.option(fc.nat(), { nil: null }),
      text: fc.string({ unit: "grapheme" }),
      bytes: fc.option(fc.array(fc.nat(255)), { nil: null }),
      logProbability: fc.double({ max: 0, min: -50, noNaN: true }),
      alternatives: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.array(anyTold))), (chunks) => {
        const words = chunks.map(([text]) => text).join("");
        expect(
          make(chunks)
            .map(({ text }) => text)
            .join(""),
        ).toBe(words);
      }),
    );
  });
});
