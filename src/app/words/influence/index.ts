// The words of questions about a look, apart from the others: they are fetched when one is first asked.
import type { Language } from "../../../workspace";
import type { Widened } from "../phrases";
import { influence as en } from "./en";
import { influence as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type InfluenceWords = Widened<typeof en>;

export const INFLUENCE_WORDS: Readonly<Record<Language, InfluenceWords>> = { en, zh };
