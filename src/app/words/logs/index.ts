// The words of the dialogs for logs, apart from the others: they are fetched with the first log.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { logs as en } from "./en";
import { logs as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type LogWords = Widened<typeof en>;

export const LOG_WORDS: Readonly<Record<Language, LogWords>> = { en, zh };
