import { type FoundMark, MOST_FOUND } from "../action";
import { type Box, type ImageBox, type ImagePoint, imagePoint } from "../geometry";
import type { Pixels } from "../pixels";

/** What a tool found, in pixels of the image that it was given. */
export interface Found {
  readonly marks: readonly FoundMark[];
  /** Pixels that the tool drew, such as edges; of the size of what it looked at. */
  readonly image?: Pixels;
}

/** A mark around a box. */
export const boxMark = (box: ImageBox, words: string, confidence: number | null): FoundMark => ({
  outline: [
    imagePoint(box.left, box.top),
    imagePoint(box.left + box.width, box.top),
    imagePoint(box.left + box.width, box.top + box.height),
    imagePoint(box.left, box.top + box.height),
  ],
  words,
  confidence,
});

/** The surest marks, in the order that the tool gave them; those without a confidence count as certain. */
export function surest(marks: readonly FoundMark[], most: number = MOST_FOUND): readonly FoundMark[] {
  if (marks.length <= most) return marks;
  const least = marks.map(({ confidence }) => confidence ?? 1).sort((a, b) => b - a)[most - 1] ?? 0;
  return marks.filter(({ confidence }) => (confidence ?? 1) >= least).slice(0, most);
}

/** Marks that were found in a part, in pixels of the whole. */
export const movedBy = (marks: readonly FoundMark[], { left, top }: Pick<Box, "left" | "top">): readonly FoundMark[] =>
  marks.map((mark) => ({ ...mark, outline: mark.outline.map(({ x, y }) => imagePoint(x + left, y + top)) }));

/** The least upright box around an outline, in whole pixels: left, top, right, bottom. */
export function extentOf(outline: readonly ImagePoint[]): readonly [number, number, number, number] {
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  return [
    Math.round(Math.min(...xs)),
    Math.round(Math.min(...ys)),
    Math.round(Math.max(...xs)),
    Math.round(Math.max(...ys)),
  ];
}

/**
 * A finding in words, a line a mark: the words in JSON quotes where there are any, the box as left, top, right, bottom in
 * pixels, and the confidence. This is what a model reads of it.
 */
export function wordsOf(marks: readonly FoundMark[]): string {
  if (marks.length === 0) return "nothing found";
  return marks
    .map(({ outline, words, confidence }) => {
      const name = words === "" ? [] : [JSON.stringify(words)];
      const sure = confidence === null ? [] : [confidence.toFixed(2)];
      return [...name, `[${extentOf(outline).join(", ")}]`, ...sure].join(" ");
    })
    .join("\n");
}
