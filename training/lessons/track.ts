import type { Rng } from "../../src/base";
import {
  type Difficulty,
  drawFilm,
  type Film,
  nameOf,
  TRACK_WORDINGS,
  think,
  trackBox,
  trackReference,
  trackResult,
  trackThought,
  type Way,
} from "../../src/gym";
import { drill, drills } from "./drill";
import { asked, begun, type Dialog, drawOpening, given, kindOf, type Lesson, learnt } from "./lesson";

const ASKED_COUNT = 2;

/** Two of the things that move are asked for. */
export const trackLesson = (rng: Rng, film: Film): Lesson => ({
  crops: [],
  dialogs: [
    ...rng
      .shuffle(film.ways)
      .slice(0, ASKED_COUNT)
      .map((way) => wayDialog(rng, film, way)),
    ...drills(() => wayDrill(rng)),
  ],
});

/** The way that something goes, from its boxes alone. */
function wayDrill(rng: Rng): Dialog {
  const film = drawFilm(rng, rng.int(1, 5) as Difficulty);
  const way = film.ways[0]!;
  const boxes = film.frames.map((_, frame) => trackBox(film, way, frame)).join("");
  return drill(
    rng,
    TRACK_WORDINGS.map((ask) => ask(nameOf(way.kind))),
    trackThought(way) + boxes,
    begun(trackResult(film, way)),
  );
}

function wayDialog(rng: Rng, film: Film, way: Way): Dialog {
  const opening = drawOpening(rng, { wrong: 0.3, given: 0.2, refused: 0 });
  const images = film.frames.map((_, frame) => frame);
  const question = asked(rng.pick(TRACK_WORDINGS)(nameOf(way.kind)), images.length);
  const boxes = images.map((frame) => trackBox(film, way, frame));
  const kind = kindOf("track", opening);
  const said = trackResult(film, way);
  switch (opening) {
    case "given":
      return { kind, images, stretches: [question, given(boxes[0]!), learnt(boxes.slice(1).join("") + said)] };
    case "wrong": {
      const other = rng.pick(film.ways.filter((candidate) => candidate !== way));
      const words = think("not that") + boxes.join("") + said;
      return { kind, images, stretches: [question, given(trackBox(film, other, 0)), learnt(words)] };
    }
    default:
      return { kind, images, stretches: [question, learnt(trackReference(film, way))] };
  }
}
