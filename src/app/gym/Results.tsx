import { useMemo } from "react";
import { useStore } from "zustand";
import { csvOf } from "../../annotation";
import { type BatchResults, curvesOf, isRight, MOST_LISTED, rowsOf, type TrialRun } from "../../evaluation";
import { report } from "../../workspace/files";
import { judgeBatch, nameOfTrial } from "../../workspace/queue";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, Sideways } from "../controls";
import { AccuracyPlot } from "./AccuracyPlot";
import { batchTable } from "./batchTable";
import { percent, useGymWords, useSortTitle } from "./gymWords";
import { ToolWorth } from "./ToolWorth";

/** What the batch came to so far: a table, a plot, and every problem that was got wrong. */
export function Results() {
  const words = useGymWords();
  const { results, failures } = useStore(useWorkspace().batch);
  const curves = useMemo(() => curvesOf(results), [results]);
  if (results.length === 0) return null;
  return (
    <section className="dialog-section gym-results">
      <h3>{words.results}</h3>
      <ResultTable />
      <SaveCsv />
      <AccuracyPlot curves={curves} />
      <ToolWorth results={results} failures={failures} />
      <Failures results={results} failures={failures} />
    </section>
  );
}

/** Every run of the batch as a line of a file. */
function SaveCsv() {
  const { batch, edges } = useWorkspace();
  const words = useGymWords();
  const save = (): void => {
    const text = csvOf(batchTable(batch.getState().results));
    edges.page.saveFile(new Blob([text], { type: "text/csv" }), "sightline-gym.csv");
  };
  return <Button onClick={save}>{words.saveCsv}</Button>;
}

function ResultTable() {
  const words = useGymWords();
  const titleOf = useSortTitle();
  const results = useStore(useWorkspace().batch, (state) => state.results);
  const rows = useMemo(() => rowsOf(results), [results]);
  return (
    <Sideways className="gym-scroll">
      <table className="data-table gym-table" aria-label={words.results}>
        <thead>
          <tr>
            {Object.entries(words.columns).map(([column, name]) => (
              <th key={column} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.sort} ${row.condition}`}>
              <th scope="row">{titleOf(row.sort)}</th>
              <td>{words.conditions[row.condition]}</td>
              <td>{percent(row.accuracy)}</td>
              <td>{row.problems}</td>
              <td>{row.unanswered}</td>
              <td>{row.meanActions.toFixed(1)}</td>
              <td>{row.tokensPerSecond}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Every problem that was got wrong, to be opened with its run. */
function Failures({ results, failures }: BatchResults) {
  const workspace = useWorkspace();
  const words = useGymWords();
  const failed = results.filter(({ summary }) => !isRight(summary)).length;
  if (failed === 0) return <p className="gym-note">{words.noneFailed}</p>;
  return (
    <>
      <h3>{words.failed(failed)}</h3>
      <p className="problem-about">
        {words.failedAbout} {failed > MOST_LISTED ? words.first(MOST_LISTED) : ""}
      </p>
      <Button onClick={() => void report(workspace, judgeBatch(workspace))}>{words.judgeThem}</Button>
      <ul className="gym-failures">
        {failures.map((run) => (
          <li key={run.trace.id}>
            <Failure run={run} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Failure({ run }: { run: TrialRun }) {
  const { name, condition, answer, truth } = run;
  const workspace = useWorkspace();
  const words = useGymWords();
  const titleOf = useSortTitle();
  return (
    <button
      type="button"
      className="gym-failure"
      onClick={() => void report(workspace, workspace.documents.openRun(run.trace, run.name, nameOfTrial(run)))}
    >
      <span>
        {titleOf(name.family)} · {words.level(name.difficulty)} · {words.seed(name.seed)} ·{" "}
        {words.conditions[condition]}
      </span>
      <span className="gym-said">{answer === null ? words.silent(truth) : words.said(answer, truth)}</span>
    </button>
  );
}
