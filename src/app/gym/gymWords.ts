import { SORT_CARDS, type Sort } from "../../catalog";
import { isRight } from "../../evaluation";
import type { BatchState } from "../../workspace/state";
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
  const shares = sharesOf(results, words);
  return done < total ? words.stopped(progress, shares) : words.ended(progress, shares);
}

/** How many answers were right, under each condition by itself: what was refused to look is no share of what looked. */
function sharesOf(results: BatchState["results"], words: GymWords): string {
  const conditions = [...new Set(results.map(({ condition }) => condition))];
  const shares = conditions.map((condition) => {
    const those = results.filter((result) => result.condition === condition);
    const share = percent(those.filter(({ summary }) => isRight(summary)).length / those.length);
    return { name: words.conditions[condition], share };
  });
  const [only] = shares;
  if (!only) return "";
  return shares.length === 1
    ? words.right(only.share)
    : words.rightBy(shares.map(({ name, share }) => words.shareOf(name, share)));
}
