import { isFields, textField } from "./json";
import type { ImageReference } from "./record";

/** The marks that texts have where a picture stands. */
const MARK =
  /<image>|<__media__>|<\|vision_start\|>(?:<\|(?:image|video)_pad\|>|\[\d{1,7} \* \d{1,7}\])*<\|vision_end\|>/g;

/**
 * Where the texts of a message speak of its pictures by marks, and the pictures stand beside them as parts: each mark is
 * one of those, in order, and the part is not a second picture. `own` are the parts that are meant, `bank` their pictures.
 */
export function ownPictures(
  list: readonly unknown[],
  pictureOf: (part: unknown) => ImageReference | null,
): { readonly own: ReadonlySet<unknown>; readonly bank: readonly ImageReference[] } {
  let marks = 0;
  const pictures: { readonly part: unknown; readonly image: ImageReference }[] = [];
  for (const part of list) {
    const text = typeof part === "string" ? part : textField(part, "text", "input_text", "output_text");
    if (text !== null) marks += text.includes("<") ? [...text.matchAll(MARK)].length : 0;
    else if (isFields(part)) {
      const image = pictureOf(part);
      if (image && image.kind !== "dropped") pictures.push({ part, image });
    }
  }
  const meant = pictures.slice(0, marks);
  return { own: new Set(meant.map(({ part }) => part)), bank: meant.map(({ image }) => image) };
}
