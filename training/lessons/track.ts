import type { Rng } from "../../src/base";
import { answer, type Film, nameOf, TRACK_WORDINGS, think, trackBox, trackReference, type Way } from "../../src/gym";
import { asked, type Dialog, drawOpening, given, kindOf, type Lesson, learnt } from "./lesson";

const ASKED_COUNT = 2;

/** Two of the things that move are asked for. */
export const trackLesson = (rng: Rng, film: Film): Lesson => ({
  crops: [],
  dialogs: rng
    .shuffle(film.ways)
    .slice(0, ASKED_COUNT)
    .map((way) => wayDialog(rng, film, way)),
});

function wayDialog(rng: Rng, film: Film, way: Way): Dialog {
  const opening = drawOpening(rng, { wrong: 0.15, given: 0.15, refused: 0 });
  const images = film.frames.map((_, frame) => frame);
  const question = asked(rng.pick(TRACK_WORDINGS)(nameOf(way.kind)), images.length);
  const boxes = images.map((frame) => trackBox(film, way, frame));
  const kind = kindOf("track", opening);
  const said = answer(way.direction);
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
