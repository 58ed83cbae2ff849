// The words of questions about a look, apart from the others: they are fetched when one is first asked.
import type { Language } from "../../../workspace/ports";
import { influence as en } from "./en";
import type { InfluenceWords } from "./words";
import { influence as zh } from "./zh";

export type { InfluenceWords } from "./words";

export const INFLUENCE_WORDS: Readonly<Record<Language, InfluenceWords>> = { en, zh };
