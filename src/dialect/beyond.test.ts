// What tools make of boxes that do not lie in the picture, have no inside or have their corners in the wrong order: seen by
// running qwen-agent 0.0.34 (`findings/qwen-agent-empty-cut.sh`) and Pillow 13.0.0, and in DeepEyes' own code
// (eval/eval_vstar.py at cc3ff4d; training in visual_toolbox_v2.py at 2acd417).
import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { imageBox as box, type Size } from "../geometry";
import type { Declared } from "../trace";
import { createDialect, type ForeignName } from "./systems";
import { piecesOf } from "./testing/foreign";

const PICTURE = { width: 300, height: 200 };

/** How the zoom of these numbers is declared. */
function declared(name: ForeignName, bbox: readonly number[], size: Size = PICTURE): Declared {
  const shown = [{ id: "a".repeat(64) as ImageId, size }];
  const input = { bbox_2d: bbox, label: "x", img_idx: 0 };
  const call = `<tool_call>\n${JSON.stringify({ name: "image_zoom_in_tool", arguments: input })}\n</tool_call>`;
  const reader = createDialect(name).read(shown);
  const action = [...reader.push(call), ...reader.end()].find((piece) => piece.kind === "action");
  if (action?.kind !== "action") throw new Error("No action");
  return action.declared;
}

describe("boxes that are not in the picture", () => {
  it.each<[string, ForeignName, readonly number[], Partial<Declared>]>([
    [
      "Pillow pads with black in the evaluation of DeepEyes",
      "deepeyes",
      [-20, 10, 100, 250],
      { executed: box(-20, 10, 120, 240), black: "outside" },
    ],
    ["wholly outside, too", "deepeyes", [400, 10, 500, 60], { executed: box(400, 10, 100, 50), black: "outside" }],
    [
      "training pulls the box into the picture",
      "deepeyes-training",
      [-20, 10, 100, 250],
      // As the part of the picture that the box touches.
      {},
    ],
    ["corners in the wrong order fail", "deepeyes", [100, 60, 20, 10], { refused: true }],
    ["and in training", "deepeyes-training", [100, 60, 20, 90], { refused: true }],
    ["and in Qwen-Agent", "qwen3-vl", [900, 100, 100, 800], { refused: true }],
    ["a box beyond the picture fails in Qwen-Agent", "qwen3-vl", [1100, 100, 1300, 300], { refused: true }],
  ])("%s", (_, name, bbox, expected) => {
    const { executed, black, refused } = declared(name, bbox);
    expect({ ...(executed ? { executed } : {}), ...(black ? { black } : {}), ...(refused ? { refused } : {}) }).toEqual(
      expected,
    );
  });

  it("is black throughout where Pillow rounds both sides of a box to one pixel, in Qwen-Agent", () => {
    expect(declared("qwen3-vl", [300, 0, 301, 1000], { width: 300, height: 20 }).black).toBe("all");
  });

  it("leaves words as they are", () => {
    expect(piecesOf(createDialect("deepeyes"), "so")).toHaveLength(1);
  });
});
