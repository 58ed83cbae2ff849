import { useId, useMemo } from "react";
import { type Contents, contentsOf, SENSITIVE_KINDS, type SensitiveKind } from "../../sharing";
import { useTrace } from "../binding/useWorkspace";
import { OwnWords } from "./OwnWords";
import { type ShareChoice, useShareWords } from "./useShare";

/** What the trace holds of each kind, with a tick for what goes along. */
export function ContentsList({ choice }: { choice: ShareChoice }) {
  const words = useShareWords();
  const trace = useTrace();
  const contents = useMemo(() => (trace ? contentsOf(trace, choice.plan.own) : null), [trace, choice.plan.own]);
  if (!contents) return null;
  // Nobody looks for words that were never listed.
  const none = SENSITIVE_KINDS.filter(
    (kind) => contents[kind].count === 0 && (kind !== "own" || choice.plan.own.length > 0),
  );
  return (
    <fieldset className="share-contents">
      <legend>{words.contents}</legend>
      <p className="share-aside">{words.contentsAbout}</p>
      {SENSITIVE_KINDS.filter((kind) => contents[kind].count > 0).map((kind) => (
        <Kind key={kind} {...{ kind, contents, choice }} />
      ))}
      <OwnWords />
      {none.length > 0 ? <p className="share-aside">{words.noneOf(none.map((kind) => words.kinds[kind]))}</p> : null}
    </fieldset>
  );
}

function Kind({ kind, contents, choice }: { kind: SensitiveKind; contents: Contents; choice: ShareChoice }) {
  const words = useShareWords();
  const examples = useId();
  const { count, examples: shown } = contents[kind];
  return (
    <div className="share-kind">
      <label>
        <input
          type="checkbox"
          checked={!choice.plan.withheld.has(kind)}
          aria-describedby={examples}
          onChange={({ target }) => choice.withhold(kind, !target.checked)}
        />
        <span>{words.kinds[kind]}</span>
        <span className="share-aside">{words.found(count)}</span>
      </label>
      <p id={examples} className="share-examples">
        {shown.join(" · ")}
      </p>
    </div>
  );
}
