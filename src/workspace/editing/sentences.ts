/** Part of some words, `from` before `to`, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The sentences of a text in any language, without the white space around them; a line break ends one. */
export function sentencesOf(text: string): readonly Span[] {
  const segments = new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text);
  return [...segments].flatMap(({ index, segment }) => {
    const before = segment.length - segment.trimStart().length;
    const length = segment.trim().length;
    return length === 0 ? [] : [{ from: index + before, to: index + before + length }];
  });
}
