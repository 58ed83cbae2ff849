// A line as it is shown to people who do not have the page: a film, a sheet of all steps, figures for a paper.
//
//   shot      one step as it is shown: a picture, where the camera is on it, its marks, its words
//   timeline  when each shot begins, how long the camera flies and the shot stays
//   film      a function of a frame's number: no clock, the same pixels from run to run
//   sheet     one picture of all shots
//   figure    one shot without words, as pixels or with marks as vectors
//   look      the colours and the font of all of these
//
// Marks are painted by the stage's own functions. Say "shot", not "scene" (what the page shows of a step) or "slide".
export { captionOf } from "./caption";
export { figureSvg, figureViewport, paintFigure } from "./figure";
export { createFilm, type Film } from "./film";
export { type Look, lookOf } from "./look";
export { latexOf, latexSteps } from "./paper/latex";
export { markdownOf } from "./paper/markdown";
export type { Paper, PaperStep } from "./paper/step";
export { createSheet, type Sheet } from "./sheet";
export { ALL_LAYERS, type Shot } from "./shot";
