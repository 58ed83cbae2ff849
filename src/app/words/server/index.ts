// The words of the form for a server, apart from the others: they are fetched with it.
import type { Language } from "../../../workspace";
import { server as en } from "./en";
import type { ServerWords } from "./words";
import { server as zh } from "./zh";

export type { ServerWords } from "./words";

export const SERVER_WORDS: Readonly<Record<Language, ServerWords>> = { en, zh };
