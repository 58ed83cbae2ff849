import { describe, expect, it } from "vitest";
import { positionsOf } from "./positions";

const layout = (tokenRows: number, tokenColumns: number) => ({
  rows: 0,
  columns: 0,
  tiles: [{ width: 1, height: 1, tokenRows, tokenColumns }],
  promptText: "",
});

describe("positions", () => {
  it("count tokens where there is one axis, pictures or not", () => {
    const image = { layout: layout(1, 2), places: [1, 2] };
    expect(positionsOf(4, [image], 1)).toEqual({ axes: [[0, 1, 2, 3]], next: 4 });
  });

  it("count alike on three axes where there is no picture", () => {
    expect(positionsOf(3, [], 3)).toEqual({
      axes: [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ],
      next: 3,
    });
  });

  // Two words, a picture of 2 × 3 tokens, a word, a picture of 3 × 1, a word.
  it("go on after the longer side of each picture", () => {
    const first = { layout: layout(2, 3), places: [2, 3, 4, 5, 6, 7] };
    const second = { layout: layout(3, 1), places: [9, 10, 11] };
    expect(positionsOf(13, [first, second], 3)).toEqual({
      axes: [
        [0, 1, 2, 2, 2, 2, 2, 2, 5, 6, 6, 6, 9],
        [0, 1, 2, 2, 2, 3, 3, 3, 5, 6, 7, 8, 9],
        [0, 1, 2, 3, 4, 2, 3, 4, 5, 6, 6, 6, 9],
      ],
      next: 10,
    });
  });
});
