import { expect, it } from "vitest";
import { percent } from "./percent";

it("says 100 % only where all were right", () => {
  expect([1, 0.999, 0.5, 0].map(percent)).toEqual(["100 %", "99 %", "50 %", "0 %"]);
});
