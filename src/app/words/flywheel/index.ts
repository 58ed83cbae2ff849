// The words of made and checked problems, apart from the others: they are fetched with the dialog.
import type { Language } from "../../../workspace/ports";
import { flywheel as en } from "./en";
import type { FlywheelWords } from "./words";
import { flywheel as zh } from "./zh";

export type { FlywheelWords } from "./words";

export const FLYWHEEL_WORDS: Readonly<Record<Language, FlywheelWords>> = { en, zh };
