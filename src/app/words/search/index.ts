// The words of searches and scores, apart from the others: they are fetched when either is first opened.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { search as en } from "./en";
import { search as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type SearchWords = Widened<typeof en>;

export const SEARCH_WORDS: Readonly<Record<Language, SearchWords>> = { en, zh };
