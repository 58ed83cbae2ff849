import type { Chapter, Trace } from "../../trace";
import { stepNumberOf } from "../../workspace/presenter";
import { useLanguage, useWords } from "../binding/useWorkspace";
import { gist, kindName } from "../words/names";
import { PRESENT_WORDS, type PresentWords } from "../words/present";

/** The words that come with chapters. */
export const usePresentWords = (): PresentWords => PRESENT_WORDS[useLanguage()];

/** What a chapter is called in a list: its caption, else what its step says. */
export function useTitleOf(trace: Trace): (chapter: Chapter) => string {
  const common = useWords();
  return ({ caption, elsewhere, step }) => {
    const own = elsewhere ? undefined : trace.steps.get(step);
    return caption || (own ? gist(own, common) : (elsewhere?.title ?? ""));
  };
}

/** Where a chapter's step is: its place and kind, or the trace that it is in. */
export function usePlaceOf(trace: Trace): (chapter: Chapter) => string {
  const common = useWords();
  const { chapters: words } = usePresentWords();
  return (chapter) => {
    if (chapter.elsewhere) return words.elsewhere(chapter.elsewhere.title);
    const step = trace.steps.get(chapter.step);
    const place = stepNumberOf(trace, chapter);
    return step && place !== null ? words.stepAt(place, kindName(step, common)) : words.gone;
  };
}
