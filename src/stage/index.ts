// The picture and its marks on Konva, and the tools that speak actions.
//
//   mark      one action of one step, shown on the picture it names
//   side      whose hand a mark shows: model (solid) or human (dashed); a ghost is a road not taken (dotted)
//   camera    view = image × scale + offset; the viewport stays, the world moves
//   view      CSS pixels of the viewport, origin top left
//   gesture   what a press has begun: panning, pinching, grabbing, drawing, turning
//   draft     an action that a tool is still at
//   grip      the part of a shape that is held; a handle is where it shows
//   overlay   the top layer: what is pointed at, chosen or held, and nothing else
//   judged    what a person judged on the picture: a region, or a link between two places; on a layer of its own
//   scene     what a step of a line shows: picture, part, marks; pure, for whatever shows it
//   still     a scene painted once, on any canvas
//   encoder   shows the exact pixels that the vision encoder was given
//
// Say "gesture", not "hand": hand is the tool that pans. Say "controller" for what gestures share, not "desk" or "context".
// Say "encoder view", not "retina" or "eye"; "pill" is the ground under a mark's words, "label" is an action.
//
// The stage reads no store. Coordinates that it hands out are pixels of the image on show, inside it.
export {
  between,
  type Camera,
  cameraOnBox,
  cameraOnImage,
  cameraOnSight,
  eased,
  imageFromView,
  type ViewPoint,
  viewFromImage,
  viewPoint,
} from "./camera/camera";
export type {
  CameraTarget,
  CameraView,
  Inset,
  JudgedMark,
  LayerView,
  StageImage,
  StageMark,
  StageTile,
  Stroke,
  Tone,
} from "./contract/surface";
export { describeMark, describePlace, ENGLISH_STAGE_WORDS, type StageWords } from "./contract/words";
export { EncoderView } from "./encoder/EncoderView";
export type { EncoderViewProps } from "./encoder/encoderPlan";
export { Picture, type PictureProps } from "./Picture";
export type { Context2D } from "./painting/paint";
export { readPalette } from "./painting/readPalette";
export { paintStill, type Still } from "./painting/still";
export { DEFAULT_PALETTE, type Palette } from "./painting/style";
export { drawThumbnail } from "./painting/thumbnail";
export { type Measure, svgOfStill } from "./painting/vector";
export { actionInward, actionOutward, type Placement, placementsAlong } from "./scene/placement";
export { actionsOnImage, DRAFT_STEP, NO_SCENE, onImage, type Scene, sceneAt } from "./scene/scene";
