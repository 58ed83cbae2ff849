// The words of the dialogs for logs, apart from the others: they are fetched with the first log.
import type { Language } from "../../../workspace";
import { logs as en } from "./en";
import type { LogWords } from "./words";
import { logs as zh } from "./zh";

export type { LogWords } from "./words";

export const LOG_WORDS: Readonly<Record<Language, LogWords>> = { en, zh };
