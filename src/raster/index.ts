// The raster turns actions into pixels, and files into images.
//
//   perform   do to pixels what an action plans; a mark is drawn, a view gives an image of its own
//   decode    a file's bytes into upright, opaque pixels, or why not; the header is read before anything is decoded
//   image files  where the bytes of source images lie; injected
//   recipe    how a derived image was made; its pixels are recomputed, not kept
//   executor  all of it behind one door: the tool executor of runs
//
// Pixels are named by what they are: a source image by the bytes of its file, a derived one by its pixels.
// Say "perform", not "apply" or "render"; "decode", not "load".
export { bitmapOf, bitmapOfTile } from "./bitmap";
export { type DecodedImage, decodeImage, type ImageNote } from "./decode";
export { encodePng, encodeRgbPng } from "./encodePng";
export {
  type AddedImage,
  createRasterExecutor,
  type DecodeImage,
  type ImageFiles,
  type Mismatch,
  type PictureMaker,
  type RasterExecutor,
  type RasterExecutorOptions,
  type Recipe,
} from "./executor";
export type { ImageFailure, ImageFailureCode } from "./failure";
export type { ImageHeader, ImageMime } from "./header/format";
export { readImageHeader } from "./header/header";
export { imageIdOfBytes, imageIdOfPixels } from "./imageId";
export type { DrawingStyles } from "./mark";
export { type PerformRefusal, performAction } from "./perform";
export { decodePng } from "./png";
export { thumbnailOf } from "./thumbnail";
