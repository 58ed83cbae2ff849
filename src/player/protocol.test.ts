import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dwellMillis } from "./pace";
import { type PlayerCommand, type PlayerEvent, parseCommand, parseEvent, printMessage } from "./protocol";

const COMMANDS: readonly PlayerCommand[] = [
  { command: "go", step: "s1" },
  { command: "go", index: 3 },
  { command: "play" },
  { command: "pause" },
];
const EVENTS: readonly PlayerEvent[] = [
  { event: "ready", index: 0, step: "s0", steps: 4 },
  { event: "step", index: 1, step: "s1", steps: 4 },
  { event: "playing", playing: true },
  { event: "failed", code: "link-cut" },
];

describe("messages between a host and a player", () => {
  it("come back as they were said, and as nothing else", () => {
    for (const said of COMMANDS)
      expect([parseCommand(printMessage(said)), parseEvent(printMessage(said))]).toEqual([said, null]);
    for (const said of EVENTS)
      expect([parseEvent(printMessage(said)), parseCommand(printMessage(said))]).toEqual([said, null]);
  });

  it("of another version, and of other libraries, are passed over", () => {
    for (const data of [null, 1, "play", [], { command: "play" }, { sightline: 2, command: "play" }, { sightline: 1 }])
      expect([parseCommand(data), parseEvent(data)]).toEqual([null, null]);
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect([parseCommand(data), parseEvent(data)]).toEqual([null, null]);
      }),
    );
  });
});

describe("the pace of playing", () => {
  it("grows with the words, within what a reader bears", () => {
    expect(dwellMillis("")).toBe(dwellMillis("J"));
    expect(dwellMillis("x".repeat(60))).toBeGreaterThan(dwellMillis("x".repeat(40)));
    expect(dwellMillis("字".repeat(40))).toBe(dwellMillis("x".repeat(80)));
    expect(dwellMillis("x".repeat(10_000))).toBeLessThanOrEqual(8000);
  });
});
