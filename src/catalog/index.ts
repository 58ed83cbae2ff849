// The catalog is what can be opened: models and sample problems.
//
//   card     what is known of a model, or of a family of problems, before it is opened
//   sample   a recorded run of the built-in model, with its picture
//   seed     the number that names a gym problem; people and tests use those below SEED_LIMIT
export type { ModelCard, Words } from "./card";
export { FAMILY_CARDS, type FamilyCard, gymProblem, SEED_LIMIT, seedInRange } from "./gym";
export { GYM_MODEL, MODEL_CARDS } from "./models";
export { cardForRepository } from "./repository";
export { type OpenedSample, openSample, type Sample, type SampleFailure } from "./sample";
export { type RecordedSample, SAMPLES } from "./samples";
