/** What shows letters needs of a canvas: how wide words are in the font that it has. */
export type WidthOf = (words: string) => number;

/** What there is to read is counted in tenths of a word. */
const WORD = 10;
/** A letter of a script without spaces: 5 of them are read in the time of 3 words. */
const WIDE_LETTER = 6;
/** A caption holds 60 words; what is longer is cut, and read in the trace. */
const MOST = 60 * WORD;
/** What one reads beside a picture that moves: a little under the 4 words a second of a page of prose. */
const A_SECOND = 3.3 * WORD;

/** Han, kana and Hangul, with their marks: lines may break between any two of them. */
const WIDE =
  /[\u1100-\u11FF\u2E80-\u303F\u3040-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]/u;
/** What may not begin a line, in either script. */
const CLOSING = /^[，。、！？：；）》」』】’”…,.!?:;)\]}]/u;

/** A longer run of letters is no word that is read, such as an address: it may be broken, and counts as several. */
const LONGEST_WORD = 24;

/** Words cut into what a line may not break: words with the space behind them, letters of wide scripts one by one. */
function pieces(words: string): readonly string[] {
  const found = words.match(/\s+|[^\s]/gu) ?? [];
  const whole: string[] = [];
  for (const letter of found) {
    const last = whole.at(-1);
    const joins =
      last !== undefined &&
      last.length < LONGEST_WORD &&
      (/^\s/.test(letter) || CLOSING.test(letter) || !(WIDE.test(letter) || WIDE.test(last) || /\s$/.test(last)));
    if (joins) whole[whole.length - 1] = last + letter;
    else whole.push(letter);
  }
  return whole;
}

/** Letters that no caption goes beyond: as many pieces as it has at most and one more, of one wide letter each and the longest. */
const CAPTION_LETTERS = (MOST / WIDE_LETTER + 2) * (LONGEST_WORD + 1);

const unitsOf = (piece: string): number => {
  const wide = [...piece].filter((letter) => WIDE.test(letter)).length;
  return wide > 0 ? wide * WIDE_LETTER : WORD;
};

/** The words of a caption: on one line, cut at the end of a word where they are more than one reads while watching. */
export function captionOf(words: string): string {
  let units = 0;
  let kept = "";
  // A step may have said a book, of which no more is looked through than is shown.
  for (const piece of pieces(words.replace(/\s+/g, " ").trim().slice(0, CAPTION_LETTERS))) {
    units += unitsOf(piece);
    if (units > MOST) return `${kept.trimEnd()}…`;
    kept += piece;
  }
  return kept;
}

/** How long it takes to read a caption, in seconds. */
export const readingSeconds = (caption: string): number =>
  pieces(caption).reduce((units, piece) => units + unitsOf(piece), 0) / A_SECOND;

/** Words as lines no wider than `width`. A word that is wider than a line is broken anywhere. */
export function linesOf(words: string, width: number, widthOf: WidthOf): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const put = (piece: string): void => {
    if (widthOf((line + piece).trimEnd()) <= width) {
      line += piece;
      return;
    }
    if (line !== "") {
      lines.push(line.trimEnd());
      line = "";
      put(piece);
      return;
    }
    const letters = [...piece];
    // At least one letter goes on each line, however narrow it is.
    let fits = 1;
    while (fits < letters.length && widthOf(letters.slice(0, fits + 1).join("")) <= width) fits++;
    if (fits === letters.length) line = piece;
    else {
      lines.push(letters.slice(0, fits).join(""));
      put(letters.slice(fits).join(""));
    }
  };
  for (const piece of pieces(words)) put(piece);
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

/** The same lines, no more than `most` of them, with a mark where the rest is left out. */
export function cutLines(lines: readonly string[], most: number, width: number, widthOf: WidthOf): readonly string[] {
  if (lines.length <= most) return lines;
  let last = lines[most - 1] ?? "";
  while (last !== "" && widthOf(`${last}…`) > width) last = [...last].slice(0, -1).join("");
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}
