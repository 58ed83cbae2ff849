import type { Rng } from "../../base";
import { type ImagePoint, imagePoint } from "../../geometry";
import { nameOf } from "../kinds";
import { act, answer, percentsAlong, think } from "../native";
import type { Puzzle, ReferenceTurn } from "../problem";
import type { Difficulty } from "../scene";
import { CONSTRUCTIONS, type Construction, drawFigure, type Figure } from "./figure";

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

/** Where an auxiliary line begins: at the arrow's tip, or at the dot. */
export const startOf = ({ arrow, dot }: Figure, construction: Construction): ImagePoint =>
  construction === "extension" ? imagePoint(arrow.to.x, arrow.to.y) : dot;

/** The arrow itself, traced first: the auxiliary line takes its direction from it. */
export const arrowLine = ({ arrow, size }: Figure): string => act("line", percentsAlong([arrow.from, arrow.to], size));

export function constructionLine(figure: Figure, construction: Construction): string {
  const ends = [startOf(figure, construction), figure.targets[construction].center];
  return act("line", percentsAlong(ends, figure.size));
}

export const constructionThought = (construction: Construction): string => think(`the arrow, then its ${construction}`);

export function geometryReference(figure: Figure, construction: Construction): ReferenceTurn[] {
  const lines = arrowLine(figure) + constructionLine(figure, construction);
  const said = answer(nameOf(figure.targets[construction].kind));
  return [{ author: "model", text: constructionThought(construction) + lines + said }];
}
