// The picture and its marks on Konva, and the tools that speak actions.
//
//   mark      one action of one step, shown on the picture it names
//   side      whose hand a mark shows: model (solid) or human (dashed); a ghost is a road not taken (dotted)
//   camera    view = image × scale + offset; the viewport stays, the world moves
//   view      CSS pixels of the viewport, origin top left
//   hand      a gesture in progress: panning, pinching, grabbing, drawing, turning
//   draft     an action that a tool is still at
//   grip      the part of a shape that a hand holds; a handle is where it shows
//   overlay   the top layer: what is pointed at, chosen or in hand, and nothing else
//   retina    the exact pixels that the vision encoder was given
//
// The stage reads no store. Coordinates that it hands out are pixels of the image on show, inside it.
export { type Camera, cameraOnBox, imageFromView, type ViewPoint, viewFromImage, viewPoint } from "./camera";
export { Picture, type PictureProps } from "./Picture";
export { Retina } from "./Retina";
export type { RetinaProps } from "./retinaPlan";
export { DEFAULT_PALETTE, type Palette } from "./style";
export {
  type CameraTarget,
  type CameraView,
  type Inset,
  type LayerView,
  type StageImage,
  type StageMark,
  TOOLS,
  type Tone,
  type Tool,
} from "./surface";
export { drawThumbnail } from "./thumbnail";
export { readPalette } from "./usePalette";
export { describeMark, describePlace, ENGLISH_STAGE_WORDS, type StageWords } from "./words";
