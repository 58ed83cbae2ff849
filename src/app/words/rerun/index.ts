// What is said of runs that are run again, apart from the other words: it is fetched with the list of runs.
import type { Language } from "../../../workspace/ports";
import { rerun as en } from "./en";
import type { RerunWords } from "./words";
import { rerun as zh } from "./zh";

export const RERUN_WORDS: Readonly<Record<Language, RerunWords>> = { en, zh };
