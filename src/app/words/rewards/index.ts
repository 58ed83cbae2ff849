// What rewards say of themselves, apart from the other words: it is fetched when scores are first opened.
import type { Language } from "../../../workspace/ports";
import type { RewardWords } from "./words";
import { rewards as zh } from "./zh";

export type { RewardWords } from "./words";

/** Rewards speak English: there is nothing to say in their place. */
const AS_SAID: RewardWords = { says: {}, parts: {}, rates: {}, comparedBy: {}, sources: {} };

export const REWARD_WORDS: Readonly<Record<Language, RewardWords>> = { en: AS_SAID, zh };
