// Places and extents, always in a named space.
//
//   image space   pixels of one image, origin top left, x right, y down; what the trace stores
//   crop space    pixels of a crop's own rectangle; becomes image space through `imageFromCrop`
//   view space    CSS pixels of the stage; becomes image space through `imageFromView`
//   percent       0–100 of an image's width and height; what the native dialect writes
//
// Transforms are named target-from-source and read right to left.
// Say "box", not "rectangle", "rect" or "bbox"; "size", not "dimensions".
export {
  type Box,
  boxFromCorners,
  boxFromPoints,
  type CropBox,
  centerOf,
  clampBox,
  cornersOf,
  type ImageBox,
  imageBox,
  imageFromCrop,
  intersectionOverUnion,
  isRealBox,
  moveBox,
  padBox,
  roundBox,
} from "./box";
export {
  isOrientation,
  ORIENTATIONS,
  type Orientation,
  storedSize,
  uprightBoxFromStored,
  uprightFromStored,
} from "./orientation";
export { clampPoint, distance, type ImagePoint, imagePoint, isFinitePoint, type Point } from "./point";
export { areaOf, type Size } from "./size";
export { QWEN2_BUDGET, type ResizeBudget, type ResizeRule, roundHalfToEven, smartResize } from "./smartResize";
export { cosineAndSine, turnedSize } from "./turn";
