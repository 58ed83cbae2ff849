/** Reading aloud takes about 15 letters a second; a reader is faster, and looks at the picture as well. */
const MILLIS_A_LETTER = 45;
const LEAST_MILLIS = 1400;
const MOST_MILLIS = 8000;

/** How long a step is shown while the player plays, by its words. A letter of a wide script says as much as two. */
export function dwellMillis(words: string): number {
  const letters = [...words].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1), 0);
  return Math.min(MOST_MILLIS, Math.max(LEAST_MILLIS, letters * MILLIS_A_LETTER));
}
