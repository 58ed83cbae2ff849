import type { FoundMark, ImageId, ToolCall } from "../../action";
import { ok } from "../../base";
import type { Size } from "../../geometry";
import type { Module } from "../module";
import { type Corners, cornersOfMark, scalar, type Thing, things } from "../value";

/** Words that ask for writing rather than for a class of objects. */
const WRITING = /^(?:the )?(?:text|texts|word|words|letter|letters|number|numbers|writing|label|sign text)$/i;

const callOn = (image: ImageId, tool: ToolCall["tool"], words: string): ToolCall => ({
  kind: "tool",
  image,
  tool,
  region: null,
  words,
});

/** Halves of a picture, for which LOC has words of its own: `top_box` and its kin. */
const HALVES: Readonly<Record<string, (size: Size) => Corners>> = {
  TOP: ({ width, height }) => [0, 0, width - 1, Math.trunc(height / 2)],
  BOTTOM: ({ width, height }) => [0, Math.trunc(height / 2), width - 1, height - 1],
  LEFT: ({ width, height }) => [0, 0, Math.trunc(width / 2), height - 1],
  RIGHT: ({ width, height }) => [Math.trunc(width / 2), 0, width - 1, height - 1],
};

const asThings = (found: readonly FoundMark[], size: Size, change = (box: Corners): Corners => box): readonly Thing[] =>
  found
    .map((mark) => ({ box: change(cornersOfMark(mark, size)), words: mark.words, confidence: mark.confidence }))
    .filter(({ box: [left, top, right, bottom] }) => left < right && top < bottom)
    .toSorted((a, b) => (b.confidence ?? 1) - (a.confidence ?? 1));

/** Boxes of what is named, surest first. The repository asks OWL-ViT; here the 80 classes, or lines of writing. */
export const LOC: Module = {
  takes: { image: "image", object: "text" },
  gives: "things",
  standsIn: "objects-for-phrases",
  plan(args) {
    const { image, size } = args.image();
    const words = args.text("object");
    const halfOf = Object.hasOwn(HALVES, words) ? HALVES[words] : undefined;
    if (halfOf) return ok({ kind: "give", on: image, value: things([{ box: halfOf(size), words, confidence: null }]) });
    const call = WRITING.test(words.trim())
      ? callOn(image, "read-text", "")
      : callOn(image, "find-objects", words.slice(0, 500));
    return ok({ kind: "find", on: image, calls: [call], read: (found) => things(asThings(found, size)) });
  },
};

/** As much larger about its middle as FACEDET makes a face: `enlarge_face`. */
function enlarged([left, top, right, bottom]: Corners, { width, height }: Size): Corners {
  const [x, y] = [Math.trunc(0.25 * (right - left)), Math.trunc(0.25 * (bottom - top))];
  return [Math.max(0, left - x), Math.max(0, top - y), Math.min(width, right + x), Math.min(height, bottom + y)];
}

/** Faces. The repository asks DSFD; here whole persons are found, and enlarged as it enlarges faces. */
export const FACEDET: Module = {
  takes: { image: "image" },
  gives: "things",
  standsIn: "persons-for-faces",
  plan(args) {
    const { image, size } = args.image();
    const read = (found: readonly FoundMark[]) =>
      things(asThings(found, size, (box) => enlarged(box, size)).map((thing) => ({ ...thing, words: "face" })));
    return ok({ kind: "find", on: image, calls: [callOn(image, "find-objects", "person")], read });
  },
};

/** All that is there, with its class. The repository asks MaskFormer for masks; here a box is the mask of what is in it. */
export const SEG: Module = {
  takes: { image: "image" },
  gives: "things",
  standsIn: "boxes-for-masks",
  plan(args) {
    const { image, size } = args.image();
    const read = (found: readonly FoundMark[]) => things(asThings(found, size));
    return ok({ kind: "find", on: image, calls: [callOn(image, "find-objects", "")], read });
  },
};

/** The words on a picture, from the top down. Not of the repository: its paper leaves new modules to the reader. */
export const OCR: Module = {
  takes: { image: "image" },
  gives: "scalar",
  standsIn: "own-module",
  plan(args) {
    const { image } = args.image();
    const read = (found: readonly FoundMark[]) => scalar(found.map(({ words }) => words).join(" "));
    return ok({ kind: "find", on: image, calls: [callOn(image, "read-text", "")], read });
  },
};
