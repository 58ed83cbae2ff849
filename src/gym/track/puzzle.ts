import { firstTwo, type Rng } from "../../base";
import { nameOf } from "../kinds";
import { act, answer, percents, think } from "../native";
import type { Puzzle } from "../puzzle";
import { type Difficulty, lookBox, type SceneObject } from "../scene";
import { drawFilm, type Film, type Way } from "./film";

/** The ways to ask for a motion, given the object's name. */
export const TRACK_WORDINGS: readonly ((name: string) => string)[] = [
  (name) => `How does the ${name} move?`,
  (name) => `Which way does the ${name} move?`,
  (name) => `Track the ${name}. Where does it go?`,
];

/** Track: box the same thing in every frame, then say how it moved. */
export function trackPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Film> {
  const film = drawFilm(rng, difficulty);
  const [way, other] = firstTwo(rng.shuffle(film.ways));
  return trackPuzzleOf(rng, film, way, other);
}

/** A puzzle about one object of a film; the other is what a misled person would box. */
export function trackPuzzleOf(rng: Rng, film: Film, way: Way, other: Way): Puzzle<Film> {
  return {
    layout: film,
    question: rng.pick(TRACK_WORDINGS)(nameOf(way.kind)),
    truth: way.direction,
    reference: [{ author: "model", text: trackReference(film, way) }],
    rightMove: { kind: "box", box: lookBox(way.places[0]!), image: 0 },
    wrongMove: { kind: "box", box: lookBox(other.places[0]!), image: 0 },
  };
}

export const trackThought = ({ kind }: Way): string => think(`box the ${nameOf(kind)} in each frame`);

export const trackBox = (film: Film, way: Way, frame: number): string =>
  act("box", percents(lookBox(way.places[frame]!), film.size), { image: frame });

/** Where the first and the last box begin, then the way from one to the other. */
export function trackResult({ size }: Film, { places, direction }: Way): string {
  const corner = (place: SceneObject) => percents(lookBox(place), size).split(" ").slice(0, 2).join(" ");
  return think(`from ${corner(places[0]!)} to ${corner(places.at(-1)!)}`) + answer(direction);
}

export const trackReference = (film: Film, way: Way): string =>
  trackThought(way) + film.frames.map((_, frame) => trackBox(film, way, frame)).join("") + trackResult(film, way);
