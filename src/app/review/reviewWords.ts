import { useMemo } from "react";
import { ADJUDICATOR, type Grouping, nameOfTag, type TableWords, type Taxonomy } from "../../annotation";
import { SORT_CARDS } from "../../catalog";
import { type JudgementValue, ME, type Rater, type StepKind } from "../../trace";
import { useSystemName } from "../binding/useSystemName";
import { useLanguage, useRater, useView, useWords } from "../binding/useWorkspace";
import type { Words } from "../words";
import { REVIEW_WORDS, type ReviewWords } from "../words/review";

/** The words that come with the first of these dialogs. */
export const useReviewWords = (): ReviewWords => REVIEW_WORDS[useLanguage()];

/** What a rater is called on the screen: the adjudicator and whoever gave no name in the language of the page. */
export function useRaterName(): (rater: Rater) => string {
  const words = useReviewWords();
  const here = useRater();
  return (rater) => {
    if (rater.id === ADJUDICATOR.id) return words.adjudicator;
    const name = rater.id === ME.id ? words.me : rater.name;
    return rater.id === here.id && rater.id !== ME.id ? words.you(name) : name;
  };
}

/** What a tag is called on the screen, by its name in tables. */
export const tagTitle = (taxonomy: Taxonomy, words: Words, key: string): string => {
  const tag = taxonomy.tags.find((known) => known.key === key);
  return tag ? words.ownTag(tag.key, tag.name) : key;
};

/** What a rater said of a step, in one line. */
export function useSaying(): (value: JudgementValue) => string {
  const words = useReviewWords();
  const common = useWords();
  const taxonomy = useView((state) => state.taxonomy);
  return ({ verdict, firstError, decisive, tags, note }) => {
    const parts = [
      ...(verdict ? [common.step.verdicts[verdict]] : []),
      ...(firstError ? [words.firstError] : []),
      ...(decisive ? [words.decisive] : []),
      ...tags.map((tag) => tagTitle(taxonomy, common, nameOfTag(taxonomy, tag))),
      ...(note === "" ? [] : [`“${note}”`]),
    ];
    return parts.length === 0 ? words.saidNothing : parts.join(" · ");
  };
}

const isKind = (key: string, words: Words): key is StepKind => key in words.kinds;

/** The words of the tables, in the language of the page. */
export function useTableWords(): TableWords {
  const words = useReviewWords();
  const common = useWords();
  const language = useLanguage();
  const taxonomy = useView((state) => state.taxonomy);
  const systemName = useSystemName();
  const raterName = useRaterName();
  return useMemo(() => {
    const named: Readonly<Record<Grouping, (key: string) => string>> = {
      tag: (key) => tagTitle(taxonomy, common, key),
      place: (key) => words.step(Number(key)),
      kind: (key) => (isKind(key, common) ? common.kinds[key] : key),
      system: systemName,
      family: (key) => SORT_CARDS.find(({ family }) => family === key)?.title[language] ?? key,
      day: (key) => key,
    };
    const nameOf = (grouping: Grouping, key: string): string =>
      key === "" ? words.none[grouping] : named[grouping](key);
    return { titles: words.titles, columns: words.columns, nameOf, raterName };
  }, [words, common, language, taxonomy, systemName, raterName]);
}
