// The words of the gym, apart from the others: they are fetched when it is first opened.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { gym as en } from "./en";
import { gym as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type GymWords = Widened<typeof en>;

export const GYM_WORDS: Readonly<Record<Language, GymWords>> = { en, zh };
