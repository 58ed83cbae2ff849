import { expect, it } from "vitest";
import { intersectionOverUnion } from "../../geometry";
import { nameOf } from "../kinds";
import { lookBox } from "../scene";
import { actionsIn, expectHarderByLevel, expectLaws } from "../testing";
import { DIRECTIONS, type Film, type Way } from "./film";
import { TRACK_WORDINGS } from "./puzzle";

const asked = ({ layout, question }: { layout: Film; question: string }): Way => {
  const found = layout.ways.filter(({ kind }) => TRACK_WORDINGS.some((wording) => wording(nameOf(kind)) === question));
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** Where the asked object stands in each frame, by its name in the frame and not by its way. */
const placesOf = (film: Film, { kind }: Way) =>
  film.frames.map(({ objects }) => objects.filter((object) => nameOf(object) === nameOf(kind)));

it("tells the way that the object goes from frame to frame", () => {
  expectLaws<Film>("track", (problem) => {
    const { frames, size } = problem.layout;
    expect(problem.pictures).toHaveLength(frames.length);
    expect(frames.length >= 3 && frames.length <= 6).toBe(true);
    const places = placesOf(problem.layout, asked(problem)).map((found) => {
      expect(found).toHaveLength(1);
      return found[0]!.center;
    });
    places.slice(1).forEach((place, i) => {
      const [x, y] = [Math.sign(place.x - places[i]!.x), Math.sign(place.y - places[i]!.y)];
      const said = Object.entries(DIRECTIONS).find(([, way]) => way[0] === x && way[1] === y)?.[0];
      expect(said).toBe(problem.truth);
    });
    for (const { x, y } of places) expect(x > 0 && y > 0 && x < size.width && y < size.height).toBe(true);
  });
});

it("boxes the object once in each frame", () => {
  expectLaws<Film>("track", (problem) => {
    const boxes = actionsIn(problem);
    expect(boxes.map(({ picture }) => picture)).toEqual(problem.pictures.map((_, frame) => frame));
    const places = placesOf(problem.layout, asked(problem));
    boxes.forEach(({ action }, frame) => {
      expect(action.kind === "box" && intersectionOverUnion(action.box, lookBox(places[frame]![0]!)) > 0.8).toBe(true);
    });
  });
});

it("has no two things that touch in a frame", () => {
  expectLaws<Film>("track", ({ layout: { frames } }) => {
    for (const { objects } of frames) {
      objects.forEach((a, i) => {
        for (const b of objects.slice(i + 1)) {
          expect(Math.hypot(a.center.x - b.center.x, a.center.y - b.center.y)).toBeGreaterThan(a.radius + b.radius);
        }
      });
    }
  });
});

it("is harder from level to level for eyes that misjudge where things are", () => {
  expectHarderByLevel<Film>("track", (problem, blur) => {
    const places = placesOf(problem.layout, asked(problem));
    const [first, last] = [places[0]![0]!.center, places.at(-1)![0]!.center];
    const angle = Math.atan2(last.y - first.y + blur(30), last.x - first.x + blur(30));
    return EIGHTHS[(Math.round((angle / Math.PI) * 4) + 8) % 8]!;
  });
});

/** Clockwise from the right, as angles go in a picture. */
const EIGHTHS = ["right", "down right", "down", "down left", "left", "up left", "up", "up right"];
