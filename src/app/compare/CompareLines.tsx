import { useMemo, useState } from "react";
import { type ComparedRow, type Comparison, compareLines, isAlike, viewPlaces } from "../../trace";
import type { ComparedLine } from "../../workspace/comparing";
import { OtherField } from "./OtherField";
import { RowsTable } from "./RowsTable";
import { type Standing, SwipePicture } from "./SwipePicture";
import { useCompareWords, useOther, useSeen } from "./useCompare";

/** The line in sight beside another: where they part, step by step, and what both show there. */
export function CompareLines() {
  const words = useCompareWords();
  const seen = useSeen();
  const other = useOther(seen);
  if (!seen) return <p className="compare-note">{words.noLine}</p>;
  return (
    <>
      <OtherField seen={seen} other={other} />
      {other ? <SideBySide key={keyOf(other)} left={seen} right={other} /> : <p>{words.nothingBeside}</p>}
    </>
  );
}

/** Another line begins at its own parting. */
const keyOf = ({ trace, steps }: ComparedLine): string => `${trace.id} ${steps.at(-1)?.id}`;

function SideBySide({ left, right }: { left: ComparedLine; right: ComparedLine }) {
  const comparison = useMemo(() => {
    const views = { left: viewPlaces(left.trace), right: viewPlaces(right.trace) };
    return compareLines(left.steps, right.steps, views);
  }, [left, right]);
  const { rows, partsAt } = comparison;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? partsAt ?? rows.length - 1, rows.length - 1);
  const standings = useMemo(() => standingsAt(rows, at, left, right), [rows, at, left, right]);
  return (
    <>
      <Summary comparison={comparison} />
      <div className="compare-columns">
        <SwipePicture {...standings} />
        <RowsTable rows={rows} partsAt={partsAt} at={at} onChoose={setChosen} />
      </div>
    </>
  );
}

function Summary({ comparison }: { comparison: Comparison }) {
  const words = useCompareWords();
  const { rows, partsAt, aligned } = comparison;
  const count = (is: (row: ComparedRow) => boolean): number => rows.filter(is).length;
  return (
    <div role="status">
      <p className="compare-verdict">{partsAt === null ? words.alike : words.partsAt(partsAt + 1)}</p>
      {partsAt === null ? null : (
        <p className="compare-note">
          {words.counts(
            count((row) => row.left !== null && row.right !== null && !isAlike(row)),
            count(({ right }) => right === null),
            count(({ left }) => left === null),
          )}
        </p>
      )}
      {aligned ? null : <p className="compare-note">{words.inOrder}</p>}
    </div>
  );
}

/** Where both lines stand at a row: on a side without a step, where that line was before. */
function standingsAt(
  rows: readonly ComparedRow[],
  at: number,
  left: ComparedLine,
  right: ComparedLine,
): { readonly left: Standing; readonly right: Standing } {
  const passed = rows.slice(0, at + 1);
  return {
    left: { of: left, index: passed.filter((row) => row.left !== null).length - 1 },
    right: { of: right, index: passed.filter((row) => row.right !== null).length - 1 },
  };
}
