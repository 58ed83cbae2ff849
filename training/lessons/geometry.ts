import type { Rng } from "../../src/base";
import {
  act,
  answer,
  arrowLine,
  CONSTRUCTIONS,
  type Construction,
  constructionLines,
  constructionThought,
  type Difficulty,
  drawFigure,
  type Figure,
  GEOMETRY_WORDINGS,
  minutesThought,
  nameOf,
  percentsAlong,
  startOf,
  walkToRim,
  waysOf,
} from "../../src/gym";
import { drill, drills } from "./drill";
import { asked, begun, type Dialog, drawOpening, given, kindOf, type Lesson, learnt } from "./lesson";

/** Every construction is asked for once. */
export const geometryLesson = (rng: Rng, figure: Figure): Lesson => ({
  crops: [],
  dialogs: [
    ...CONSTRUCTIONS.map((construction) => constructionDialog(rng, figure, construction)),
    ...drills(() => walkDrill(rng)),
  ],
});

/** Which way a line leads from the arrow's ends alone, and where it goes from its start. */
function walkDrill(rng: Rng): Dialog {
  const figure = drawFigure(rng, rng.int(1, 3) as Difficulty);
  const construction = rng.pick(CONSTRUCTIONS);
  const told = constructionThought(construction) + arrowLine(figure);
  const start = startOf(figure, construction);
  const walks = waysOf(figure, construction)
    .map((way) => act("line", percentsAlong(walkToRim(figure, start, way), figure.size)))
    .join("");
  const [begins] = walks.match(/^<act>line \d+ \d+/)!;
  return drill(
    rng,
    GEOMETRY_WORDINGS[construction],
    told,
    begun(minutesThought(figure, construction)),
    // Nothing tells where the dot is.
    given(begins),
    begun(walks.slice(begins.length)),
  );
}

function constructionDialog(rng: Rng, figure: Figure, construction: Construction): Dialog {
  const opening = drawOpening(rng, { wrong: 0.25, given: 0.2, refused: 0 });
  const { objects, targets } = figure;
  const words = learnt(
    constructionThought(construction) +
      arrowLine(figure) +
      minutesThought(figure, construction) +
      constructionLines(figure, construction) +
      answer(nameOf(targets[construction].kind)),
  );
  // A line that somebody else drew is checked by drawing it again.
  const met = {
    own: [],
    refused: [],
    given: [targets[construction]],
    wrong: [rng.pick(objects.filter((object) => object !== targets[construction]))],
  }[opening];
  const theirs = met.map(({ center }) =>
    given(act("line", percentsAlong([startOf(figure, construction), center], figure.size))),
  );
  return {
    kind: kindOf("geometry", opening),
    stretches: [asked(rng.pick(GEOMETRY_WORDINGS[construction])), ...theirs, words],
    images: [0],
    answersAtLine: true,
  };
}
