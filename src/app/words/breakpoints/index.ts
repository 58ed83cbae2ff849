// The words of breakpoints and watches, apart from the others: they are fetched when their panel is first opened.
import type { Language } from "../../../workspace/ports";
import { breakpoints as en } from "./en";
import type { BreakpointWords } from "./words";
import { breakpoints as zh } from "./zh";

export type { BreakpointWords } from "./words";

export const BREAKPOINT_WORDS: Readonly<Record<Language, BreakpointWords>> = { en, zh };
