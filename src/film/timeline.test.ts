import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { imageId } from "../trace/testing";
import { momentAt, type Timed, timelineOf } from "./timeline";

const shot = (caption: string, picture: string | null = "1", region: Timed["region"] = null): Timed => ({
  caption,
  picture: picture === null ? null : imageId(picture),
  region,
});
const crop = imageBox(10, 10, 20, 20);

describe("the timeline of a film", () => {
  it("gives each shot the time to read it, and the last a little more", () => {
    const { shots, seconds } = timelineOf([shot(""), shot("one two three four five six seven"), shot("")]);
    expect(shots.map(({ start }) => start)).toEqual([0, 1.2, 1.2 + 0.5 + 7 / 3.3]);
    expect(seconds).toBeCloseTo(1.2 + 0.5 + 7 / 3.3 + 2.2);
  });

  it("flies into a crop and out of it, and cuts to another picture", () => {
    const { shots } = timelineOf([
      shot(""),
      shot("", "1", crop),
      shot("", "1", crop),
      shot(""),
      shot("", "2"),
      shot("", null),
    ]);
    expect(shots.map(({ flight }) => flight > 0)).toEqual([false, true, false, true, false, false]);
  });

  it("is half as long at twice the speed", () => {
    const shots = [shot("one two"), shot("three", "1", crop)];
    expect(timelineOf(shots, 2).seconds).toBeCloseTo(timelineOf(shots).seconds / 2);
  });

  it("is at the first shot before it begins, and at the end of the last when it is over", () => {
    const timeline = timelineOf([shot(""), shot("", "1", crop)]);
    expect(momentAt(timeline, -1)).toEqual({ index: 0, flown: 1, passed: 0 });
    expect(momentAt(timeline, 1.5)).toEqual({ index: 1, flown: expect.closeTo(0.5), passed: expect.any(Number) });
    expect(momentAt(timeline, 99)).toEqual({ index: 1, flown: 1, passed: 1 });
    expect(momentAt(timelineOf([]), 0)).toEqual({ index: 0, flown: 1, passed: 0 });
  });

  it("never goes back as time goes on", () => {
    const shots = fc.array(
      fc.record({ caption: fc.lorem(), picture: fc.constant(imageId("1")), region: fc.constantFrom(null, crop) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(shots, fc.constantFrom(0.5, 1, 4), (shots, speed) => {
        const timeline = timelineOf(shots, speed);
        let before = momentAt(timeline, 0);
        for (let i = 1; i <= 50; i++) {
          const now = momentAt(timeline, (timeline.seconds * i) / 50);
          expect(now.index > before.index || (now.index === before.index && now.flown >= before.flown)).toBe(true);
          before = now;
        }
      }),
    );
  });
});
