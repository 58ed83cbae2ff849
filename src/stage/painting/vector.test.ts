import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import { imageId, stepId } from "../../trace/testing";
import type { StageMark } from "../contract/surface";
import { DEFAULT_PALETTE } from "./style";
import { svgOfStill } from "./vector";

/** Every letter of the same width, as on a typewriter. */
const measure = {
  font: "",
  // Only the width of words is asked for.
  measureText: (words: string) => ({ width: words.length * 7 }) as TextMetrics,
};

const mark = (action: Action, more: Partial<StageMark> = {}): StageMark => ({
  stepId: stepId("a"),
  action,
  author: "model",
  tone: "current",
  ...more,
});

const svgOf = (marks: readonly StageMark[], address = "picture.png"): string =>
  svgOfStill(
    {
      image: { id: imageId("1"), width: 100, height: 50, bitmap: null },
      marks,
      layers: { hidden: new Set(), locked: new Set(), solo: null },
      camera: { scale: 2, x: 10, y: 20 },
      viewport: { width: 220, height: 140 },
      palette: DEFAULT_PALETTE,
    },
    address,
    measure,
  );

const box = (words: string): Action => ({
  kind: "box",
  image: imageId("1"),
  box: imageBox(5, 10, 20, 10),
  label: words,
});

describe("a figure", () => {
  it("has the picture where the camera shows it, and marks as paths in the same place", () => {
    const svg = svgOf([mark(box(""))]);
    expect(svg).toContain(
      '<image href="picture.png" x="10" y="20" width="200" height="100" preserveAspectRatio="none"/>',
    );
    const paths = [...svg.matchAll(/<path d="([^"]+)"[^>]* stroke="([^"]+)" stroke-width="([^"]+)"/g)];
    // The halo, then the line; no path that is empty.
    expect(paths.map(([, path, stroke, width]) => [path, stroke, width])).toEqual([
      ["M20 40h40v20h-40Z", "rgb(255, 255, 255)", "5.5"],
      ["M20 40h40v20h-40Z", DEFAULT_PALETTE.accent.model, "2.5"],
    ]);
  });

  it("tells a person's marks by dashes, as the stage does", () => {
    expect(svgOf([mark(box(""), { author: "human" })])).toContain('stroke-dasharray="7 5"');
    expect(svgOf([mark(box(""))])).not.toContain("stroke-dasharray");
  });

  it("has words as text, and nothing of them as markup", () => {
    const svg = svgOf([mark(box('<script>"&\u0000\uD800'))], 'a"b&c');
    expect(svg).toContain(">&lt;script&gt;&quot;&amp;\uFFFD</text>");
    expect(svg).toContain('href="a&quot;b&amp;c"');
    expect(svg).not.toContain("<script>");
  });

  it("draws whole circles and heads of arrows", () => {
    const at = imagePoint(50, 25);
    const svg = svgOf([
      mark({ kind: "point", image: imageId("1"), at, label: "" }),
      mark({ kind: "arrow", image: imageId("1"), from: imagePoint(0, 0), to: at }),
    ]);
    expect(svg).toContain("M117 70a7 7 0 1 1 -14 0a7 7 0 1 1 14 0Z");
    expect(svg).toMatch(/M110 70L[\d.]+ [\d.]+L[\d.]+ [\d.]+Z/);
  });
});
