// The words of exports, apart from the others: they are fetched with the first one.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { exports as en } from "./en";
import { exports as zh } from "./zh";
import { titles } from "./zh.titles";

/** A language that lacks one of the English keys does not compile. */
export type ExportWords = Widened<typeof en>;

export const EXPORT_WORDS: Readonly<Record<Language, ExportWords>> = { en, zh };

/** Titles of targets by their names, in other languages than their own, which is English; those not named stay. */
export const TARGET_TITLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, zh: titles };
