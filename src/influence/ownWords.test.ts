import { describe, expect, it } from "vitest";
import type { Token } from "../trace";
import { greedyBeginning } from "./ownWords";

const token = (text: string, own: number | null, ...others: readonly number[]): Token => ({
  id: 5,
  text,
  logProbability: own,
  alternatives: others.map((logProbability, id) => ({ id: 10 + id, text: "x", logProbability })),
});

describe("words that were scored are gone on with", () => {
  const texts = (tokens: readonly Token[]): string =>
    greedyBeginning(tokens)
      .map(({ text }) => text)
      .join("|");

  it.each([
    ["as long as each is the likeliest", [token("a", -0.1, -3), token("b", -0.2, -2)], "a|b"],
    ["up to the first that is not", [token("a", -0.1, -3), token("b", -2, -0.2), token("c", -0.1, -3)], "a"],
    ["by the lower number of two that are as likely", [token("a", -0.7, -0.7)], "a"],
    ["not at all where nobody tells of others", [token("a", -0.1)], ""],
    ["not at all where nobody tells how likely they are", [token("a", null, -3)], ""],
    ["without the beginning of a character", [token("a", -0.1, -3), token("", -0.1, -3)], "a"],
  ])("%s", (_, tokens, kept) => {
    expect(texts(tokens)).toBe(kept);
  });

  it("not by a higher number of two that are as likely", () => {
    const other = { ...token("a", -0.7), alternatives: [{ id: 4, text: "x", logProbability: -0.7 }] };
    expect(texts([other])).toBe("");
  });
});
