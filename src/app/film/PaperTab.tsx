import { useMemo } from "react";
import { markdownOf } from "../../film";
import { savePaper } from "../../workspace/filming";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { LongText } from "../controls";
import { useFilmWords } from "./filmWords";
import { paperFiles, paperOf } from "./paperFiles";
import { SaveRow } from "./SaveRow";
import type { Shown } from "./useShots";

/** Files for a paper or a page of words. */
export function PaperTab({ shown }: { shown: Shown }) {
  const words = useFilmWords();
  const common = useWords();
  const workspace = useWorkspace();
  const title = useTrace()?.title ?? "";
  const { paper, figures } = useMemo(
    () => paperOf(shown, title, common, words.question),
    [shown, title, common, words],
  );
  const text = useMemo(() => markdownOf(paper), [paper]);
  return (
    <div className="film-columns">
      <section
        className="film-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
        tabIndex={0}
        aria-label={words.previewOf}
      >
        <pre>
          <LongText text={text} />
        </pre>
      </section>
      <div className="film-fields">
        <p className="film-news">{words.paperFacts(paper.steps.length, figures.length)}</p>
        <p className="film-aside">{words.paperFiles}</p>
      </div>
      <SaveRow
        kind="paper"
        isReady={shown.isReady}
        onSave={() => void savePaper(workspace, paperFiles(shown, title, common, words.question))}
      />
    </div>
  );
}
