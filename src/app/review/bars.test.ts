import { describe, expect, it } from "vitest";
import { barsOf, type PlotPart } from "./bars";

const rows = [
  { name: "perception", count: 4, of: 8 },
  { name: "loop", count: 1, of: 8 },
  { name: "format", count: 0, of: 8 },
];
const { width, height, parts } = barsOf("Failures by tag", rows);
const widths = (kind: PlotPart["kind"]) => parts.filter((part) => part.kind === kind).map((part) => part.width);

describe("the bars of a plot", () => {
  it("are as long as what they count, the longest as long as its track", () => {
    const [track = 0] = widths("track");
    expect(widths("bar")).toEqual([track, track / 4, 0]);
  });

  it("say the title, every name and every figure", () => {
    expect(parts.flatMap((part) => ("text" in part ? [part.text] : []))).toEqual([
      "Failures by tag",
      "perception",
      "4 / 8",
      "loop",
      "1 / 8",
      "format",
      "0 / 8",
    ]);
  });

  it("lie in the picture and not on each other", () => {
    for (const part of parts) {
      expect(part.left + part.width).toBeLessThanOrEqual(width);
      expect("top" in part ? part.top + part.height : part.baseline).toBeLessThanOrEqual(height);
    }
    const tops = parts.flatMap((part) => (part.kind === "track" ? [part.top] : []));
    expect(tops.every((top, at) => at === 0 || top > (tops[at - 1] ?? 0) + 12)).toBe(true);
  });

  it("of nothing are none", () => {
    expect(barsOf("Empty", []).parts).toHaveLength(1);
    expect(barsOf("Zero", [{ name: "a", count: 0, of: 0 }]).parts.filter(({ kind }) => kind === "bar")).toMatchObject([
      { width: 0 },
    ]);
  });
});
