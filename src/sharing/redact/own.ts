import { LONGEST_OWN_WORD, MOST_OWN_WORDS } from "./kinds";

// Words that a person lists by hand, such as names of people and projects, which no pattern can know.

/** Shorter ones are parts of any text. In Chinese a name may have two letters. */
const LEAST_OWN_LETTERS = 2;

/** Scripts that put no space between words, where a name has no edge to be known by. */
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]`;
/** What would go on with a word: a letter or a digit of a script that has spaces. */
const GOES_ON = String.raw`(?!${UNSPACED})[\p{L}\p{N}]`;
/** The rest of a word, for a star. Bounded, and at an edge only, so that no list takes more than linear time. */
const REST = String.raw`[\p{L}\p{N}_-]{0,64}`;

const begins = new RegExp(`^${GOES_ON}`, "u");
const ends = new RegExp(`${GOES_ON}$`, "u");

/**
 * What a person's list is looked for by, in upper and lower case alike. A word is found as a word, "Ada" in "Ada’s" and not
 * in "adapt"; a star before or behind it stands for the rest of a word. Entries that are too short, or nothing but stars,
 * are passed over.
 */
export const ownPatterns = (words: readonly string[]): readonly RegExp[] =>
  words.slice(0, MOST_OWN_WORDS).flatMap((entry) => {
    const [, before = "", word = "", behind = ""] = /^(\**)(.*?)(\**)$/su.exec(entry.trim()) ?? [];
    if ([...word].length < LEAST_OWN_LETTERS || word.length > LONGEST_OWN_WORD) return [];
    const from = before !== "" ? REST : begins.test(word) ? `(?<!${GOES_ON})` : "";
    const to = behind !== "" ? REST : ends.test(word) ? `(?!${GOES_ON})` : "";
    // Spaces in a name may be any, as where a line was broken.
    const letters = word.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`).replace(/\s+/gu, String.raw`\s+`);
    return [new RegExp(`${from}${letters}${to}`, "giu")];
  });
