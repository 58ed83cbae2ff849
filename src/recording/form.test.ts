import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitrateOf, codecStringOf, evenSize } from "./form";
import { runsOf, timestampOf } from "./frames";

const size = (width: number, height: number) => ({ width, height });

describe("what an encoder is asked for", () => {
  it.each([
    ["avc", 1280, 720, 30, "avc1.64001f"],
    ["avc", 1920, 1080, 30, "avc1.640028"],
    ["avc", 1920, 1080, 60, "avc1.64002a"],
    ["avc", 3840, 2160, 30, "avc1.640033"],
    ["avc", 720, 480, 30, "avc1.64001e"],
    ["vp9", 1280, 720, 30, "vp09.00.31.08"],
    ["vp9", 1920, 1080, 60, "vp09.00.41.08"],
    ["av1", 1280, 720, 30, "av01.0.05M.08"],
    ["av1", 1920, 1080, 30, "av01.0.08M.08"],
    ["vp8", 1280, 720, 30, "vp8"],
  ] as const)("is the least level of %s that holds %i × %i at %i", (codec, width, height, rate, expected) => {
    expect(codecStringOf(codec, size(width, height), rate)).toBe(expected);
  });

  it("is nothing beyond the highest level", () => {
    expect(codecStringOf("avc", size(16_000, 16_000), 30)).toBeNull();
    expect(codecStringOf("vp9", size(7680, 7680), 30)).toBeNull();
  });

  it("has even sides, and never smaller ones", () => {
    expect(evenSize(size(801, 450))).toEqual(size(802, 450));
  });

  it("grows with what there is to see", () => {
    expect(bitrateOf(size(64, 64), 10)).toBe(500_000);
    expect(bitrateOf(size(1920, 1080), 30)).toBeGreaterThan(bitrateOf(size(1280, 720), 30));
  });
});

describe("the frames of a film", () => {
  it("begin at times that grow, at any rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 240 }), fc.integer({ min: 0, max: 1e6 }), (framesPerSecond, frame) => {
        const at = (one: number) => timestampOf({ framesPerSecond }, one);
        expect(at(frame + 1)).toBeGreaterThan(at(frame));
      }),
    );
  });

  it("are painted once as long as they look the same", () => {
    const names = ["a", "a", "b", "a", "c", "c", "c"];
    const film = { frameCount: names.length, nameOf: (frame: number) => names[frame] ?? "" };
    expect([...runsOf(film)]).toEqual([
      { frame: 0, end: 2 },
      { frame: 2, end: 3 },
      { frame: 3, end: 4 },
      { frame: 4, end: 7 },
    ]);
    expect([...runsOf({ frameCount: 1, nameOf: () => "" })]).toEqual([{ frame: 0, end: 1 }]);
  });
});
