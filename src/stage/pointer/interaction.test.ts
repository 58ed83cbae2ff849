import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { boxAction, IMAGE_ID, markOf, NO_LAYERS, stepId } from "../testing";
import { type FakeController, fakeController, shownAt, touchAt } from "../testing/controller";
import type { PointerInput } from "./controller";
import { endWriting } from "./drawing";
import { createInteraction, type Interaction } from "./interaction";
import { pressKey } from "./keys";
import { createNudger } from "./nudger";

const KEY = { code: "", shift: false, ctrl: false, alt: false };
const MARKS = [
  markOf("big", boxAction(100, 100, 400, 300), { tone: "past" }),
  markOf("small", boxAction(200, 200, 60, 60)),
];

function drag(
  hands: Interaction,
  from: [number, number],
  to: [number, number],
  more: Partial<PointerInput> = {},
): void {
  hands.down(touchAt(...from, more), 0);
  hands.move(touchAt((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, more));
  hands.move(touchAt(...to, more));
  hands.up(touchAt(...to, more));
}

function click(hands: Interaction, x: number, y: number): void {
  hands.down(touchAt(x, y), 0);
  hands.up(touchAt(x, y));
}

function press(controller: FakeController, hands: Interaction, key: string, more: Partial<typeof KEY> = {}): boolean {
  return pressKey(
    controller,
    hands,
    { fit: () => controller.told.push(["fly"]), nudge: createNudger(controller).nudge },
    { ...KEY, key, ...more },
  );
}

function bench(...args: Parameters<typeof fakeController>): { controller: FakeController; hands: Interaction } {
  const controller = fakeController(...args);
  return { controller, hands: createInteraction(controller) };
}

describe("the select tool", () => {
  it("selects by a click, the smaller mark from inside, and nothing beside them all", () => {
    const { controller, hands } = bench(MARKS);
    click(hands, 230, 230);
    click(hands, 450, 350);
    click(hands, 900, 600);
    expect(controller.told).toEqual([
      ["select", "small"],
      ["select", "big"],
      ["select", null],
    ]);
  });

  it("moves a mark that was not selected, and tells it once, at the end", () => {
    const { controller, hands } = bench(MARKS);
    drag(hands, [230, 230], [250, 215], { ctrl: true });
    expect(controller.told).toEqual([["reshape", "small", boxAction(220, 185, 60, 60)]]);
    expect(controller.overlay().reshape).toEqual({ stepId: "small", action: boxAction(220, 185, 60, 60) });
  });

  it("resizes the selected mark by a handle, even where another mark lies there", () => {
    const { controller, hands } = bench(MARKS);
    controller.set({ selected: stepId("big") });
    drag(hands, [500, 400], [530, 420], { ctrl: true });
    expect(controller.told).toEqual([["reshape", "big", boxAction(100, 100, 430, 320)]]);
  });

  it("moves the selected mark from inside, and reaches a smaller one in it by a click", () => {
    const { controller, hands } = bench(MARKS);
    controller.set({ selected: stepId("big") });
    drag(hands, [300, 250], [310, 250], { ctrl: true });
    click(hands, 230, 230);
    expect(controller.told).toEqual([
      ["reshape", "big", boxAction(110, 100, 400, 300)],
      ["select", "small"],
    ]);
  });

  it("snaps to the edges of other marks, and not with Ctrl", () => {
    const { controller, hands } = bench(MARKS);
    drag(hands, [230, 230], [136, 230]);
    expect(controller.told).toEqual([["reshape", "small", boxAction(100, 200, 60, 60)]]);
  });

  it("tells nothing of a drag that comes back to where it began, or that Escape ends", () => {
    const { controller, hands } = bench(MARKS);
    hands.down(touchAt(230, 230), 0);
    hands.move(touchAt(260, 260, { ctrl: true }));
    hands.move(touchAt(230, 230, { ctrl: true }));
    hands.up(touchAt(230, 230, { ctrl: true }));
    hands.down(touchAt(230, 230), 0);
    hands.move(touchAt(300, 300));
    expect(press(controller, hands, "Escape")).toBe(true);
    hands.up(touchAt(300, 300));
    expect(controller.told).toEqual([]);
    expect(controller.overlay().reshape).toBeNull();
  });

  it("pans where there is no mark, and where a mark is locked, read-only, or as large as the view", () => {
    const locked = { ...NO_LAYERS, locked: new Set(["small"]) };
    const wall = [markOf("wall", boxAction(0, 0, 1000, 800))];
    const benches = [bench([]), bench(MARKS.slice(1), "select", locked), bench(MARKS), bench(wall)];
    benches[2]?.controller.set({ readOnly: true });
    for (const { controller, hands } of benches) {
      drag(hands, [230, 230], [260, 250]);
      expect(controller.told).toEqual([]);
      expect(controller.rig.get()).toMatchObject({ x: 30, y: 20 });
    }
  });

  it("selects a locked mark, so that it can be found and unlocked", () => {
    const { controller, hands } = bench(MARKS, "select", { ...NO_LAYERS, locked: new Set(["small"]) });
    click(hands, 230, 230);
    expect(controller.told).toEqual([["select", "small"]]);
  });

  it("tells what the pointer is over, once, and that it has left", () => {
    const { controller, hands } = bench(MARKS);
    for (const x of [230, 235, 450]) hands.move(touchAt(x, 230));
    hands.leave();
    expect(controller.told).toEqual([
      ["hover", "small"],
      ["hover", "big"],
      ["hover", null],
    ]);
  });

  it("flies into a crop on a double click", () => {
    const { controller, hands } = bench([
      markOf("crop", { kind: "zoom", image: IMAGE_ID, box: imageBox(100, 100, 50, 40) }),
    ]);
    hands.doubleClick(touchAt(110, 110));
    expect(controller.told).toEqual([["fly"]]);
  });
});

describe("the drawing tools", () => {
  it("begin on top of any mark", () => {
    const { controller, hands } = bench(MARKS, "crop");
    drag(hands, [230, 230], [330, 300], { ctrl: true });
    expect(controller.told).toEqual([
      ["draw", { kind: "zoom", image: IMAGE_ID, box: imageBox(230, 230, 100, 70) }],
      ["done"],
    ]);
  });

  it("draw in pixels of the image at any zoom, inside it", () => {
    const { controller, hands } = bench([], "box");
    controller.rig.set({ scale: 0.5, x: 100, y: 50 });
    const from = shownAt(controller, 900, 700);
    drag(hands, [from.x, from.y], [1100, 690], { ctrl: true });
    expect(controller.told[0]).toEqual(["draw", { ...boxAction(900, 700, 100, 100) }]);
  });

  it("ask for a label's words before they tell of it", () => {
    const { controller, hands } = bench([], "label");
    click(hands, 50, 60);
    expect(controller.told).toEqual([]);
    expect(controller.overlay().writing).toEqual({ x: 50, y: 60 });
    endWriting(controller, " sign ");
    expect(controller.told).toEqual([
      ["draw", { kind: "label", image: IMAGE_ID, at: imagePoint(50, 60), text: "sign" }],
      ["done"],
    ]);
    click(hands, 50, 60);
    endWriting(controller, "  ");
    expect(controller.told).toHaveLength(2);
  });

  it("bend a line by clicks, take points back, and end on Enter", () => {
    const { controller, hands } = bench([], "line");
    for (const [x, y] of [
      [10, 10],
      [90, 10],
      [90, 90],
    ] as const) {
      hands.move(touchAt(x, y, { ctrl: true }));
      click(hands, x, y);
    }
    expect(press(controller, hands, "Backspace")).toBe(true);
    expect(press(controller, hands, "Enter")).toBe(true);
    expect(controller.told[0]).toMatchObject([
      "draw",
      {
        kind: "line",
        points: [
          { x: 10, y: 10 },
          { x: 90, y: 10 },
        ],
      },
    ]);
    expect(press(controller, hands, "Enter")).toBe(false);
  });

  it("give up the draft on Escape, and the tool on the next", () => {
    const { controller, hands } = bench([], "box");
    click(hands, 10, 10);
    expect(press(controller, hands, "Escape")).toBe(true);
    expect(controller.overlay().draft).toBeNull();
    expect(controller.told).toEqual([]);
    expect(press(controller, hands, "Escape")).toBe(true);
    expect(controller.told).toEqual([["done"]]);
  });

  it("leave Escape to the app, which stops a run by it, where a mark is chosen and nothing else is begun", () => {
    const { controller, hands } = bench([], "select");
    controller.set({ selected: stepId("a") });
    expect(press(controller, hands, "Escape")).toBe(false);
    expect(controller.told).toEqual([]);
  });

  it("do nothing where all is read-only", () => {
    const { controller, hands } = bench([], "point");
    controller.set({ readOnly: true });
    click(hands, 10, 10);
    expect(controller.told).toEqual([["select", null]]);
  });
});

describe("the dial", () => {
  it("turns with the hand by steps of 15 degrees", () => {
    const { controller, hands } = bench([], "rotate");
    controller.show({ turn: 0 });
    drag(hands, [500, 100], [795, 405]);
    expect(controller.told).toEqual([["draw", { kind: "rotate", image: IMAGE_ID, degrees: 90 }], ["done"]]);
  });

  it("turns with the arrow keys, and back by Escape", () => {
    const { controller, hands } = bench([], "rotate");
    controller.show({ turn: 0 });
    press(controller, hands, "ArrowLeft");
    press(controller, hands, "ArrowRight", { shift: true });
    expect(controller.overlay().turn).toBe(-14);
    press(controller, hands, "Enter");
    expect(controller.told[0]).toEqual(["draw", { kind: "rotate", image: IMAGE_ID, degrees: 346 }]);
    press(controller, hands, "ArrowUp");
    press(controller, hands, "Escape");
    expect(controller.overlay().turn).toBe(0);
  });
});

describe("moving about", () => {
  it("pans with the hand tool, with Space held, and with the middle button, over any mark", () => {
    const { controller, hands } = bench(MARKS, "hand");
    drag(hands, [230, 230], [240, 235]);
    expect(controller.rig.get()).toMatchObject({ x: 10, y: 5 });
    controller.set({ tool: "box" });
    hands.holdSpace(true);
    drag(hands, [230, 230], [240, 235]);
    expect(hands.holdSpace(false)).toBe(true);
    expect(hands.holdSpace(false)).toBe(false);
    hands.down(touchAt(230, 230), 1);
    hands.move(touchAt(240, 235));
    hands.up(touchAt(240, 235));
    expect(controller.rig.get()).toMatchObject({ x: 30, y: 15 });
    expect(controller.told).toEqual([]);
  });

  it("gives up what one finger began when a second comes, and zooms at both", () => {
    const { controller, hands } = bench(MARKS, "box");
    const finger = (id: number, x: number, y: number) => touchAt(x, y, { id, isFinger: true });
    hands.down(finger(1, 400, 300), 0);
    hands.move(finger(1, 420, 320));
    hands.down(finger(2, 520, 320), 0);
    expect(controller.overlay().draft).toBeNull();
    hands.move(finger(1, 370, 320));
    hands.move(finger(2, 570, 320));
    hands.up(finger(1, 370, 320));
    hands.up(finger(2, 570, 320));
    expect(controller.rig.get().scale).toBeCloseTo(2);
    expect(shownAt(controller, 420, 320).x).toBeCloseTo(370);
    expect(shownAt(controller, 520, 320).x).toBeCloseTo(570);
    expect(controller.told).toEqual([]);
  });

  it("answers to keys, and leaves the app its own", () => {
    const { controller, hands } = bench(MARKS);
    expect(press(controller, hands, "+")).toBe(true);
    expect(controller.rig.get().scale).toBeCloseTo(1.25);
    expect(press(controller, hands, ")", { code: "Digit0", shift: true })).toBe(true);
    expect(controller.rig.get().scale).toBe(1);
    controller.set({ selected: stepId("small") });
    expect(press(controller, hands, "@", { code: "Digit2", shift: true })).toBe(true);
    expect(controller.told).toEqual([["fly"]]);
    for (const key of ["j", "1", " ", "Delete"]) expect(press(controller, hands, key)).toBe(false);
    expect(press(controller, hands, "+", { ctrl: true })).toBe(false);
  });

  it("takes the arrow keys only with Shift, and while a mark that can be moved is selected", () => {
    const { controller, hands } = bench(MARKS);
    expect(press(controller, hands, "ArrowRight", { shift: true })).toBe(false);
    controller.set({ selected: stepId("small") });
    expect(press(controller, hands, "ArrowRight")).toBe(false);
    expect(press(controller, hands, "ArrowRight", { ctrl: true })).toBe(false);
    expect(press(controller, hands, "ArrowRight", { shift: true })).toBe(true);
    expect(press(controller, hands, "ArrowRight", { shift: true, ctrl: true })).toBe(true);
    expect(press(controller, hands, "ArrowRight", { shift: true, alt: true })).toBe(false);
    controller.set({ readOnly: true });
    expect(press(controller, hands, "ArrowRight", { shift: true })).toBe(false);
  });
});
