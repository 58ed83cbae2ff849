import { expect, it } from "vitest";
import { patchesOf } from "./patches";

it("tells how many patches go to a token, and that they do not where they do not", () => {
  // The built-in model; SmolVLM 256M's tile of 512 pixels; a vision encoder with one token a patch; one with a spare token.
  expect(patchesOf(96, 96, 8, 16)).toEqual({ columns: 12, rows: 12, side: 3 });
  expect(patchesOf(512, 512, 16, 64)).toEqual({ columns: 32, rows: 32, side: 4 });
  expect(patchesOf(280, 140, 14, 200)).toEqual({ columns: 20, rows: 10, side: 1 });
  expect(patchesOf(224, 224, 14, 257)).toEqual({ columns: 16, rows: 16, side: null });
  expect(patchesOf(56, 84, 14, 6)).toEqual({ columns: 4, rows: 6, side: 2 });
});
