// The words of the gym, apart from the others: they are fetched when it is first opened.
import type { Language } from "../../../workspace";
import { gym as en } from "./en";
import type { GymWords } from "./words";
import { gym as zh } from "./zh";

export type { GymWords } from "./words";

export const GYM_WORDS: Readonly<Record<Language, GymWords>> = { en, zh };
