import { type BatchResults, isRight, MOST_LISTED, type TrialRun } from "../../evaluation";
import { report } from "../../workspace";
import { useWorkspace } from "../binding/useWorkspace";
import { useGymWords, useSortTitle } from "./useGymWords";

/** Every problem that was got wrong, to be opened with its run. */
export function Failures({ results, failures }: BatchResults) {
  const words = useGymWords();
  const failed = results.filter(({ summary }) => !isRight(summary)).length;
  if (failed === 0) return <p className="gym-note">{words.noneFailed}</p>;
  return (
    <>
      <h3>{words.failed(failed)}</h3>
      <p className="problem-about">
        {words.failedAbout} {failed > MOST_LISTED ? words.first(MOST_LISTED) : ""}
      </p>
      <ul className="gym-failures">
        {failures.map((made) => (
          <li key={made.trace.id}>
            <Failure made={made} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Failure({ made: { name, condition, trace, answer, truth } }: { made: TrialRun }) {
  const workspace = useWorkspace();
  const words = useGymWords();
  const titleOf = useSortTitle();
  return (
    <button
      type="button"
      className="gym-failure"
      onClick={() => void report(workspace, workspace.documents.openRun(trace, name))}
    >
      <span>
        {titleOf(name.family)} · {words.level(name.difficulty)} · {words.seed(name.seed)} ·{" "}
        {words.conditions[condition]}
      </span>
      <span className="gym-said">{answer === null ? words.silent(truth) : words.said(answer, truth)}</span>
    </button>
  );
}
