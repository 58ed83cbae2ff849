// Films, sheets and figures of the line in sight.
//
//   kind    what is made: a film, one picture of all steps, files for a paper
//   shots   the steps of the line between two of them, as they are shown
//
// Say "film", not "video" or "recording".
export { FilmDialog } from "./FilmDialog";
