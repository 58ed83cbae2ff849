// The words of programs of modules, apart from the others: they are fetched with their panel.
import type { Language } from "../../../workspace/ports";
import { modules as en } from "./en";
import type { ModuleWords } from "./words";
import { modules as zh } from "./zh";

export type { ModuleWords } from "./words";

export const MODULE_WORDS: Readonly<Record<Language, ModuleWords>> = { en, zh };
