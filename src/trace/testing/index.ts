// Builders for tests of traces: short names give whole, valid values.
export {
  addImage,
  addStep,
  batch,
  built,
  derived,
  entry,
  generation,
  imageId,
  source,
  step,
  stepId,
  traceId,
  trunk,
  zoomIn,
} from "./build";
