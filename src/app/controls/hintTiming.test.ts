import { beforeEach, describe, expect, it, vi } from "vitest";
import { createHintTiming } from "./hintTiming";

describe("when a hint is told", () => {
  const told: (string | null)[] = [];
  const start = () => createHintTiming<string>((control) => told.push(control));

  beforeEach(() => {
    told.length = 0;
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it("comes to who rests on a control, and at once beside another", () => {
    const hints = start();
    hints.enter("run");
    vi.advanceTimersByTime(399);
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    hints.enter("undo");
    expect(told).toEqual(["run", "undo"]);
  });

  it("comes to nobody who only passes", () => {
    const hints = start();
    hints.enter("run");
    hints.leave();
    vi.runAllTimers();
    expect(told).toEqual([]);
  });

  it("stays for a pointer that goes from the control into it", () => {
    const hints = start();
    hints.show("run");
    hints.leave();
    vi.advanceTimersByTime(150);
    hints.enter("run");
    vi.runAllTimers();
    expect(told).toEqual(["run"]);
    hints.leave();
    vi.runAllTimers();
    expect(told).toEqual(["run", null]);
  });

  it("does not come back to a pressed control before the pointer was elsewhere", () => {
    const hints = start();
    hints.enter("run");
    hints.hush("run");
    hints.enter("run");
    vi.runAllTimers();
    expect(told).toEqual([]);
    hints.leave();
    hints.enter("run");
    vi.runAllTimers();
    expect(told).toEqual(["run"]);
  });
});
