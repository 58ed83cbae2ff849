// Problems made by rule, whose answer needs a visual action.
//
//   family      a sort of problem: find (a letter to zoom in on), count (objects to box)
//   seed        names one problem of a family; the same seed gives the same bytes anywhere
//   scene       what the picture holds, told without pixels
//   kind        shape and colour; an object is asked for by its kind, so the kind must be its own
//   reference   a right way to the truth, in the native dialect
export { checkAnswer } from "./answer";
export { countReference } from "./count";
export { findReference } from "./find";
export { FAMILIES, generateProblem } from "./generate";
export {
  COLOURS,
  type Colour,
  classOf,
  KINDS,
  type Kind,
  LETTERS,
  nameOf,
  SHAPES,
  type Shape,
  sameKind,
} from "./kinds";
export { act, answer, percents, think, withArticle } from "./native";
export { outlineOf } from "./outline";
export type { Family, GymProblem, ReferenceTurn } from "./problem";
export {
  CELL,
  type Difficulty,
  GRID,
  letterBox,
  lookBox,
  PICTURE_SIZE,
  type Scene,
  type SceneObject,
  uniqueObjects,
} from "./scene";
export { COUNT_WORDINGS, FIND_WORDINGS, matches, plural, type Query, singular } from "./wording";
