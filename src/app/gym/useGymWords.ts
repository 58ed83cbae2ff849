import { SORT_CARDS, type Sort } from "../../catalog";
import { useLanguage } from "../binding/useWorkspace";
import { GYM_WORDS, type GymWords } from "../words/gym";

/** The words that come with the gym. */
export const useGymWords = (): GymWords => GYM_WORDS[useLanguage()];

/** The title of a sort's card. */
export function useSortTitle(): (sort: Sort) => string {
  const language = useLanguage();
  return (sort) => SORT_CARDS.find(({ family }) => family === sort)?.title[language] ?? sort;
}
