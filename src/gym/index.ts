// Problems made by rule, whose answer needs a visual action.
//
//   family      a sort of problem: find, count, maze, measure, track, geometry, chart
//   seed        with the family and the difficulty it names a problem; the same name gives the same bytes anywhere
//   layout      what the picture holds, told without pixels: a scene, a maze, a rule, a figure, a chart, a film
//   kind        shape and colour, or a thing; an object is asked for by its kind, so the kind must be its own
//   thing       an everyday object out of the atlas
//   reference   a right way to the truth, in the native dialect
//   trap        a problem in which a known mistake of models lies near: for measuring, never for training
//   flywheel    problems that are drafted freely, checked against their own pictures, and made harder: their answer
//               becomes a condition of the next question
//   move        a first action that a person could make by hand, right or wrong
//
// Say "family", not "task" or "category"; "reference", not "solution"; "truth" for the right answer, not "label" or "gold".
export { generateTrap, TRAPS, type Trap } from "./adversarial/trap";
export { checkAnswer, readAnswer } from "./answer";
export { type Chart, type Entry, figureBox as axisFigureBox } from "./chart/layout";
export { axisCorners, entryCorners } from "./chart/paint";
export {
  CHART_WORDINGS,
  chartLine,
  chartResult,
  chartThought,
  chartZoom,
  entryName,
} from "./chart/puzzle";
export { countReference } from "./count";
export { closeReading, closerLook, reading } from "./find";
export { type Reject, STAGES, type Stage } from "./flywheel/check";
export { type MadeProblem, type Outcome, type Spin, spin } from "./flywheel/flywheel";
export { FAMILIES, generateProblem, type ProblemName } from "./generate";
export {
  CONSTRUCTIONS,
  type Construction,
  DOT_RADIUS,
  drawFigure,
  type Figure,
} from "./geometry/figure";
export { ARROW_THICKNESS } from "./geometry/paint";
export {
  arrowLine,
  constructionLines,
  constructionThought,
  GEOMETRY_WORDINGS,
  minutesThought,
} from "./geometry/puzzle";
export { startOf, walkToRim, waysOf } from "./geometry/walk";
export {
  COLOURS,
  type Colour,
  classOf,
  isThing,
  type Kind,
  LETTERS,
  nameOf,
  SHAPE_KINDS,
  SHAPES,
  type Shape,
  type ShapeKind,
  THING_KINDS,
} from "./kinds";
export { type Corridor, cellCenter, drawMaze, endBox, type Maze } from "./maze/maze";
export { START_RADIUS, wallsOf } from "./maze/paint";
export { MAZE_WORDINGS, mazeLine, mazeThought } from "./maze/puzzle";
export { barCorners, stickCorners } from "./measure/paint";
export {
  bothLines,
  lengthsThought,
  MEASURE_WORDINGS,
  measureResult,
  measureThought,
} from "./measure/puzzle";
export { drawRule, figureBox as barFigureBox, type Rule, type Stick } from "./measure/rule";
export { act, answer, percents, percentsAlong, think, withArticle } from "./native";
export { outlineOf } from "./outline";
export type { GymProblem, Layout } from "./problem";
export type { Family, Move, ReferenceTurn } from "./puzzle";
export {
  CELL,
  closeBox,
  type Difficulty,
  GRID,
  hasSmallLetter,
  letterBox,
  lookBox,
  PICTURE_SIZE,
  type Scene,
  type SceneObject,
  uniqueObjects,
} from "./scene";
export type { Atlas } from "./things/atlas";
export { loadAtlas } from "./things/atlas";
export { THINGS, type Thing } from "./things/names";
export { DIRECTIONS, drawFilm, type Film, type Way } from "./track/film";
export { TRACK_WORDINGS, trackBox, trackReference, trackResult, trackThought } from "./track/puzzle";
export { COUNT_WORDINGS, FIND_WORDINGS, matches, plural, type Query, singular } from "./wording";
