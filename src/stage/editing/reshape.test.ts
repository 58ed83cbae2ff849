import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitAction, shapeOf } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import { type Camera, viewPoint } from "../camera/camera";
import { drawnMarks } from "../marks/drawn";
import { snapBounds, snapLines, snapPoint } from "../marks/snap";
import { anyAction, boxAction, IMAGE_ID, IMAGE_SIZE, markOf, NO_LAYERS, stepId } from "../testing";
import { nudged, nudgeStep } from "./nudge";
import { boundsOf, type DragRules, dragShape, gripAt, handlesOf, handlesShown, reshaped } from "./reshape";

const UNIT: Camera = { scale: 1, x: 0, y: 0 };
const PLAIN: DragRules = { image: IMAGE_SIZE, snap: null };
const ZERO = imagePoint(0, 0);
const anyShift = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });

describe("taking hold", () => {
  const shape = { kind: "box", box: imageBox(100, 100, 200, 120) } as const;

  it("gives a box eight handles and a line one for each point", () => {
    expect(handlesOf(shape)).toHaveLength(8);
    expect(handlesOf({ kind: "points", points: [ZERO, imagePoint(5, 5)] })).toHaveLength(2);
    expect(handlesOf({ kind: "whole" })).toEqual([]);
  });

  it("gives every handle a target of 24 px", () => {
    for (const { grip, at } of handlesOf(shape)) {
      expect(gripAt(shape, UNIT, viewPoint(at.x + 11, at.y + 11))).toEqual(grip);
      expect(gripAt(shape, UNIT, viewPoint(at.x - 11, at.y - 11))).toEqual(grip);
    }
  });

  it("leaves at least a third of every side free of handles, however small the box is on the screen", () => {
    const side = fc.integer({ min: 12, max: 400 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(0.25, 1, 3), (width, height, scale) => {
        const box = imageBox(10, 20, width / scale, height / scale);
        const shown = handlesShown({ kind: "box", box }, { ...UNIT, scale });
        expect(shown.filter(({ grip }) => grip.kind === "edge" && grip.x !== 0 && grip.y !== 0)).toHaveLength(4);
        // Half of each corner's handle lies outside.
        const along = (keep: (x: number, y: number) => boolean) =>
          shown.reduce((sum, { grip, size }) => sum + (grip.kind === "edge" && keep(grip.x, grip.y) ? size : 0), 0);
        expect(along((x, y) => y === -1 && x !== 0) / 2 + along((x, y) => y === -1 && x === 0)).toBeLessThanOrEqual(
          (width * 2) / 3,
        );
        expect(along((x, y) => x === 1 && y !== 0) / 2 + along((x, y) => x === 1 && y === 0)).toBeLessThanOrEqual(
          (height * 2) / 3,
        );
      }),
    );
  });

  it("shows all eight handles on a large box and four on a small one", () => {
    expect(handlesShown(shape, UNIT)).toHaveLength(8);
    expect(handlesShown(shape, { ...UNIT, scale: 0.1 })).toHaveLength(4);
  });

  it("holds the body inside, even of a box smaller than its handles' targets", () => {
    expect(gripAt(shape, UNIT, viewPoint(200, 160))).toEqual({ kind: "body" });
    const tiny = { kind: "box", box: imageBox(100, 100, 12, 12) } as const;
    expect(gripAt(tiny, UNIT, viewPoint(106, 106))).toEqual({ kind: "body" });
  });
});

describe("a drag", () => {
  it("leaves every kind of action inside its image, with the same size where it was moved", () => {
    fc.assert(
      fc.property(anyAction, anyShift, (action, shift) => {
        const before = shapeOf(action);
        const { shape } = dragShape(before, { kind: "body" }, ZERO, imagePoint(shift.x, shift.y), PLAIN);
        const after = reshaped(action, shape, IMAGE_SIZE);
        expect(after?.kind).toBe(action.kind);
        expect(after && fitAction(after, IMAGE_SIZE)).toEqual({ ok: true, value: after });
        expect(boundsOf(shape).width).toBe(boundsOf(before).width);
        expect(boundsOf(shape).height).toBe(boundsOf(before).height);
      }),
    );
  });

  it("by any handle leaves a real box inside the image", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), anyShift, (index, shift) => {
        const before = { kind: "box", box: imageBox(300, 300, 80, 60) } as const;
        const grip = handlesOf(before)[index]!.grip;
        const { shape } = dragShape(before, grip, ZERO, imagePoint(shift.x, shift.y), PLAIN);
        const { left, top, width, height } = boundsOf(shape);
        expect(width >= 1 && height >= 1 && left >= 0 && top >= 0).toBe(true);
        expect(left + width <= 1000 && top + height <= 800).toBe(true);
      }),
    );
  });

  it("moves only the edge that is held, and turns a box over its far side", () => {
    const before = { kind: "box", box: imageBox(300, 300, 80, 60) } as const;
    const right = dragShape(before, { kind: "edge", x: 1, y: 0 }, ZERO, imagePoint(20, 99), PLAIN);
    expect(right.shape).toEqual({ kind: "box", box: imageBox(300, 300, 100, 60) });
    const over = dragShape(before, { kind: "edge", x: 1, y: 0 }, ZERO, imagePoint(-100, 0), PLAIN);
    expect(over.shape).toEqual({ kind: "box", box: imageBox(280, 300, 20, 60) });
  });

  it("keeps the ratio by a corner where that is asked", () => {
    const before = { kind: "box", box: imageBox(100, 100, 80, 60) } as const;
    const { shape } = dragShape(before, { kind: "edge", x: 1, y: 1 }, ZERO, imagePoint(80, 60), {
      ...PLAIN,
      keepRatio: true,
    });
    expect(shape).toEqual({ kind: "box", box: imageBox(100, 100, 160, 120) });
  });

  it("moves one point of a line and leaves the others", () => {
    const points = [imagePoint(10, 10), imagePoint(20, 20), imagePoint(30, 30)];
    const { shape } = dragShape(
      { kind: "points", points },
      { kind: "vertex", index: 1 },
      ZERO,
      imagePoint(5, -5),
      PLAIN,
    );
    expect(shape).toEqual({ kind: "points", points: [points[0], imagePoint(25, 15), points[2]] });
  });
});

