import { report } from "../document/give";
import { useDesk } from "../services";
import { failuresIn, type Result } from "./batch";
import { useGymWords, useSortTitle } from "./useGymWords";

const MOST_SHOWN = 200;

/** Every problem that was got wrong, to be opened with its run. */
export function Failures({ results }: { results: readonly Result[] }) {
  const words = useGymWords();
  const failures = failuresIn(results);
  if (failures.length === 0) return <p className="gym-note">{words.noneFailed}</p>;
  return (
    <>
      <h3>{words.failed(failures.length)}</h3>
      <p className="problem-about">
        {words.failedAbout} {failures.length > MOST_SHOWN ? words.first(MOST_SHOWN) : ""}
      </p>
      <ul className="gym-failures">
        {failures.slice(0, MOST_SHOWN).map((result) => (
          <li key={result.trace.id}>
            <Failure result={result} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Failure({ result: { name, condition, trace, answer, truth } }: { result: Result }) {
  const desk = useDesk();
  const words = useGymWords();
  const titleOf = useSortTitle();
  return (
    <button
      type="button"
      className="gym-failure"
      onClick={() => void report(desk, desk.documents.openRun(trace, name))}
    >
      <span>
        {titleOf(name.family)} · {words.level(name.difficulty)} · {words.seed(name.seed)} ·{" "}
        {words.conditions[condition]}
      </span>
      <span className="gym-said">{answer === null ? words.silent(truth) : words.said(answer, truth)}</span>
    </button>
  );
}
