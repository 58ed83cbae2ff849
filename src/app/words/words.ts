import type { en } from "./en";

/** Every key that English has, with any words: a language that lacks one does not compile. */
export type Words = Widened<typeof en>;

export type Widened<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

/** What a failure code says to a person; an unknown code says the general thing. */
export const failureWords = (words: Words, code: string): string =>
  words.failures[code] ?? words.failures.unknown ?? code;
