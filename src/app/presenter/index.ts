// A talk: the open trace before an audience, without the panels.
//
//   talk       what is presented: the line in sight step by step, or a story chapter by chapter
//   stop       what is on show at one moment of it
//   caption    what is read from the back of the room
//   spotlight  dims everything but what is new in a step
//   laser      a red point that follows the pointer
//   guess      a box that the audience draws before the place of a step is revealed
//   notes      what only the speaker sees, in a second window
//
// Say "talk", not "slideshow" or "presentation mode"; say "chapter", not "slide".
export { Presenter } from "./Presenter";
