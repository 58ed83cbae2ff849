import { describe, expect, it } from "vitest";
import { piecesOf } from "./useDrops";

/** A clipboard with some of: a picture, and words. */
function clipboard({ picture = false, words = "" }: { picture?: boolean; words?: string }) {
  const files = picture ? [new File(["x"], "image.png", { type: "image/png" })] : [];
  return {
    types: [...(words ? ["text/plain"] : []), ...(picture ? ["Files"] : [])],
    files,
    getData: () => words,
  };
}

const paths = (given: Parameters<typeof clipboard>[0], isField: boolean): string[] =>
  piecesOf(clipboard(given), isField).map(({ path }) => path);

describe("what was pasted", () => {
  it("is left to the field where it has words, though a picture of them lies beside", () => {
    expect(paths({ words: "3\t4", picture: true }, true)).toEqual([]);
    expect(paths({ words: '[{"a":1}]' }, true)).toEqual([]);
  });

  it("is a picture in a field, too, where there are no words", () => {
    expect(paths({ picture: true }, true)).toEqual(["image.png"]);
  });

  it("is a picture before words outside a field, and words where they look like a log", () => {
    expect(paths({ words: "3\t4", picture: true }, false)).toEqual(["image.png"]);
    expect(paths({ words: '[{"a":1}]' }, false)).toEqual(["pasted.json"]);
    expect(paths({ words: "hello" }, false)).toEqual([]);
  });
});
