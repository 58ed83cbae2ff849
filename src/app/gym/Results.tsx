import { useMemo } from "react";
import { useStore } from "zustand";
import { curvesOf, rowsOf } from "../../evaluation";
import { useWorkspace } from "../binding/useWorkspace";
import { AccuracyPlot } from "./AccuracyPlot";
import { Failures } from "./Failures";
import { percent } from "./percent";
import { useGymWords, useSortTitle } from "./useGymWords";

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
      <AccuracyPlot curves={curves} />
      <Failures results={results} failures={failures} />
    </section>
  );
}

function ResultTable() {
  const words = useGymWords();
  const titleOf = useSortTitle();
  const results = useStore(useWorkspace().batch, (state) => state.results);
  const rows = useMemo(() => rowsOf(results), [results]);
  return (
    <div className="gym-scroll">
      <table className="gym-table" aria-label={words.results}>
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
    </div>
  );
}
