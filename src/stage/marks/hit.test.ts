import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imagePoint } from "../../geometry";
import { type Camera, viewPoint, visibleBox } from "../camera/camera";
import { culled } from "../painting/batch";
import { anyCamera, anyMarks, boxAction, IMAGE_ID, markOf, NO_LAYERS, VIEWPORT } from "../testing";
import { drawnMarks } from "./drawn";
import { gridOf, touches } from "./grid";
import { bestHit, hitMark } from "./hit";

const UNIT: Camera = { scale: 1, x: 0, y: 0 };
const anyView = fc.record({ x: fc.integer({ min: -100, max: 1300 }), y: fc.integer({ min: -100, max: 800 }) });

describe("the grid", () => {
  it("finds what a look at every mark finds, in the same order", () => {
    fc.assert(
      fc.property(anyMarks, anyCamera, (marks, camera) => {
        const drawn = drawnMarks(marks, NO_LAYERS);
        const box = visibleBox(camera, VIEWPORT);
        expect(gridOf(drawn).query(box)).toEqual(drawn.filter(({ bounds }) => touches(bounds, box)));
      }),
    );
  });

  it("culls to the viewport and leaves what is elsewhere", () => {
    const marks = [markOf("in", boxAction(10, 10, 20, 20)), markOf("out", boxAction(900, 700, 20, 20))];
    const grid = gridOf(drawnMarks(marks, NO_LAYERS));
    expect(culled(grid, { scale: 10, x: 0, y: 0 }, { width: 400, height: 400 }).map((mark) => mark.stepId)).toEqual([
      "in",
    ]);
    expect(culled(grid, UNIT, { width: 1200, height: 900 })).toHaveLength(2);
  });
});

describe("what a pointer hits", () => {
  it("is the same with the grid and without it", () => {
    fc.assert(
      fc.property(anyMarks, anyCamera, anyView, (marks, camera, { x, y }) => {
        const drawn = drawnMarks(marks, NO_LAYERS);
        const at = viewPoint(x, y);
        expect(hitMark(gridOf(drawn), camera, at)).toEqual(bestHit(drawn, camera, at));
      }),
      { numRuns: 300 },
    );
  });

  it("reaches 12 CSS pixels to each side of a line at any zoom", () => {
    const drawn = drawnMarks([markOf("a", boxAction(100, 100, 50, 50))], NO_LAYERS);
    for (const scale of [0.5, 1, 20]) {
      const camera: Camera = { scale, x: 0, y: 0 };
      expect(bestHit(drawn, camera, viewPoint(100 * scale - 11, 120 * scale))?.on).toBe("line");
      expect(bestHit(drawn, camera, viewPoint(100 * scale - 13, 120 * scale))).toBeNull();
    }
  });

  it("takes the smaller of two boxes from inside, and a line before an inside", () => {
    const marks = [markOf("small", boxAction(200, 200, 100, 100)), markOf("large", boxAction(0, 0, 900, 700))];
    const drawn = drawnMarks(marks, NO_LAYERS);
    expect(bestHit(drawn, UNIT, viewPoint(250, 250))).toMatchObject({ mark: { stepId: "small" }, on: "inside" });
    expect(bestHit(drawn, UNIT, viewPoint(600, 600))).toMatchObject({ mark: { stepId: "large" }, on: "inside" });
    expect(bestHit(drawn, UNIT, viewPoint(898, 300))).toMatchObject({ mark: { stepId: "large" }, on: "line" });
  });

  it("takes a road that was taken before a ghost, however small the ghost", () => {
    const ghost = markOf("ghost", boxAction(240, 240, 30, 30), { tone: "ghost" });
    const drawn = drawnMarks([ghost, markOf("taken", boxAction(200, 200, 100, 100))], NO_LAYERS);
    expect(bestHit(drawn, UNIT, viewPoint(241, 250))?.mark.stepId).toBe("taken");
    expect(bestHit(drawn.slice(0, 1), UNIT, viewPoint(241, 250))?.mark.stepId).toBe("ghost");
  });

  it("finds words by the ground they stand on", () => {
    const label = markOf("t", { kind: "label", image: IMAGE_ID, at: imagePoint(500, 400), text: "a long label" });
    const drawn = drawnMarks([label], NO_LAYERS);
    expect(hitMark(gridOf(drawn), UNIT, viewPoint(560, 390))?.mark.stepId).toBe("t");
    expect(hitMark(gridOf(drawn), UNIT, viewPoint(560, 440))).toBeNull();
  });
});
