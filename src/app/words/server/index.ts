// The words of the form for a server, apart from the others: they are fetched with it.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { server as en } from "./en";
import { server as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type ServerWords = Widened<typeof en>;

export const SERVER_WORDS: Readonly<Record<Language, ServerWords>> = { en, zh };
