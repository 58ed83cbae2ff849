// The words of presenting and of chapters: fetched when something is first presented, or the chapters are opened.
import type { Language } from "../../../workspace/ports";
import { present as en } from "./en";
import type { PresentWords } from "./words";
import { present as zh } from "./zh";

export type { PresentWords } from "./words";

export const PRESENT_WORDS: Readonly<Record<Language, PresentWords>> = { en, zh };
