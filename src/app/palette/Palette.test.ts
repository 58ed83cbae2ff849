import { describe, expect, it } from "vitest";
import { rank } from "./Palette";

const entries = ["Run from this step", "Next step", "Show 1:1", "Stop the model"];
const found = (typed: string) => rank(entries, typed, (entry) => entry);

describe("rank", () => {
  it("keeps everything, in order, where nothing is typed", () => {
    expect(found("")).toEqual(entries);
  });

  it("asks for every word, anywhere", () => {
    expect(found("step run")).toEqual(["Run from this step"]);
    expect(found("xyz")).toEqual([]);
  });

  it("puts first what begins with it", () => {
    expect(found("st")).toEqual(["Stop the model", "Run from this step", "Next step"]);
  });
});
