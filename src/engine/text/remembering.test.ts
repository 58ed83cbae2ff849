import { describe, expect, it } from "vitest";
import { remembering } from "./remembering";

describe("a function that keeps its answers", () => {
  it("asks again only for what was wanted longest ago", () => {
    const asked: string[] = [];
    const upper = remembering(2, ({ word }: { word: string }) => {
      asked.push(word);
      return word.toUpperCase();
    });
    const answers = ["a", "b", "a", "c", "a", "b"].map((word) => upper({ word }));
    expect(answers).toEqual(["A", "B", "A", "C", "A", "B"]);
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });
});