describe("snapping", () => {
  const lines = snapLines(IMAGE_SIZE, drawnMarks([markOf("a", boxAction(200, 300, 100, 50))], NO_LAYERS));

  it("knows the edges and middle of the image and the edges of other marks", () => {
    expect(lines.xs).toEqual([0, 200, 300, 500, 1000]);
    expect(lines.ys).toEqual([0, 300, 350, 400, 800]);
  });

  it("pulls a point within reach and leaves one outside it", () => {
    expect(snapPoint(imagePoint(206, 500), lines, 8)).toEqual({
      point: { x: 200, y: 500 },
      guides: { x: 200, y: null },
    });
    expect(snapPoint(imagePoint(209, 500), lines, 8).guides).toEqual({ x: null, y: null });
  });

  it("pulls whichever edge of a moving box is nearest", () => {
    expect(snapBounds(imageBox(605, 600, 392, 10), lines, 8)).toEqual({ dx: 3, dy: 0, guides: { x: 1000, y: null } });
    // Its right edge is 3 from 300 and its middle 1 from 200: the middle wins.
    expect(snapBounds(imageBox(105, 600, 192, 10), lines, 8).dx).toBe(-1);
  });

  it("brings a dragged box onto the line, and not with snapping off", () => {
    const before = { kind: "box", box: imageBox(700, 600, 50, 50) } as const;
    const rules: DragRules = { image: IMAGE_SIZE, snap: { lines, reach: 8 } };
    const to = imagePoint(-395, 0);
    expect(boundsOf(dragShape(before, { kind: "body" }, ZERO, to, rules).shape).left).toBe(300);
    expect(boundsOf(dragShape(before, { kind: "body" }, ZERO, to, PLAIN).shape).left).toBe(305);
  });
});

describe("nudging", () => {
  const mark = { stepId: stepId("a"), action: boxAction(100, 100, 50, 50) };

  it("reads arrow keys, ten pixels with Shift", () => {
    const [alone, shift, both] = [
      { shift: false, ctrl: false },
      { shift: true, ctrl: false },
      { shift: true, ctrl: true },
    ];
    expect(nudgeStep("ArrowLeft", shift)).toEqual({ dx: -1, dy: 0 });
    expect(nudgeStep("ArrowDown", both)).toEqual({ dx: 0, dy: 10 });
    expect(nudgeStep("ArrowLeft", alone)).toBeNull();
    expect(nudgeStep("a", shift)).toBeNull();
  });

  it("merges what follows into one change of the same step", () => {
    const first = nudged(null, mark, { dx: 1, dy: 0 }, IMAGE_SIZE);
    const second = nudged(first, mark, { dx: 0, dy: 10 }, IMAGE_SIZE);
    expect(second.before).toBe(mark.action);
    expect(shapeOf(second.after)).toEqual({ kind: "box", box: imageBox(101, 110, 50, 50) });
  });

  it("starts anew on another step", () => {
    const first = nudged(null, mark, { dx: 1, dy: 0 }, IMAGE_SIZE);
    const other = { stepId: stepId("b"), action: boxAction(5, 5, 10, 10) };
    expect(nudged(first, other, { dx: 1, dy: 0 }, IMAGE_SIZE).before).toBe(other.action);
  });

  it("stops at the edge of the image", () => {
    const edge = { stepId: stepId("a"), action: boxAction(0, 0, 50, 50) };
    expect(nudged(null, edge, { dx: -10, dy: 0 }, IMAGE_SIZE).after).toEqual(edge.action);
  });

  it("moves a point as well", () => {
    const at = {
      stepId: stepId("p"),
      action: { kind: "point", image: IMAGE_ID, at: imagePoint(7, 7), label: "" },
    } as const;
    expect(nudged(null, at, { dx: 0, dy: -1 }, IMAGE_SIZE).after).toMatchObject({ at: { x: 7, y: 6 } });
  });
});
