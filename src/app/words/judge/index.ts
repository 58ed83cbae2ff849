// What the open row of the verdict says, apart from the other words: it is fetched with it.
import type { Language } from "../../../workspace/ports";
import type { Widened } from "../phrases";
import { judging as en } from "./en";
import { judging as zh } from "./zh";

/** A language that lacks one of the English keys does not compile. */
export type JudgeWords = Widened<typeof en>;

export const JUDGE_WORDS: Readonly<Record<Language, JudgeWords>> = { en, zh };
