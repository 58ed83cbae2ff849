import type { ImageReference, LogRecord } from "../dialect";

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

function toldOfPicture(image: ImageReference): string {
  if (image.kind !== "data") return image.kind === "name" ? image.name : "";
  const { url } = image;
  const stride = Math.max(1, Math.floor(url.length / SAMPLES));
  let sample = `${url.length}/`;
  for (let at = url.length - 1; at >= 0; at -= stride) sample += url[at];
  return sample;
}

/** Fourteen letters that differ where the words do: cyrb53, two sums of 32 bits of which 53 are kept. Made for each record. */
function digestOf(words: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < words.length; at++) {
    const code = words.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, "0");
}
