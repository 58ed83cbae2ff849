import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { imageId } from "../trace/testing";
import { createFilm, type FilmPlan } from "./film";
import { layoutOf } from "./layout";
import { lookOf } from "./look";
import { createSheet } from "./sheet";
import { ALL_LAYERS, type Shot } from "./shot";

/** Every letter as wide as half of its height. */
const measure = {
  font: "",
  // Only the width of words is asked for.
  measureText: (words: string) => ({ width: words.length * 9.5 }) as TextMetrics,
};

const picture = { id: imageId("1"), width: 100, height: 50, bitmap: null };
const shot = (caption: string, region: Shot["region"] = null): Shot => ({
  heading: "1 · Thought",
  caption,
  side: "model",
  image: picture,
  region,
  marks: [],
});
const filmOf = (shots: readonly Shot[], more: Partial<FilmPlan> = {}) =>
  createFilm(
    {
      shots,
      size: { width: 1280, height: 720 },
      framesPerSecond: 30,
      captions: true,
      speed: 1,
      look: lookOf("light", "sans-serif"),
      layers: ALL_LAYERS,
      ...more,
    },
    measure,
  );
const namesOf = (film: ReturnType<typeof filmOf>): readonly string[] =>
  Array.from({ length: film.frameCount }, (_, frame) => film.nameOf(frame));

describe("a film", () => {
  it("has frames until its last shot is over, and no shorter one at any rate", () => {
    for (const framesPerSecond of [10, 12.5, 25, 30, 60]) {
      const film = filmOf([shot("a"), shot("b")], { framesPerSecond });
      expect(film.frameCount / framesPerSecond).toBeGreaterThanOrEqual(film.seconds - 1e-6);
      expect((film.frameCount - 1) / framesPerSecond).toBeLessThan(film.seconds);
    }
  });

  it("looks the same from frame to frame where nothing moves, and otherwise in each frame of a flight", () => {
    expect(new Set(namesOf(filmOf([shot("a"), shot("b")]))).size).toBe(2);
    const flown = new Set(namesOf(filmOf([shot("a"), shot("b", imageBox(10, 10, 20, 10))])));
    // 0.6 seconds at 30 frames, then at rest.
    expect(flown.size).toBeGreaterThanOrEqual(18);
    expect(flown.size).toBeLessThanOrEqual(20);
  });

  it("turns the pages of words that do not fit at once, each of them seen", () => {
    const words = Array.from({ length: 59 }, () => "considering").join(" ");
    const film = filmOf([shot(words)], { size: { width: 640, height: 480 } });
    const pages = namesOf(film).map((name) => Number(name.split(" ").at(-1)));
    expect(new Set(pages)).toEqual(new Set(Array.from({ length: Math.max(...pages) + 1 }, (_, i) => i)));
    expect(Math.max(...pages)).toBeGreaterThan(1);
  });

  it("takes no time for words that are not shown", () => {
    const words = "one two three four five six seven eight nine ten";
    expect(filmOf([shot(words)], { captions: false }).seconds).toBeLessThan(filmOf([shot(words)]).seconds);
  });

  it("is one frame where there is nothing to show", () => {
    expect(filmOf([]).frameCount).toBe(1);
    expect(namesOf(filmOf([]))).toHaveLength(1);
  });
});

describe("the layout of a frame", () => {
  it.each([
    [1280, 720],
    [1920, 1080],
    [1080, 1080],
    [800, 450],
    [320, 200],
    [64, 64],
    [7680, 4320],
    [1080, 1920],
  ])("leaves the picture most of %i × %i", (width, height) => {
    const { viewport, band, size, scale } = layoutOf({ width, height }, true);
    expect(viewport.height + band).toBeCloseTo(size.height);
    expect(size.width * scale).toBeCloseTo(width);
    expect(viewport.height).toBeGreaterThan(size.height * 0.4);
    expect(layoutOf({ width, height }, false).viewport).toEqual(size);
  });
});

describe("a sheet", () => {
  const sheetOf = (count: number, columns: number, scale = 1) =>
    createSheet({
      title: "",
      shots: Array.from({ length: count }, () => shot("")),
      columns,
      scale,
      look: lookOf("light", "sans-serif"),
      layers: ALL_LAYERS,
    }).size;

  it("has as many columns as were asked for, and no empty ones", () => {
    expect(sheetOf(6, 3).width).toBe(sheetOf(3, 3).width);
    expect(sheetOf(2, 3).width).toBe(sheetOf(2, 2).width);
    expect(sheetOf(4, 3).height).toBe(sheetOf(6, 3).height);
    expect(sheetOf(7, 3).height).toBeGreaterThan(sheetOf(6, 3).height);
  });

  it("has twice the pixels a side in print", () => {
    const { width, height } = sheetOf(5, 2);
    expect(sheetOf(5, 2, 2)).toEqual({ width: width * 2, height: height * 2 });
  });
});
