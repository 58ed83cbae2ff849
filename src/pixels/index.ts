// Images as plain bytes, the same on every machine.
//
//   pixels   an image in memory: RGBA, 8 bits, straight alpha
//   resize   the one way the project shrinks or grows an image of its own; Pillow's Lanczos to the bit.
//            `resizeAsTorchvision` is for networks whose processors resize so
//   crop     the part of an image under a box, on whole pixels
//   level    a picture as small as it is drawn: half as wide and high as the level before it;
//            where a level is large it is drawn tile by tile
//   turn     rotate (clockwise) and flip; each gives a new image
//   draw…    smooth marks laid over an image, in place
//   retouch  what modules of programs do to pixels: grey or blur around boxes, labels
//   alter    noise or one colour over a part, to learn what that part is worth; or the whole of it made worse (degrade)
//
// Say "pixels" for bytes in memory, "image" for what has a name in the trace; not "bitmap", which only a canvas can draw.
export { type Alteration, alter } from "./alter";
export { boxBlurred, gaussianBlurred } from "./blur";
export { crop, cropOnBlack, wholeBox } from "./crop";
export type { Degradation } from "./degrade";
export { boxCorners, drawBox } from "./draw/box";
export { circleCorners, fillCircle } from "./draw/circle";
export { GLYPH_HEIGHT, GLYPH_WIDTH } from "./draw/font";
export { drawArrow, drawLine } from "./draw/line";
export { fillPolygon } from "./draw/polygon";
export { drawText, textSize } from "./draw/text";
export {
  boundedLevel,
  boxOfTile,
  levelForScale,
  levelWithin,
  type PictureTile,
  partAtLevel,
  sizeAtLevel,
  tilesUnder,
} from "./levels";
export { type Color, type Pixels, plain } from "./pixels";
export { type ResizeKernel, resize, resizeAsTorchvision } from "./resize";
export { EMOJI, type Emoji, type Retouch, retouch } from "./retouch";
export { type FlipDirection, flip, rotate } from "./turn";
