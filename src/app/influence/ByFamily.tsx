import { SORT_CARDS, type Sort } from "../../catalog";
import { OUTCOMES, type Outcome, outcomeOfFinding } from "../../influence";
import type { AskedRow } from "../../workspace/state";
import { useLanguage } from "../binding/useWorkspace";
import { cssShare, Sideways } from "../controls";
import { useInfluenceWords } from "./useInfluence";

/** Which runs of a list are shown: those with an outcome, of one family or of all. */
export interface ChosenRuns {
  readonly outcome: Outcome;
  readonly family: Sort | null;
}

export const outcomesOf = ({ findings }: AskedRow): readonly Outcome[] => (findings ?? []).map(outcomeOfFinding);

export const isChosen = (row: AskedRow, chosen: ChosenRuns | null): boolean =>
  chosen === null ||
  (outcomesOf(row).includes(chosen.outcome) && (chosen.family === null || chosen.family === row.family));

interface ByFamilyProps {
  readonly rows: readonly AskedRow[];
  readonly chosen: ChosenRuns | null;
  onChoose(chosen: ChosenRuns | null): void;
}

/** How often each outcome came in each family of the gym; nothing where fewer than two families were asked about. */
export function ByFamily({ rows, chosen, onChoose }: ByFamilyProps) {
  const { list, outcomes } = useInfluenceWords();
  const language = useLanguage();
  const families = SORT_CARDS.filter(({ family }) => rows.some((row) => row.family === family));
  const seen = OUTCOMES.filter((outcome) => rows.some((row) => outcomesOf(row).includes(outcome)));
  if (families.length < 2 || seen.length === 0) return null;
  return (
    <Sideways className="influence-by-family">
      <table className="data-table" aria-label={list.byFamily}>
        <thead>
          <tr>
            <th scope="col">{list.family}</th>
            {seen.map((outcome) => (
              <th key={outcome} scope="col">
                {outcomes[outcome]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {families.map(({ family, title }) => (
            <tr key={family}>
              <th scope="row">{title[language]}</th>
              {countsOf(rows, family, seen).map(({ outcome, count, share }) => {
                const isPressed = chosen?.family === family && chosen.outcome === outcome;
                return (
                  <td key={outcome}>
                    <button
                      type="button"
                      className="influence-count"
                      style={{ backgroundSize: `${cssShare(share)} 100%` }}
                      disabled={count === 0}
                      aria-pressed={isPressed}
                      onClick={() => onChoose(isPressed ? null : { outcome, family })}
                    >
                      {count}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Of the findings in a family, how many come to each outcome, and which share of them that is, from 0 to 1. */
function countsOf(rows: readonly AskedRow[], family: Sort, seen: readonly Outcome[]) {
  const all = rows.filter((row) => row.family === family).flatMap(outcomesOf);
  return seen.map((outcome) => {
    const count = all.filter((one) => one === outcome).length;
    return { outcome, count, share: all.length === 0 ? 0 : count / all.length };
  });
}
