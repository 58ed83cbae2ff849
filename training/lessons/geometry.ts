import type { Rng } from "../../src/base";
import {
  act,
  answer,
  arrowLine,
  CONSTRUCTIONS,
  type Construction,
  constructionLine,
  constructionThought,
  type Figure,
  GEOMETRY_WORDINGS,
  nameOf,
  percentsAlong,
  startOf,
} from "../../src/gym";
import { asked, type Dialog, drawOpening, given, kindOf, type Lesson, learnt } from "./lesson";

/** Every construction is asked for once. */
export const geometryLesson = (rng: Rng, figure: Figure): Lesson => ({
  crops: [],
  dialogs: CONSTRUCTIONS.map((construction) => constructionDialog(rng, figure, construction)),
});

function constructionDialog(rng: Rng, figure: Figure, construction: Construction): Dialog {
  const opening = drawOpening(rng, { wrong: 0.18, given: 0.12, refused: 0 });
  const question = asked(rng.pick(GEOMETRY_WORDINGS[construction]));
  const target = figure.targets[construction];
  const said = answer(nameOf(target.kind));
  const thought = constructionThought(construction);
  const whole = arrowLine(figure) + constructionLine(figure, construction) + said;
  const shared = { kind: kindOf("geometry", opening), images: [0], answersAtLine: true };
  switch (opening) {
    case "given":
      // The arrow is traced all the same: only so is it known that the line given is the right one.
      return {
        ...shared,
        stretches: [
          question,
          given(constructionLine(figure, construction)),
          learnt(thought + arrowLine(figure) + said),
        ],
        answersAtLine: false,
      };
    case "wrong": {
      const other = rng.pick(figure.objects.filter((object) => object !== target));
      const wrong = act("line", percentsAlong([startOf(figure, construction), other.center], figure.size));
      return { ...shared, stretches: [question, given(wrong), learnt(thought + whole)] };
    }
    default:
      return { ...shared, stretches: [question, learnt(thought + whole)] };
  }
}
