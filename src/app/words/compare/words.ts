import type { compare } from "./en";

/** What is said of comparisons, in one language. */
export type CompareWords = typeof compare;
