/** A pill is the words beside a mark, on a ground of their own, the same size at any zoom. CSS pixels. */
export const PILL_HEIGHT = 20;
export const PILL_FONT_SIZE = 12;
export const PILL_PADDING = 7;
/** No pill is wider than this. */
export const PILL_REACH = 280;

const MOST_LETTERS = 36;

/** Words cut to what a pill holds. A wide script counts double. */
export function pillWords(words: string): string {
  const line = words.replace(/\s+/g, " ").trim();
  let room = MOST_LETTERS;
  let kept = "";
  for (const letter of line) {
    room -= isWide(letter) ? 2 : 1;
    if (room < 0) return `${kept.trimEnd()}…`;
    kept += letter;
  }
  return kept;
}

/** The width of a pill where no font can be measured; a little generous, so that it makes a good target. */
export function pillWidthGuess(words: string): number {
  let width = 2 * PILL_PADDING;
  for (const letter of pillWords(words)) width += isWide(letter) ? PILL_FONT_SIZE : PILL_FONT_SIZE * 0.62;
  return Math.min(width, PILL_REACH);
}

const isWide = (letter: string): boolean => (letter.codePointAt(0) ?? 0) >= 0x1100;
