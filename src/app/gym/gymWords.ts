import { SORT_CARDS, type Sort } from "../../catalog";
import { isRight } from "../../evaluation";
import type { BatchState } from "../../workspace";
import { useLanguage } from "../binding/useWorkspace";
import { GYM_WORDS, type GymWords } from "../words/gym";

/** The words that come with the gym. */
export const useGymWords = (): GymWords => GYM_WORDS[useLanguage()];

/** The title of a sort's card. */
export function useSortTitle(): (sort: Sort) => string {
  const language = useLanguage();
  return (sort) => SORT_CARDS.find(({ family }) => family === sort)?.title[language] ?? sort;
}

/** "87 %": whole, and never 100 where one was wrong. */
export const percent = (share: number): string => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;

/** What there is to tell of a batch: the same from its beginning to its end, so that it is told twice and no more. */
export function newsOf({ stop, total, done, results }: BatchState, words: GymWords): string {
  if (total === 0) return "";
  if (stop) return words.began(total);
  const progress = words.progress(done, total);
  const right = results.filter(({ summary }) => isRight(summary)).length;
  const share = results.length > 0 ? percent(right / results.length) : null;
  return done < total ? words.stopped(progress, share) : words.ended(progress, share);
}
