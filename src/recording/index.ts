// Films as files: frames that are painted one by one, encoded and packed, each with a time of its own.
//
//   frames      what is filmed: a function of a frame's number that paints it
//   container   the file: webm, mp4, gif
//   codec       how the pictures in it are packed
//   form        a container, a codec and the size that this browser was seen to encode
//
// Nothing is recorded off the screen: a recorder ends a film at the last change of its canvas, and writes a broken file of
// a still one. Say "form", not "format" or "profile".
export { filmForms } from "./probe";
export { recordFilm } from "./record";
