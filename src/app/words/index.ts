// The words on the screen, in two languages.
//
//   words      everything the app says, as one value; English has the keys, the others must have them all
//   language   which words are shown
import { en } from "./en";
import type { Language, Words } from "./words";
import { zh } from "./zh";

export { failureWords, LANGUAGES, type Language, languageFor, type Words } from "./words";

export const WORDS: Readonly<Record<Language, Words>> = { en, zh };
