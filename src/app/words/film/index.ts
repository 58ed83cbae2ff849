// The words of films, sheets and figures, apart from the others: they are fetched with the first one.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { film as en } from "./en";
import { film as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type FilmWords = Widened<typeof en>;

export const FILM_WORDS: Readonly<Record<Language, FilmWords>> = { en, zh };
