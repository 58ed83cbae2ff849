import { type Brand, err, ok, type Result } from "../base";

/**
 * The name of an image: SHA-256 in lower-case hex. A source image is named by the bytes of its file as given;
 * a derived one by its pixels, so that recomputing it anywhere gives the same name.
 */
export type ImageId = Brand<string, "ImageId">;

/** `text` as the name of an image, where it has the form of one. */
export const parseImageId = (text: string): Result<ImageId, "not-an-image-id"> =>
  /^[0-9a-f]{64}$/.test(text) ? ok(text as ImageId) : err("not-an-image-id");
