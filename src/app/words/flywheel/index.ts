// The words of made and checked problems, apart from the others: they are fetched with the dialog.
import type { Language } from "../../../workspace";
import type { Widened } from "../phrases";
import { flywheel as en } from "./en";
import { flywheel as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type FlywheelWords = Widened<typeof en>;

export const FLYWHEEL_WORDS: Readonly<Record<Language, FlywheelWords>> = { en, zh };
