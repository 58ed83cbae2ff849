// A line or a story as a film, as a sheet, or as figures for a paper.
export { recordFilm, savePaper, saveSheet } from "./recordFilm";
