// Places as the published action parser computes them: ui-tars 0.5.1 was run on these, with `model_type` `qwen25vl` for
// 1.5 and `qwen2vl` for 1.0; its shares of the screen times the size of the screenshot, in pixels.
import { describe, expect, it } from "vitest";
import { frameOf } from "./line/shown";
import { createDialect, type ForeignName } from "./systems";
import { shownImage } from "./testing/foreign";

function clicked(name: ForeignName, width: number, height: number, x: number, y: number): readonly number[] {
  const dialect = createDialect(name);
  const image = shownImage("a", width, height);
  const reader = dialect.read([
    { ...image, ...(dialect.space === "resized" ? { frame: frameOf(dialect, image.size) } : {}) },
  ]);
  const [piece] = [...reader.push(`Action: click(start_box='(${x},${y})')`), ...reader.end()];
  if (piece?.kind !== "action" || piece.action.kind !== "operate") throw new Error("No click");
  return piece.action.points.flatMap((point) => [point.x, point.y]).map((value) => Math.round(value * 1e4) / 1e4);
}

describe("places of UI-TARS", () => {
  it.each<[ForeignName, number, number, number, number, number, number]>([
    ["ui-tars-1.5", 1920, 1080, 100, 42, 99.3789, 41.5385],
    ["ui-tars-1.0", 1920, 1080, 100, 42, 192, 45.36],
    ["ui-tars-1.5", 400, 300, 391, 307, 398.9796, 299.026],
    ["ui-tars-1.0", 400, 300, 391, 307, 156.4, 92.1],
    ["ui-tars-1.5", 3840, 2160, 391, 307, 391.4077, 307.5696],
    ["ui-tars-1.5", 5000, 3000, 100, 42, 108.2251, 45.4545],
    ["ui-tars-1.0", 5000, 3000, 391, 307, 1955, 921],
    ["ui-tars-1.5", 1080, 2400, 391, 307, 386.7033, 305.9801],
  ])("%s on %d × %d: (%d, %d)", (name, width, height, x, y, ...expected) => {
    expect(clicked(name, width, height, x, y)).toEqual(expected);
  });
});
