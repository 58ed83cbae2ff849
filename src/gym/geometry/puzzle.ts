import type { Rng } from "../../base";
import { nameOf } from "../kinds";
import { act, answer, percentsAlong, think } from "../native";
import type { Puzzle, ReferenceTurn } from "../puzzle";
import type { Difficulty } from "../scene";
import { CONSTRUCTIONS, type Construction, drawFigure, type Figure } from "./figure";
import { minuteOf } from "./minute";
import { minuteOfWay, startOf, walksOf, waysOf } from "./walk";

/** The ways to ask for what an auxiliary line meets. */
export const GEOMETRY_WORDINGS: Readonly<Record<Construction, readonly string[]>> = {
  extension: ["Extend the arrow. What does it hit?", "What lies on the extension of the arrow?"],
  parallel: [
    "Draw the parallel to the arrow through the dot. What does it hit?",
    "What lies on the parallel to the arrow through the dot?",
  ],
  perpendicular: [
    "Draw the perpendicular to the arrow through the dot. What does it hit?",
    "What lies on the perpendicular to the arrow through the dot?",
  ],
};

/** Geometry: draw the auxiliary line, then say what it meets (after V-Thinker's constructions). */
export function geometryPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Figure> {
  const figure = drawFigure(rng, difficulty);
  const construction = rng.pick(CONSTRUCTIONS);
  const target = figure.targets[construction];
  const other = rng.pick(figure.objects.filter((object) => object !== target));
  const start = startOf(figure, construction);
  return {
    layout: figure,
    question: rng.pick(GEOMETRY_WORDINGS[construction]),
    truth: nameOf(target.kind),
    reference: geometryReference(figure, construction),
    rightMove: { kind: "line", points: [start, target.center], image: 0 },
    wrongMove: { kind: "line", points: [start, other.center], image: 0 },
  };
}

/** The arrow itself, traced first: the auxiliary line takes its direction from it. */
export const arrowLine = ({ arrow, size }: Figure): string => act("line", percentsAlong([arrow.from, arrow.to], size));

/** The auxiliary line, one action for each way that was walked. */
export const constructionLines = (figure: Figure, construction: Construction): string =>
  walksOf(figure, construction)
    .map((points) => act("line", percentsAlong(points, figure.size)))
    .join("");

/** Which way the arrow points, and which way the auxiliary line leads: as the minute hand of a clock would. */
export function minutesThought(figure: Figure, construction: Construction): string {
  const { from, to } = figure.arrow;
  const ways = waysOf(figure, construction).map(minuteOfWay);
  return think(`the arrow to minute ${minuteOf(from, to)}, the line to ${ways.join(" or ")}`);
}

export const constructionThought = (construction: Construction): string => think(`the arrow, then its ${construction}`);

function geometryReference(figure: Figure, construction: Construction): ReferenceTurn[] {
  const thought = minutesThought(figure, construction);
  const lines = arrowLine(figure) + thought + constructionLines(figure, construction);
  const said = answer(nameOf(figure.targets[construction].kind));
  return [{ author: "model", text: constructionThought(construction) + lines + said }];
}
