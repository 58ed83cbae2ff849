import { describe, expect, it } from "vitest";
import { step } from "../../trace/testing";
import { pauseOn } from "./usePlayback";

const thought = (length: number) => step("a", null, { kind: "thought", text: "x".repeat(length) });

describe("the pace of playing", () => {
  it("gives short words their moment and long ones time to be read", () => {
    expect(pauseOn(thought(1))).toBe(1200);
    expect(pauseOn(thought(100))).toBe(3500);
  });

  it("does not stand still on a novel", () => {
    expect(pauseOn(thought(100_000))).toBe(6000);
  });
});
