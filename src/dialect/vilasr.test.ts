import { describe, expect, it } from "vitest";
import type { DrawnBy } from "../action";
import { mergedLabels } from "./line/shown";
import { createDialect, FOREIGN_SYSTEMS } from "./systems";
import { shownImage } from "./testing/foreign";

const plain = { ...shownImage("a", 1920, 1080), frame: { width: 960, height: 540 } };
const drawn = { ...shownImage("b", 400, 300), labels: ["chair", "tv"] };

const pens = (items: readonly object[]): (DrawnBy | undefined)[] => {
  const reader = createDialect("vilasr").read([plain, drawn]);
  const text = `\`\`\`json\n${JSON.stringify(items)}\n\`\`\``;
  return [...reader.push(text), ...reader.end()].flatMap((piece) =>
    piece.kind === "action" ? [piece.declared.pen] : [],
  );
};
const box = (index: number, label: string) => ({ index, bbox_2d: [1, 2, 30, 40], label });
const line = (index: number, label: string) => ({ index, start_point_2d: [1, 2], end_point_2d: [3, 4], label });
const orders = (items: readonly object[]): unknown[] => pens(items).map((pen) => pen?.order);

describe("the labels of ViLaSR", () => {
  it.each<[string, object[], unknown[]]>([
    ["are coloured in the order in which they come", [box(1, "a"), box(1, "b")], [0, 1]],
    ["go on from those that are drawn already", [box(2, "cup"), box(2, "pot")], [2, 3]],
    ["take the place of one that is drawn already", [box(2, "cup"), box(2, "tv")], [2, 1]],
    [
      "are drawn once: the last of a turn, in the place of the first",
      [box(1, "a"), box(1, "b"), box(1, "a")],
      [null, 1, 0],
    ],
    ["are counted for each image by itself", [box(1, "a"), box(2, "a"), box(1, "b")], [0, 2, 1]],
    ["of lines have a list of their own", [line(1, "trace"), box(1, "trace"), line(1, "trace")], [null, 0, 0]],
  ])("%s", (_, items, expected) => {
    expect(orders(items)).toEqual(expected);
  });

  it("are drawn in the system's own style, which the table has by the name in the mark", () => {
    const [pen] = pens([box(1, "a")]);
    const style = FOREIGN_SYSTEMS.drawingStyles.get(pen?.style ?? "");
    expect(style).toMatchObject({ width: 4, endRadius: 4, labelAt: { x: 8, y: 6 }, lineColour: [0, 0, 0] });
    expect(style?.boxColours).toHaveLength(23);
    expect(style?.boxColours.slice(0, 3)).toEqual([
      [255, 0, 0],
      [0, 128, 0],
      [0, 0, 255],
    ]);
  });

  it("come with the scale of the picture that the tool draws on", () => {
    expect(pens([box(1, "a"), box(2, "a")]).map((pen) => pen?.scale)).toEqual([2, 1]);
  });

  it("are merged without repeats", () => {
    expect(mergedLabels(["a", "b"], ["b", "c", "c"])).toEqual(["a", "b", "c"]);
  });
});
