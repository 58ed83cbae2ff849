import type { ImageReference, LogRecord } from "../dialect";
import { digestOf } from "./digest";

/**
 * What records of one problem have in common: the question, the right answer and the pictures, in a few letters. Null
 * where nothing is asked. Pictures that the log dropped cannot be told apart, so that two problems with the same
 * question and answer are then one.
 */
export function groupOf({ question, reference, images }: LogRecord): string | null {
  const asked = question.trim();
  if (asked === "" && images.length === 0) return null;
  return digestOf(JSON.stringify([asked, reference?.answer ?? null, images.map(toldOfPicture)]));
}

/** Pictures that stand in the log are long, and differ early and often: a sample of their letters tells them apart. */
const SAMPLES = 4096;

export function toldOfPicture(image: ImageReference): string {
  if (image.kind !== "data") return image.kind === "name" ? image.name : "";
  const { url } = image;
  const stride = Math.max(1, Math.floor(url.length / SAMPLES));
  let sample = `${url.length}/`;
  for (let at = url.length - 1; at >= 0; at -= stride) sample += url[at];
  return sample;
}
