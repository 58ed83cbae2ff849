// Reading aloud, which an audience follows while it also looks: 228 English words and 255 Chinese characters a minute in
// the International Reading Speed Texts (Trauzettel-Klosinski and Dietz, IOVS 53:5452, 2012).
const MILLIS_A_WORD = 60_000 / 228;
const MILLIS_A_CHARACTER = 60_000 / 255;

/** Han, kana and hangul stand for about a word's worth of time each; everything else is counted in words. */
const CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How long it takes to hear `words` read aloud. */
export function readingMillis(words: string): number {
  const characters = words.match(CHARACTER)?.length ?? 0;
  const others = words.replace(CHARACTER, " ").match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return characters * MILLIS_A_CHARACTER + others * MILLIS_A_WORD;
}
