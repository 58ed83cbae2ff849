// The catalog is what can be opened: models and sample problems.
//
//   card     what is known of a model, or of a family of problems, before it is opened
//   sample   a recorded run of the built-in model, with its picture
//   sort     of a gym problem: its family, or the trap in it
//   name     of a gym problem: its sort, its difficulty (a level from 1 to 5) and its seed
//   seed     people and tests use those below SEED_LIMIT; a model was trained on others
//
// Say "card", not "entry" or "config"; "level" on the screen and "difficulty" in the gym are the same number.
export { type Boxes, type ModelCard, type ServedModel, serverCard, type Words } from "./card";
export { FAMILY_CARDS, type FamilyCard, SORT_CARDS, TRAP_CARDS } from "./families";
export { type FlywheelWorker, type SpinEnd, spinFlywheel } from "./flywheel/client";
export { gymProblem } from "./gym";
export {
  type GymName,
  parseGymName,
  pictureNames,
  printGymName,
  SEED_LIMIT,
  seedInRange,
  USUAL_LEVEL,
} from "./gymName";
export { GYM_MODEL, MODEL_CARDS, PHOTOGRAPH_MODEL } from "./models";
export { pointingNamed } from "./pointing";
export { cardForRepository, parseMirror } from "./repository";
export { type OpenedSample, openSample, type Sample, type SampleFailure } from "./sample";
export { PHOTOGRAPH, PROGRAM, RECORDED, type RecordedSample, SAMPLES } from "./samples";
export { LEVELS, type Sort, sortNamed } from "./sorts";
