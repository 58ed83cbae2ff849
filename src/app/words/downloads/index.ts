// The words about kept models, apart from the others: they are fetched with the list of them.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { downloads as en } from "./en";
import { downloads as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type DownloadWords = Widened<typeof en>;

export const DOWNLOAD_WORDS: Readonly<Record<Language, DownloadWords>> = { en, zh };
