import { type ForcedMove, isParting, type LockStepAnswer, type Parting } from "../../driver";
import type { Trace } from "../../trace";
import { isKeptMove, keepMove } from "../../workspace/comparing";
import type { LockStepColumn } from "../../workspace/state";
import { useReadOnly, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Sideways } from "../controls";
import { failureWords } from "../words";
import { failureDetail } from "../words/names";
import { StepCell } from "./StepCell";
import { logText, shareText, useCompareWords } from "./useCompare";

/** The moves of a line, a row each, beside what every model would have done there. */
export function MovesTable(props: { trace: Trace; moves: readonly ForcedMove[]; columns: readonly LockStepColumn[] }) {
  const { trace, moves, columns } = props;
  const words = useCompareWords().models;
  return (
    <Sideways className="compare-scroll">
      <table className="data-table compare-table">
        <thead>
          <tr>
            <th scope="col">{words.move}</th>
            <th scope="col">{words.line}</th>
            {columns.map((column) => (
              <th key={column.cardId} scope="col">
                {column.name}
                <ColumnEnd column={column} count={moves.length} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moves.map(({ start, deed }, move) => (
            <tr key={start}>
              <th scope="row">{move + 1}</th>
              <td>
                <StepCell step={deed} />
              </td>
              {columns.map(({ cardId, answers }) => (
                <td key={cardId}>
                  <Answer trace={trace} answer={answers.find((each) => each.move === move)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Where a model parts from the line first, or why it was not asked to the end. */
function ColumnEnd({ column, count }: { column: LockStepColumn; count: number }) {
  const common = useWords();
  const words = useCompareWords().models;
  const { answers, failure } = column;
  const parts = answers.find(({ parting }) => isParting(parting));
  const isWhole = answers.length === count;
  return (
    <p className="compare-note">
      {parts ? words.parts(parts.move + 1) : isWhole ? words.together : failure ? words.unfinished : ""}
      {failure ? ` ${failureWords(common, failure.code)} ${failureDetail(common, failure)}` : ""}
    </p>
  );
}

function Answer({ trace, answer }: { trace: Trace; answer: LockStepAnswer | undefined }) {
  const workspace = useWorkspace();
  const words = useCompareWords();
  const readOnly = useReadOnly();
  if (!answer) return null;
  const deed = answer.made.findLast(({ body }) => body.kind !== "observation");
  const last = answer.made.at(-1);
  const parts = isParting(answer.parting);
  return (
    <div className={parts ? "compare-parts" : ""}>
      {deed ? <StepCell step={deed} /> : null}
      <p className="compare-chips">
        <span className="compare-chip">{partingText(answer.parting, words)}</span>
      </p>
      {parts && answer.forcedMeanLogProbability !== null ? (
        <p className="compare-note">{words.models.forced(logText(answer.forcedMeanLogProbability))}</p>
      ) : null}
      {last && answer.parting.kind !== "same" ? (
        <Button disabled={readOnly && !isKeptMove(trace, last.id)} onClick={() => keepMove(workspace, answer)}>
          {isKeptMove(trace, last.id) ? words.models.kept : words.models.keep}
        </Button>
      ) : null}
    </div>
  );
}

function partingText(parting: Parting, words: ReturnType<typeof useCompareWords>): string {
  const name = words.models[parting.kind];
  return parting.kind === "elsewhere" && parting.overlap !== null
    ? `${name} · ${words.overlap(shareText(parting.overlap))}`
    : name;
}
