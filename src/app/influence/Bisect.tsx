import type { Finding } from "../../influence";
import { type AskedSubject, answerFirstError, answerToFirstError, hintOfBisect } from "../../workspace/influence";
import { useReadOnly, useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { hintWords } from "../words/hints";
import { percent, useInfluenceWords } from "./useInfluence";

/** The probes in the order of their steps, and the first error as a hint to accept. */
export function Bisect({ finding, subject }: { finding: Finding; subject: AskedSubject }) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  if (finding.kind !== "bisect") return null;
  const { result } = finding;
  const placeOf = (id: string | null): number => subject.line.steps.findIndex((step) => step.id === id) + 1;
  const { firstError } = result;
  return (
    <div className="influence-card">
      <p className="influence-verdict">
        {firstError === null ? words.bisected["from-the-start"] : words.bisected.found(placeOf(firstError))}
      </p>
      <ol className="influence-probes">
        {result.probes
          .toSorted((a, b) => a.at - b.at)
          .map(({ at, step, right: { hits, runs, low, high }, greedy }) => (
            <li key={step}>
              {[
                words.bisected.probe(at + 1),
                ...(greedy === null ? [] : [greedy ? words.bisected.greedyRight : words.bisected.greedyWrong]),
                ...(runs === 0 ? [] : [words.bisected.byChance(hits, runs, percent(low), percent(high))]),
              ].join(words.bisected.comma)}
            </li>
          ))}
      </ol>
      {firstError === null ? null : (
        <>
          <FirstError finding={finding} />
          <Button
            onClick={() => {
              workspace.view.setState({ dialog: null });
              workspace.session.goTo(firstError);
            }}
          >
            {words.bisected.go}
          </Button>
        </>
      )}
    </div>
  );
}

function FirstError({ finding }: { finding: Finding }) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const common = useWords();
  const trace = useTrace();
  const disabled = useReadOnly();
  const hint = hintOfBisect(finding);
  if (!hint || !trace) return null;
  const answered = answerToFirstError(workspace, trace, hint);
  return (
    <div className="influence-hint">
      <p>{hintWords(common, hint.evidence)}</p>
      <p role="status">{answered ? words.bisected[answered] : ""}</p>
      {answered ? null : (
        <div className="influence-ask">
          <Button tone="human" disabled={disabled} onClick={() => answerFirstError(workspace, hint, "accepted")}>
            {common.hints.accept}
          </Button>
          <Button disabled={disabled} onClick={() => answerFirstError(workspace, hint, "dismissed")}>
            {common.hints.dismiss}
          </Button>
        </div>
      )}
    </div>
  );
}
