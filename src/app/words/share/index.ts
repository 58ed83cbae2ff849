// The words of sharing, apart from the others: they are fetched with the dialog.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { share as en } from "./en";
import { share as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type ShareWords = Widened<typeof en>;

export const SHARE_WORDS: Readonly<Record<Language, ShareWords>> = { en, zh };
