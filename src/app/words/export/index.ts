// The words of exports, apart from the others: they are fetched with the first one.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { exports as en } from "./en";
import { exports as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type ExportWords = Widened<typeof en>;

export const EXPORT_WORDS: Readonly<Record<Language, ExportWords>> = { en, zh };
