import type { en } from "./en";
import type { Widened } from "./phrases";

/** Every key that English has, with any words: a language that lacks one does not compile. */
export type Words = Widened<typeof en>;

/** What a failure code says to a person; an unknown code says the general thing. */
export const failureWords = (words: Words, code: string): string =>
  words.failures[code] ?? words.failures.unknown ?? code;
