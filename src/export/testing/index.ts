// For tests of exports.
//
//   builders   steps in the words that a model would have said them in, and a small trace with a fork
//   inputs     lines of traces as writers take them, with pictures of the sizes that the traces say
export {
  answers,
  asks,
  codesOf,
  EXAMPLE,
  example,
  inputOf,
  JUDGED,
  judgedExample,
  linesIn,
  picturesBut,
  planned,
  QUESTION,
  says,
  shows,
  targetNamed,
  textIn,
  thinks,
  zooms,
} from "./build";
