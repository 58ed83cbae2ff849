import { expect, it } from "vitest";
import { strokeOf } from "./strokes";

it("gives 28 runs strokes of their own, and neighbours both another hue and other dashes", () => {
  const strokes = Array.from({ length: 28 }, (_, nth) => strokeOf(nth));
  expect(new Set(strokes.map(({ colour, dash }) => `${colour} ${dash}`)).size).toBe(28);
  for (const [i, { colour, dash }] of strokes.entries()) {
    const next = strokeOf(i + 1);
    expect(next.colour === colour || next.dash === dash).toBe(false);
  }
});
