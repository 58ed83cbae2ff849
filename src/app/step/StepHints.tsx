import { Lightbulb } from "lucide-react";
import { type Hint as Noticed, tagOfHint } from "../../annotation";
import { answer } from "../../workspace/editing";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { hinted } from "../controls";
import { hintWords } from "../words/hints";

/** What machine checks noticed about the step: hints, until the person says that they are so. */
export function StepHints({ hints, disabled }: { hints: readonly Noticed[]; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const taxonomy = useView((state) => state.taxonomy);
  return (
    <ul className="step-hints" aria-label={words.hints.label}>
      {hints.map((hint) => {
        const tag = tagOfHint(taxonomy, hint.evidence.kind);
        return (
          <li key={`${hint.evidence.kind} ${JSON.stringify(hint.target)}`} className="step-hint">
            <Lightbulb size={14} aria-hidden="true" />
            <p>
              {tag ? <strong>{words.ownTag(tag.key, tag.name)} · </strong> : null}
              {hintWords(words, hint.evidence)}
            </p>
            <button
              type="button"
              className="hint-answer"
              disabled={disabled}
              onClick={() => answer(workspace, hint, "accepted")}
              {...hinted(words.hints.acceptHelp, undefined, "top")}
            >
              {words.hints.accept}
            </button>
            <button
              type="button"
              className="hint-answer"
              disabled={disabled}
              onClick={() => answer(workspace, hint, "dismissed")}
            >
              {words.hints.dismiss}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
