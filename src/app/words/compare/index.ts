// The words of comparisons, apart from the others: they are fetched when one is first opened.
import type { Language } from "../../../workspace/ports";
import { compare as en } from "./en";
import type { CompareWords } from "./words";
import { compare as zh } from "./zh";

export type { CompareWords } from "./words";

export const COMPARE_WORDS: Readonly<Record<Language, CompareWords>> = { en, zh };
