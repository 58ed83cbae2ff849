import { firstTwo, keysOf, type Rng } from "../../base";
import { drawChart, hasCutAxes } from "../chart/layout";
import { chartPuzzleOf } from "../chart/puzzle";
import { countPuzzleOf, drawQuery } from "../count";
import type { TrapPuzzle } from "../problem";
import type { Difficulty } from "../scene";
import { DIRECTIONS, type Direction, drawDirectionAt, drawFilm } from "../track/film";
import { trackPuzzleOf } from "../track/puzzle";

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
  const film = drawFilm(rng, difficulty, (object) => (object === 0 ? direction : oppositeOf(direction)));
  const [way, other] = firstTwo(film.ways);
  return trackPuzzleOf(rng, film, way, other);
}

function oppositeOf(direction: Direction): Direction {
  const [x, y] = DIRECTIONS[direction];
  const opposite = keysOf(DIRECTIONS).find((name) => DIRECTIONS[name][0] === 0 - x && DIRECTIONS[name][1] === 0 - y);
  if (opposite === undefined) throw new Error(`Nothing is opposite to ${direction}`);
  return opposite;
}
