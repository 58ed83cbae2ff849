// The words of comparing raters, of statistics and of the taxonomy: fetched when the first of these is opened.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { review as en } from "./en";
import { review as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type ReviewWords = Widened<typeof en>;

export const REVIEW_WORDS: Readonly<Record<Language, ReviewWords>> = { en, zh };
