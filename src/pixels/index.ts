// Images as plain bytes, the same on every machine.
//
//   pixels   an image in memory: RGBA, 8 bits, straight alpha
//   resize   the one way the project shrinks or grows an image for a network; Pillow's Lanczos to the bit
//   crop     the part of an image under a box, on whole pixels
//   turn     rotate (clockwise) and flip; each gives a new image
//   draw…    smooth marks laid over an image, in place
export type { Color } from "./color";
export { crop, wholeBox } from "./crop";
export { boxCorners, drawBox } from "./draw/box";
export { circleCorners, fillCircle } from "./draw/circle";
export { GLYPH_HEIGHT, GLYPH_WIDTH } from "./draw/font";
export { drawArrow, drawLine } from "./draw/line";
export { fillPolygon } from "./draw/polygon";
export { drawText, textSize } from "./draw/text";
export type { Pixels } from "./pixels";
export { plain } from "./plain";
export { resize } from "./resize";
export { type FlipDirection, flip, rotate } from "./turn";
