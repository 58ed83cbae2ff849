// The words on the screen, in two languages.
//
//   words      everything the app says, as one value; English has the keys, the others must have them all
//   language   which words are shown
//   gist       what a step says, in one line
//
// What only a dialog says (gym, logs, server) is in a folder of its own and is fetched with it. Say "words", not "strings",
// "labels" or "messages".

import type { Language } from "../../workspace/ports";
import { en } from "./en";
import type { Words } from "./words";

export { failureWords, type Words } from "./words";

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "简体中文" };

const loaded: { en: Words } & Partial<Record<Language, Words>> = { en };

/** Fetches a language's words; the page comes with English alone. Rejects where they cannot be had. */
export async function loadWords(language: Language): Promise<void> {
  if (language === "zh") loaded.zh ??= (await import("./zh")).zh;
}

/** English until the language's own words are there. */
export const wordsIn = (language: Language): Words => loaded[language] ?? loaded.en;
