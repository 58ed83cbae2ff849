import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { IMAGE_ID, IMAGE_SIZE } from "../testing";
import {
  type Draft,
  type DraftStep,
  type DrawingTool,
  draftAction,
  finishDraft,
  moveDraft,
  pressDraft,
  releaseDraft,
  withoutLastPoint,
} from "./draft";

const RULES = { imageId: IMAGE_ID, image: IMAGE_SIZE, scale: 1 };

const drag = (tool: DrawingTool, from: [number, number], to: [number, number], draft: Draft | null = null): DraftStep =>
  releaseDraft(moveDraft(pressDraft(draft, tool, imagePoint(...from)), imagePoint(...to)), imagePoint(...to), RULES);

const click = (tool: DrawingTool, at: [number, number], draft: Draft | null = null): DraftStep =>
  drag(tool, at, at, draft);

function going(step: DraftStep): Draft {
  if (step.kind !== "going") throw new Error(`The draft has ended: ${step.kind}`);
  return step.draft;
}

describe("a tool", () => {
  it("draws a box from corner to corner, in any direction", () => {
    expect(drag("crop", [50, 60], [10, 20])).toEqual({
      kind: "done",
      action: { kind: "zoom", image: IMAGE_ID, box: imageBox(10, 20, 40, 40) },
    });
    expect(drag("box", [10, 20], [50, 60])).toMatchObject({ action: { kind: "box", label: "" } });
    expect(drag("highlight", [10, 20], [50, 60])).toMatchObject({ action: { kind: "highlight" } });
  });

  it("marks a region by a drag or two clicks, within the picture and as nobody's action", () => {
    const { width } = IMAGE_SIZE;
    expect(drag("region", [50, 60], [10, 20])).toEqual({ kind: "marked", box: imageBox(10, 20, 40, 40) });
    expect(click("region", [50, 60], going(click("region", [10, 20])))).toMatchObject({ kind: "marked" });
    const over = drag("region", [width - 10, 20], [width + 90, 60]);
    expect(over.kind === "marked" && over.box.left + over.box.width).toBe(width);
    expect(drag("region", [10, 20], [12, 21])).not.toMatchObject({ kind: "marked" });
  });

  it("does by two clicks what it does by a drag", () => {
    const first = going(click("crop", [10, 20]));
    expect(draftAction(moveDraft(first, imagePoint(30, 40)), RULES)).toMatchObject({ box: imageBox(10, 20, 20, 20) });
    expect(click("crop", [50, 60], first)).toMatchObject({ kind: "done", action: { box: imageBox(10, 20, 40, 40) } });
  });

  it("makes nothing of a box that is too small", () => {
    expect(drag("box", [10, 20], [50, 22])).toEqual({ kind: "dropped" });
    expect(going(drag("box", [10, 20], [11, 21])).points).toHaveLength(1);
  });

  it("judges smallness on the screen, so that one pixel can be taken when it is large", () => {
    const rules = { ...RULES, scale: 20 };
    const draft = moveDraft(pressDraft(null, "crop", imagePoint(10, 20)), imagePoint(11, 21));
    expect(releaseDraft(draft, imagePoint(11, 21), rules)).toMatchObject({ action: { box: imageBox(10, 20, 1, 1) } });
  });

  it("draws a straight line by a drag and a bent one by clicks", () => {
    expect(drag("line", [0, 0], [50, 50])).toMatchObject({
      action: {
        kind: "line",
        points: [
          { x: 0, y: 0 },
          { x: 50, y: 50 },
        ],
      },
    });
    let draft = going(click("line", [0, 0]));
    draft = going(click("line", [40, 0], draft));
    draft = going(click("line", [40, 40], draft));
    // The second click of the double click that ends it.
    draft = going(click("line", [41, 40], draft));
    expect(finishDraft(draft, RULES)).toMatchObject({
      action: {
        points: [
          { x: 0, y: 0 },
          { x: 40, y: 0 },
          { x: 40, y: 40 },
        ],
      },
    });
  });

  it("takes back the last point, and the draft with the first", () => {
    const one = going(click("line", [0, 0]));
    const two = going(click("line", [40, 0], one));
    expect(withoutLastPoint(two)?.points).toEqual(one.points);
    expect(withoutLastPoint(one)).toBeNull();
  });

  it("points an arrow from press to release", () => {
    expect(drag("arrow", [5, 6], [70, 80])).toMatchObject({
      action: { kind: "arrow", from: { x: 5, y: 6 }, to: { x: 70, y: 80 } },
    });
  });

  it("puts a point, or the foot of a label, with one click", () => {
    expect(click("point", [5, 6])).toMatchObject({ action: { kind: "point", at: { x: 5, y: 6 } } });
    expect(click("label", [5, 6])).toMatchObject({ action: { kind: "label", at: { x: 5, y: 6 }, text: "" } });
  });
});
