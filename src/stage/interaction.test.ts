import { describe, expect, it, vi } from "vitest";
import { imageBox, imagePoint } from "../geometry";
import type { Touch } from "./desk";
import { endWriting } from "./drawing";
import { createInteraction, type Interaction } from "./interaction";
import { pressKey } from "./keys";
import { createNudger } from "./nudger";
import { boxAction, IMAGE_ID, markOf, NO_LAYERS, stepId } from "./testing";
import { type FakeDesk, fakeDesk, shownAt, touchAt } from "./testing/desk";

const KEY = { code: "", shift: false, ctrl: false, alt: false };
const MARKS = [
  markOf("big", boxAction(100, 100, 400, 300), { tone: "past" }),
  markOf("small", boxAction(200, 200, 60, 60)),
];

function drag(hands: Interaction, from: [number, number], to: [number, number], more: Partial<Touch> = {}): void {
  hands.down(touchAt(...from, more), 0);
  hands.move(touchAt((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, more));
  hands.move(touchAt(...to, more));
  hands.up(touchAt(...to, more));
}

function click(hands: Interaction, x: number, y: number): void {
  hands.down(touchAt(x, y), 0);
  hands.up(touchAt(x, y));
}

function press(desk: FakeDesk, hands: Interaction, key: string, more: Partial<typeof KEY> = {}): boolean {
  return pressKey(desk, hands, { fit: () => desk.told.push(["fly"]), nudge: () => {} }, { ...KEY, key, ...more });
}

function bench(...args: Parameters<typeof fakeDesk>): { desk: FakeDesk; hands: Interaction } {
  const desk = fakeDesk(...args);
  return { desk, hands: createInteraction(desk) };
}

describe("the select tool", () => {
  it("selects by a click, the smaller mark from inside, and nothing beside them all", () => {
    const { desk, hands } = bench(MARKS);
    click(hands, 230, 230);
    click(hands, 450, 350);
    click(hands, 900, 600);
    expect(desk.told).toEqual([
      ["select", "small"],
      ["select", "big"],
      ["select", null],
    ]);
  });

  it("moves a mark that was not selected, and tells it once, at the end", () => {
    const { desk, hands } = bench(MARKS);
    drag(hands, [230, 230], [250, 215], { ctrl: true });
    expect(desk.told).toEqual([["reshape", "small", boxAction(220, 185, 60, 60)]]);
    expect(desk.overlay().reshape).toEqual({ stepId: "small", action: boxAction(220, 185, 60, 60) });
  });

  it("resizes the selected mark by a handle, even where another mark lies there", () => {
    const { desk, hands } = bench(MARKS);
    desk.set({ selected: stepId("big") });
    drag(hands, [500, 400], [530, 420], { ctrl: true });
    expect(desk.told).toEqual([["reshape", "big", boxAction(100, 100, 430, 320)]]);
  });

  it("moves the selected mark from inside, and reaches a smaller one in it by a click", () => {
    const { desk, hands } = bench(MARKS);
    desk.set({ selected: stepId("big") });
    drag(hands, [300, 250], [310, 250], { ctrl: true });
    click(hands, 230, 230);
    expect(desk.told).toEqual([
      ["reshape", "big", boxAction(110, 100, 400, 300)],
      ["select", "small"],
    ]);
  });

  it("snaps to the edges of other marks, and not with Ctrl", () => {
    const { desk, hands } = bench(MARKS);
    drag(hands, [230, 230], [136, 230]);
    expect(desk.told).toEqual([["reshape", "small", boxAction(100, 200, 60, 60)]]);
  });

  it("tells nothing of a drag that comes back to where it began, or that Escape ends", () => {
    const { desk, hands } = bench(MARKS);
    hands.down(touchAt(230, 230), 0);
    hands.move(touchAt(260, 260, { ctrl: true }));
    hands.move(touchAt(230, 230, { ctrl: true }));
    hands.up(touchAt(230, 230, { ctrl: true }));
    hands.down(touchAt(230, 230), 0);
    hands.move(touchAt(300, 300));
    expect(press(desk, hands, "Escape")).toBe(true);
    hands.up(touchAt(300, 300));
    expect(desk.told).toEqual([]);
    expect(desk.overlay().reshape).toBeNull();
  });

  it("pans where there is no mark, and where a mark is locked, read-only, or as large as the view", () => {
    const locked = { ...NO_LAYERS, locked: new Set(["small"]) };
    const wall = [markOf("wall", boxAction(0, 0, 1000, 800))];
    const benches = [bench([]), bench(MARKS.slice(1), "select", locked), bench(MARKS), bench(wall)];
    benches[2]?.desk.set({ readOnly: true });
    for (const { desk, hands } of benches) {
      drag(hands, [230, 230], [260, 250]);
      expect(desk.told).toEqual([]);
      expect(desk.rig.get()).toMatchObject({ x: 30, y: 20 });
    }
  });

  it("selects a locked mark, so that it can be found and unlocked", () => {
    const { desk, hands } = bench(MARKS, "select", { ...NO_LAYERS, locked: new Set(["small"]) });
    click(hands, 230, 230);
    expect(desk.told).toEqual([["select", "small"]]);
  });

  it("tells what the pointer is over, once, and that it has left", () => {
    const { desk, hands } = bench(MARKS);
    for (const x of [230, 235, 450]) hands.move(touchAt(x, 230));
    hands.leave();
    expect(desk.told).toEqual([
      ["hover", "small"],
      ["hover", "big"],
      ["hover", null],
    ]);
  });

  it("flies into a crop on a double click", () => {
    const { desk, hands } = bench([markOf("crop", { kind: "zoom", image: IMAGE_ID, box: imageBox(100, 100, 50, 40) })]);
    hands.doubleClick(touchAt(110, 110));
    expect(desk.told).toEqual([["fly"]]);
  });
});

describe("the drawing tools", () => {
  it("begin on top of any mark", () => {
    const { desk, hands } = bench(MARKS, "crop");
    drag(hands, [230, 230], [330, 300], { ctrl: true });
    expect(desk.told).toEqual([
      ["draw", { kind: "zoom", image: IMAGE_ID, box: imageBox(230, 230, 100, 70) }],
      ["done"],
    ]);
  });

  it("draw in pixels of the image at any zoom, inside it", () => {
    const { desk, hands } = bench([], "box");
    desk.rig.set({ scale: 0.5, x: 100, y: 50 });
    const from = shownAt(desk, 900, 700);
    drag(hands, [from.x, from.y], [1100, 690], { ctrl: true });
    expect(desk.told[0]).toEqual(["draw", { ...boxAction(900, 700, 100, 100) }]);
  });

  it("ask for a label's words before they tell of it", () => {
    const { desk, hands } = bench([], "label");
    click(hands, 50, 60);
    expect(desk.told).toEqual([]);
    expect(desk.overlay().writing).toEqual({ x: 50, y: 60 });
    endWriting(desk, " sign ");
    expect(desk.told).toEqual([
      ["draw", { kind: "label", image: IMAGE_ID, at: imagePoint(50, 60), text: "sign" }],
      ["done"],
    ]);
    click(hands, 50, 60);
    endWriting(desk, "  ");
    expect(desk.told).toHaveLength(2);
  });

  it("bend a line by clicks, take points back, and end on Enter", () => {
    const { desk, hands } = bench([], "line");
    for (const [x, y] of [
      [10, 10],
      [90, 10],
      [90, 90],
    ] as const) {
      hands.move(touchAt(x, y, { ctrl: true }));
      click(hands, x, y);
    }
    expect(press(desk, hands, "Backspace")).toBe(true);
    expect(press(desk, hands, "Enter")).toBe(true);
    expect(desk.told[0]).toMatchObject([
      "draw",
      {
        kind: "line",
        points: [
          { x: 10, y: 10 },
          { x: 90, y: 10 },
        ],
      },
    ]);
    expect(press(desk, hands, "Enter")).toBe(false);
  });

  it("give up the draft on Escape, and the tool on the next", () => {
    const { desk, hands } = bench([], "box");
    click(hands, 10, 10);
    expect(press(desk, hands, "Escape")).toBe(true);
    expect(desk.overlay().draft).toBeNull();
    expect(desk.told).toEqual([]);
    expect(press(desk, hands, "Escape")).toBe(true);
    expect(desk.told).toEqual([["done"]]);
  });

  it("do nothing where all is read-only", () => {
    const { desk, hands } = bench([], "point");
    desk.set({ readOnly: true });
    click(hands, 10, 10);
    expect(desk.told).toEqual([["select", null]]);
  });
});

describe("the dial", () => {
  it("turns with the hand by steps of 15 degrees", () => {
    const { desk, hands } = bench([], "rotate");
    desk.show({ turn: 0 });
    drag(hands, [500, 100], [795, 405]);
    expect(desk.told).toEqual([["draw", { kind: "rotate", image: IMAGE_ID, degrees: 90 }], ["done"]]);
  });

  it("turns with the arrow keys, and back by Escape", () => {
    const { desk, hands } = bench([], "rotate");
    desk.show({ turn: 0 });
    press(desk, hands, "ArrowLeft");
    press(desk, hands, "ArrowRight", { shift: true });
    expect(desk.overlay().turn).toBe(-14);
    press(desk, hands, "Enter");
    expect(desk.told[0]).toEqual(["draw", { kind: "rotate", image: IMAGE_ID, degrees: 346 }]);
    press(desk, hands, "ArrowUp");
    press(desk, hands, "Escape");
    expect(desk.overlay().turn).toBe(0);
  });
});

describe("moving about", () => {
  it("pans with the hand tool, with Space held, and with the middle button, over any mark", () => {
    const { desk, hands } = bench(MARKS, "hand");
    drag(hands, [230, 230], [240, 235]);
    expect(desk.rig.get()).toMatchObject({ x: 10, y: 5 });
    desk.set({ tool: "box" });
    hands.holdSpace(true);
    drag(hands, [230, 230], [240, 235]);
    expect(hands.holdSpace(false)).toBe(true);
    expect(hands.holdSpace(false)).toBe(false);
    hands.down(touchAt(230, 230), 1);
    hands.move(touchAt(240, 235));
    hands.up(touchAt(240, 235));
    expect(desk.rig.get()).toMatchObject({ x: 30, y: 15 });
    expect(desk.told).toEqual([]);
  });

  it("gives up what one finger began when a second comes, and zooms at both", () => {
    const { desk, hands } = bench(MARKS, "box");
    const finger = (id: number, x: number, y: number) => touchAt(x, y, { id, isFinger: true });
    hands.down(finger(1, 400, 300), 0);
    hands.move(finger(1, 420, 320));
    hands.down(finger(2, 520, 320), 0);
    expect(desk.overlay().draft).toBeNull();
    hands.move(finger(1, 370, 320));
    hands.move(finger(2, 570, 320));
    hands.up(finger(1, 370, 320));
    hands.up(finger(2, 570, 320));
    expect(desk.rig.get().scale).toBeCloseTo(2);
    expect(shownAt(desk, 420, 320).x).toBeCloseTo(370);
    expect(shownAt(desk, 520, 320).x).toBeCloseTo(570);
    expect(desk.told).toEqual([]);
  });

  it("answers to keys, and leaves the app its own", () => {
    const { desk, hands } = bench(MARKS);
    expect(press(desk, hands, "+")).toBe(true);
    expect(desk.rig.get().scale).toBeCloseTo(1.25);
    expect(press(desk, hands, ")", { code: "Digit0", shift: true })).toBe(true);
    expect(desk.rig.get().scale).toBe(1);
    desk.set({ selected: stepId("small") });
    expect(press(desk, hands, "@", { code: "Digit2", shift: true })).toBe(true);
    expect(desk.told).toEqual([["fly"]]);
    for (const key of ["j", "1", " ", "Delete"]) expect(press(desk, hands, key)).toBe(false);
    expect(press(desk, hands, "+", { ctrl: true })).toBe(false);
  });

  it("reports nudges that follow each other within a quarter of a second as one change", () => {
    vi.useFakeTimers();
    const { desk } = bench(MARKS);
    desk.set({ selected: stepId("small") });
    const { nudge, answered } = createNudger(desk);
    nudge(1, 0);
    vi.advanceTimersByTime(200);
    nudge(0, 10);
    vi.advanceTimersByTime(200);
    expect(desk.told).toEqual([]);
    expect(desk.overlay().reshape?.action).toEqual(boxAction(201, 210, 60, 60));
    vi.advanceTimersByTime(60);
    answered();
    nudge(1, 0);
    nudge(-1, 0);
    vi.runAllTimers();
    vi.useRealTimers();
    // Forth and back again is no change.
    expect(desk.told).toEqual([["reshape", "small", boxAction(201, 210, 60, 60)]]);
  });

  it("holds keys that come while a change is being performed, and goes on from what it came to", () => {
    vi.useFakeTimers();
    const { desk } = bench(MARKS);
    desk.set({ selected: stepId("small") });
    const { nudge, answered } = createNudger(desk);
    nudge(-10, 0);
    vi.advanceTimersByTime(300);
    nudge(-10, 0);
    nudge(-10, 0);
    vi.advanceTimersByTime(300);
    expect(desk.told).toEqual([["reshape", "small", boxAction(190, 200, 60, 60)]]);
    // The new mark has the selection: here the other one stands for it.
    desk.set({ selected: stepId("big") });
    answered();
    vi.runAllTimers();
    vi.useRealTimers();
    expect(desk.told.slice(1)).toEqual([["reshape", "big", boxAction(80, 100, 400, 300)]]);
  });

  it("takes the arrow keys only while a mark that can be moved is selected", () => {
    const { desk, hands } = bench(MARKS);
    expect(press(desk, hands, "ArrowRight")).toBe(false);
    desk.set({ selected: stepId("small") });
    expect(press(desk, hands, "ArrowRight")).toBe(true);
    desk.set({ readOnly: true });
    expect(press(desk, hands, "ArrowRight")).toBe(false);
  });
});
