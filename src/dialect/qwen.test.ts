// What Qwen-Agent 0.0.34 really cuts and shows: seen by running it, with `scripts/golden/cuts.py`.
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { pixelsTouched } from "../action";
import { cornersOf } from "../geometry";
import { performedAction } from "../trace";
import { qwenCut, qwenShownSize } from "./qwen";
import golden from "./qwenZoom.golden.json";
import { boxFromNumbers } from "./reading/space";
import { createDialect } from "./systems";
import { piecesOf, SHOWN } from "./testing/foreign";

/** A picture's width and height, and rows: four thousandths, then corners cut and the size shown, unless it failed. */
const pictures = z.array(z.tuple([z.number(), z.number(), z.array(z.array(z.number()))])).parse(golden);

/** The same row as we have it. */
function rowOf(numbers: readonly number[], width: number, height: number): readonly number[] {
  const image = { size: { width, height } };
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  const asked = boxFromNumbers(numbers, "permille", image);
  const [cut, shown] = [qwenCut(asked, image), qwenShownSize(asked, image)];
  // Corners in the other order are read as a box here; the tool refuses them.
  return cut && shown ? [x1, y1, x2, y2, ...cornersOf(cut), shown.width, shown.height] : [x1, y1, x2, y2];
}

describe("Qwen-Agent's zoom", () => {
  it("cuts and shows 4,000 boxes as the tool does", () => {
    const rows = pictures.flatMap(([width, height, boxes]) => boxes.map((box) => ({ box, width, height })));
    expect(rows).toHaveLength(4000);
    const different = rows.filter(({ box, width, height }) => {
      const made = rowOf(box.slice(0, 4), width, height);
      return made.length !== box.length || made.some((value, i) => value !== box[i]);
    });
    expect(different).toEqual([]);
  });

  it.each([
    [640, 480, [176, 939, 219, 1000], [110, 447, 143, 480, 512, 512]],
    [200, 1500, [293, 746, 347, 832], [47, 991, 80, 1376, 160, 1760]],
    [640, 480, [610, 324, 817, 394], [390, 156, 523, 189, 1024, 288]],
    [500, 500, [101, 101, 301, 301], [50, 50, 150, 150, 512, 512]],
  ])("of %d × %d cuts %j to %j", (width, height, numbers, expected) => {
    expect(rowOf(numbers, width, height).slice(4)).toEqual(expected);
  });

  it("is performed on those pixels, where only the rounding differs too", () => {
    const [piece] = piecesOf(
      createDialect("qwen3-vl"),
      '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [101, 101, 301, 301], "img_idx": 0}}\n</tool_call>',
    );
    const [image] = SHOWN;
    if (piece?.kind !== "action" || !image) throw new Error("No call was read");
    const performed = performedAction(piece);
    if (performed.kind !== "zoom") throw new Error("No zoom was read");
    // 193.92, 109.08, 577.92, 325.08 on 1920 × 1080.
    expect(cornersOf(pixelsTouched(performed.box, image.size))).toEqual([194, 109, 578, 325]);
  });
});
