import { expect, it } from "vitest";
import { numberTyped } from "./Fields";

const within = { min: 2, max: 16 };

it.each([
  ["3", 3],
  ["2.5", 3],
  ["1e3", 16],
  ["-4", 2],
  [" ", null],
  ["e", undefined],
])("a number typed as %j is taken as %j", (text, value) => {
  expect(numberTyped(text, within)).toBe(value);
});
