import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import { imageId } from "../../trace/testing";
import { placesInWords } from "./places";

const SIZE = { width: 100, height: 80 };
const zoom: Action = { kind: "zoom", image: imageId("1"), box: imageBox(10, 20, 30, 40) };
const found = (words: string, numbers: readonly number[], action: Action = zoom) =>
  placesInWords(words, { action, declared: { space: "pixel", numbers } }, SIZE).map(({ from, to, pixels }) => [
    words.slice(from, to),
    pixels,
  ]);

describe("places in words", () => {
  it.each([
    ['{"bbox_2d": [10, 20, 40, 60], "label": "sign 2"}', "10, 20, 40, 60"],
    ["<box>(10,20),(40,60)</box>", "10,20),(40,60"],
    ["zoom 10 20 40 60", "10 20 40 60"],
    ["step 10: look at 10.0, 20, 4e1, 60", "10.0, 20, 4e1, 60"],
  ])("%s", (words, numbers) => expect(found(words, [10, 20, 40, 60])).toEqual([[numbers, [10, 20, 40, 60]]]));

  it("finds numbers that were written y first", () => {
    expect(found('"box_2d": [20, 10, 60, 40]', [10, 20, 40, 60])).toEqual([["20, 10, 60, 40", [10, 20, 40, 60]]]);
  });

  it("finds each point of a line, in the order of the words", () => {
    const line: Action = { kind: "line", image: imageId("1"), points: [imagePoint(40, 20), imagePoint(10, 60)] };
    expect(found("from [40, 20] to [10, 60]", [40, 20, 10, 60], line)).toEqual([]);
    expect(found("[[40, 20], [10, 60]]", [40, 20, 10, 60], line)).toEqual([
      ["40, 20", [40, 20]],
      ["10, 60", [10, 60]],
    ]);
  });

  it("keeps places inside the image", () => {
    const wide: Action = { kind: "zoom", image: imageId("1"), box: imageBox(-10, 20, 200, 40) };
    expect(found("-10 20 190 60", [-10, 20, 190, 60], wide)).toEqual([["-10 20 190 60", [0, 20, 100, 60]]]);
  });

  it("finds none where names of fields stand between the numbers, or where there is no place", () => {
    expect(found('{"x1": 10, "y1": 20, "x2": 40, "y2": 60}', [10, 20, 40, 60])).toEqual([]);
    expect(found("rotate 90", [90], { kind: "rotate", image: imageId("1"), degrees: 90 })).toEqual([]);
    expect(found("zoom 1 2 3 4", [10, 20, 40, 60])).toEqual([]);
  });
});
