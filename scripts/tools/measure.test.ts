import { describe, expect, it } from "vitest";
import { PHOTOGRAPHS, tableOf, tally } from "./measure";

describe("what is found on photographs", () => {
  it("is held against what is there, by letters alone", () => {
    expect(tally(["COMO HOPPER", "tie"], ["ComoHopper", "umbrella"])).toEqual({
      found: ["COMO HOPPER"],
      missed: ["tie"],
      wrong: ["umbrella"],
    });
  });

  it("is told of at least twenty, each with its licence, and summed", () => {
    expect(PHOTOGRAPHS.length).toBeGreaterThanOrEqual(20);
    expect(PHOTOGRAPHS.filter(({ licence }) => licence === "")).toEqual([]);
    const [photograph] = PHOTOGRAPHS;
    if (!photograph) throw new Error("No photographs");
    const measured = { photograph, objects: tally(["cat"], ["cat", "a|b"]), text: tally(["x"], []) };
    const table = tableOf([measured, measured]).split("\n");
    expect(table[2]).toContain("| cat | – | a\\|b | – | x | – |");
    expect(table.at(-1)).toBe("| **sum** |  | 2 | 0 | 2 | 0 | 2 | 0 |");
  });
});
