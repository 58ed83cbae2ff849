import type { Reward, Score } from "../../scoring";
import { REWARD_WORDS, type RewardWords } from "../words/rewards";
import { useLanguage } from "./useWorkspace";

/** What rewards say of themselves, in the language of the page; their names stay, since files are written by them. */
export const useRewardWords = (): RewardWords => REWARD_WORDS[useLanguage()];

const inWords = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name;

export const saysOf = ({ name, says }: Pick<Reward, "name" | "says">, words: RewardWords): string =>
  words.says[name] ?? says;

/** The name of a part; where a reward is put together of others, that of a part behind the name of its reward. */
export function partName(name: string, words: RewardWords): string {
  const cut = name.indexOf(": ") + 1;
  return cut === 0 ? inWords(words.parts, name) : `${name.slice(0, cut)} ${inWords(words.parts, name.slice(cut + 1))}`;
}

export const comparedBy = (rule: string, words: RewardWords): string => inWords(words.comparedBy, rule);

/** A reward that is put together of others names where those are from. */
export const sourceOf = ({ source: { title, reference } }: Pick<Reward, "source">, words: RewardWords): string =>
  [title, ...reference.split(", ")].map((part) => inWords(words.sources, part)).join(", ");

/** The formula with its numbers, its parts called as they are beside it. */
export const formulaOf = ({ formula }: Pick<Score, "formula">, words: RewardWords): string =>
  formula.replaceAll(/× ([^×]+?) (?=-?[\d.])/g, (_, name: string) => `× ${partName(name, words)} `);
