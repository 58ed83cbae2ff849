// What `docs/style.md` promises of the source, measured.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LONGEST_FUNCTION, measureHouse, readSources } from "./measure";

const MOST_CASTS_PER_THOUSAND_LINES = 2;

describe("the source", () => {
  const house = measureHouse(readSources(join(import.meta.dirname, "../../src")));

  it(`has no function over ${LONGEST_FUNCTION} lines`, () => {
    expect(house.longFunctions).toEqual([]);
  });

  it("casts seldom, and never to any", () => {
    expect(house.castsPerThousandLines).toBeLessThanOrEqual(MOST_CASTS_PER_THOUSAND_LINES);
    expect(house.anys).toEqual([]);
  });

  it("makes no store when a file is loaded, and has no way round among its units", () => {
    expect(house.moduleStores).toEqual([]);
    expect(house.cycles).toEqual([]);
  });
});
