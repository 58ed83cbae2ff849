import type { ChainGap } from "../../annotation";
import type { StepId } from "../../trace";
import { chooseSubject } from "../../workspace/editing";
import { useWords, useWorkspace } from "../binding/useWorkspace";

/** An empty place in the strip: a step that should stand here and does not. */
export default function MissingPlace({ gap, after }: { gap: ChainGap; after: StepId }) {
  const workspace = useWorkspace();
  const words = useWords();
  const [first, ...more] = gap.missing;
  if (first?.target.kind !== "missing-step") return null;
  const said = first.target.words || words.strip.missing;
  const { verdict } = first.value;
  return (
    <button
      type="button"
      role="option"
      aria-selected="false"
      className="place-missing"
      tabIndex={-1}
      aria-label={words.strip.missingAfter(gap.after + 1, said, gap.missing.length)}
      onClick={() => {
        workspace.session.goTo(after);
        chooseSubject(workspace, first.target);
      }}
    >
      <span className="place-words">{said}</span>
      {verdict ? <span className={`frame-verdict verdict-${verdict}`} /> : null}
      <span className="frame-name">{more.length > 0 ? `+${more.length}` : words.strip.missing}</span>
    </button>
  );
}
