// The words of programs of modules, apart from the others: they are fetched with their panel.
import type { Language } from "../../../workspace";
import type { Widened } from "../phrases";
import { modules as en } from "./en";
import { modules as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type ModuleWords = Widened<typeof en>;

export const MODULE_WORDS: Readonly<Record<Language, ModuleWords>> = { en, zh };
