/** Letters that a browser lays out in one piece without a person noticing. */
const WHOLE_LETTERS = 4000;
/** Of a longer text some parts are laid out at once: those in sight and those near it. */
const PART_LETTERS = 2000;
/** So far back from the end of a part an end of line is looked for. */
const LINE_WITHIN = 1000;

/** One part of a long text; parts in their order are the whole text. */
export interface TextPart {
  readonly text: string;
  /** Place in the whole text, UTF-16 units. */
  readonly from: number;
  /** Whether a line ends with it. Else its last line goes on in the next part. */
  readonly endsLine: boolean;
}

/** A text in parts that are laid out one by one: cut behind ends of lines, and within a line only where that is very long. */
export function textParts(text: string): readonly TextPart[] {
  if (text.length <= WHOLE_LETTERS) return [{ text, from: 0, endsLine: text.endsWith("\n") }];
  const parts: TextPart[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfPart(text, from);
    parts.push({ text: text.slice(from, to), from, endsLine: text[to - 1] === "\n" });
    from = to;
  }
  return parts;
}

function endOfPart(text: string, from: number): number {
  const most = from + PART_LETTERS;
  if (most >= text.length) return text.length;
  const line = text.lastIndexOf("\n", most - 1) + 1;
  if (line > most - LINE_WITHIN) return line;
  // Never between the two halves of one letter.
  return isLowHalf(text.charCodeAt(most)) ? most - 1 : most;
}

const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
