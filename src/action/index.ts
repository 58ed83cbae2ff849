// An action is what a model does with its eyes, as data. No pixels here: an action plans, the raster performs.
//
//   view      an action that gives an image to look at: zoom, rotate, flip, select frames, imagine
//   program   code that a model wrote, kept as data; run only on a person's word, in the sandbox
//   operate   what is done to a screen that the image shows: clicks, drags, keys; kept and drawn, never performed
//   tool      what finds something on a picture: words, objects, lines; what it finds are marks with a confidence
//   mark      what an action leaves on the picture it names
//   plan      the operations on pixels that performing an action takes
//   fit       pull an action inside its image, or refuse it
//   shape     the part of an action that a hand can take hold of
//   tool executor   whoever performs actions and keeps the images that they produce; the raster is one
//
// Say "action", not "tool call"; say "mark", not "annotation"; say "tool executor", not "eyes"; say "produced image",
// not "seen image".
export {
  ACTION_NAMES,
  type Action,
  type ActionName,
  fitAction,
  imagesOf,
  imagesShownBy,
  isMark,
  isPerformed,
  isView,
  marksOf,
  parseAction,
  planAction,
} from "./action";
export { type DrawingStyle, type DrawnBy, drawnByField } from "./drawingStyle";
export { type FoundMark, foundField, MOST_FOUND } from "./found";
export { HAND_TOOLS, type HandTool } from "./handTool";
export { type ImageId, parseImageId } from "./image";
export type { Mark } from "./mark";
export { GESTURES, type Gesture, type Operate } from "./operate";
export { type ActionRefusal, FLIP_AXES, type FlipAxis, type RasterOperation } from "./plan";
export type { Program } from "./program";
export { moveShape, type Shape, shapeInSize, shapeOf, withShape } from "./shape";
export { TOOL_NAMES, TOOLS_WITH_WORDS, type ToolCall, type ToolName } from "./tool";
export type { ProducedImage, ToolExecutor, ToolFinding } from "./toolExecutor";
export { pixelsTouched } from "./zoom";
