import type { Rng } from "../../base";
import { drawChart, hasCutAxes } from "../chart/layout";
import { chartPuzzleOf } from "../chart/puzzle";
import { countPuzzleOf, drawQuery } from "../count";
import type { Difficulty } from "../scene";
import { DIRECTIONS, type Direction, drawDirectionAt, drawFilm, type Way } from "../track/film";
import { trackPuzzleOf } from "../track/puzzle";
import type { TrapPuzzle } from "./puzzle";

/** The least and the most that are to be counted; no problem that a model is trained on has more than six. */
const MANY = [7, 9] as const;

/** Shortcut: problems as the families have them, but in ways that are rare at this difficulty there or never happen. */
export function shortcutPuzzle(rng: Rng, difficulty: Difficulty): TrapPuzzle {
  const drawn = rng.pick(["many", "opposite", "cut"] as const);
  switch (drawn === "cut" && hasCutAxes(difficulty) ? rng.pick(["many", "opposite"] as const) : drawn) {
    case "many":
      return { family: "count", ...countPuzzleOf(rng, difficulty, drawQuery(rng), rng.int(...MANY)) };
    case "opposite":
      return { family: "track", ...oppositeFilm(rng, difficulty) };
    case "cut":
      return { family: "chart", ...chartPuzzleOf(rng, drawChart(rng, difficulty, true)) };
  }
}

/** Everything but the object asked for moves the opposite way. */
function oppositeFilm(rng: Rng, difficulty: Difficulty) {
  const direction = drawDirectionAt(rng, difficulty);
  const film = drawFilm(rng, difficulty, (object) => (object === 0 ? direction : OPPOSITES[direction]));
  const [way, other] = film.ways as [Way, Way, ...Way[]]; // a film has two objects at least
  return trackPuzzleOf(rng, film, way, other);
}

const OPPOSITES = Object.fromEntries(
  Object.entries(DIRECTIONS).map(([name, [x, y]]) => [
    name,
    Object.entries(DIRECTIONS).find(([, way]) => way[0] === 0 - x && way[1] === 0 - y)?.[0],
  ]),
) as Readonly<Record<Direction, Direction>>; // every way has its opposite among them
