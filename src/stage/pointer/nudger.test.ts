import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { boxAction, markOf, stepId } from "../testing";
import { fakeController } from "../testing/controller";
import { createNudger } from "./nudger";

const MARKS = [
  markOf("big", boxAction(100, 100, 400, 300), { tone: "past" }),
  markOf("small", boxAction(200, 200, 60, 60)),
];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("nudges", () => {
  it("reports nudges that follow each other within a quarter of a second as one change", () => {
    const controller = fakeController(MARKS);
    controller.set({ selected: stepId("small") });
    const { nudge, answered } = createNudger(controller);
    nudge(1, 0);
    vi.advanceTimersByTime(200);
    nudge(0, 10);
    vi.advanceTimersByTime(200);
    expect(controller.told).toEqual([]);
    expect(controller.overlay().reshape?.action).toEqual(boxAction(201, 210, 60, 60));
    vi.advanceTimersByTime(60);
    answered();
    nudge(1, 0);
    nudge(-1, 0);
    vi.runAllTimers();
    // Forth and back again is no change.
    expect(controller.told).toEqual([["reshape", "small", boxAction(201, 210, 60, 60)]]);
  });

  it("holds keys that come while a change is being performed, and goes on from what it came to", () => {
    const controller = fakeController(MARKS);
    controller.set({ selected: stepId("small") });
    const { nudge, answered } = createNudger(controller);
    nudge(-10, 0);
    vi.advanceTimersByTime(300);
    nudge(-10, 0);
    nudge(-10, 0);
    vi.advanceTimersByTime(300);
    expect(controller.told).toEqual([["reshape", "small", boxAction(190, 200, 60, 60)]]);
    // The new mark has the selection: here the other one stands for it.
    controller.set({ selected: stepId("big") });
    answered();
    vi.runAllTimers();
    expect(controller.told.slice(1)).toEqual([["reshape", "big", boxAction(80, 100, 400, 300)]]);
  });

  it("waits however long a change takes, and does not take marks that come meanwhile for those of it", async () => {
    const controller = fakeController(MARKS);
    let finish = (): void => undefined;
    const doing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    controller.set({ selected: stepId("small") });
    const { onReshape } = controller.live();
    controller.set({
      onReshape: (step, action) => {
        void onReshape(step, action);
        return doing;
      },
    });
    const { nudge, answered } = createNudger(controller);
    nudge(-10, 0);
    await vi.advanceTimersByTimeAsync(300);
    nudge(-10, 0);
    answered();
    await vi.advanceTimersByTimeAsync(10_000);
    answered();
    expect(controller.told).toHaveLength(1);
    // Its mark is drawn before it is told that it was done, or after that.
    controller.set({ selected: stepId("big") });
    answered();
    finish();
    await vi.advanceTimersByTimeAsync(300);
    expect(controller.told.slice(1)).toEqual([["reshape", "big", boxAction(90, 100, 400, 300)]]);
  });

  it("holds keys that come while the branch of a change is chosen and not drawn yet, and gives up on one that never is", () => {
    const controller = fakeController(MARKS);
    controller.set({ selected: stepId("small") });
    const { nudge, answered } = createNudger(controller);
    nudge(-10, 0);
    vi.advanceTimersByTime(300);
    controller.set({ selected: stepId("undrawn") });
    expect(nudge(-10, 0)).toBe(true);
    // Marks that came for another reason.
    answered();
    expect(nudge(-10, 0)).toBe(true);
    controller.set({ selected: stepId("big") });
    answered();
    vi.advanceTimersByTime(300);
    expect(controller.told.slice(1)).toEqual([["reshape", "big", boxAction(80, 100, 400, 300)]]);

    controller.set({ selected: stepId("never") });
    expect(nudge(-10, 0)).toBe(true);
    vi.runAllTimers();
    expect(nudge(-10, 0)).toBe(false);
    controller.set({ selected: stepId("big") });
    answered();
    vi.runAllTimers();
    expect(controller.told).toHaveLength(2);
  });
});
