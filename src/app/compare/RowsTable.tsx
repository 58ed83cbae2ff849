import { useState } from "react";
import { type ComparedRow, type Difference, isAlike, type Step } from "../../trace";
import { useLanguage } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { CompareWords } from "../words/compare";
import { StepCell } from "./StepCell";
import { shareText, useCompareWords } from "./useCompare";
import { wordDiff } from "./wordDiff";

interface RowsProps {
  readonly rows: readonly ComparedRow[];
  readonly partsAt: number | null;
  /** The row whose pictures are shown. */
  readonly at: number;
  onChoose(row: number): void;
}

/** So many rows are shown at first: a line may be a hundred thousand steps long. */
const ROWS_AT_FIRST = 200;

/** The pairs of steps, one row each; what both lines begin with is folded away. */
export function RowsTable({ rows, partsAt, at, onChoose }: RowsProps) {
  const words = useCompareWords();
  const shared = partsAt ?? rows.length;
  const [isSharedShown, setIsSharedShown] = useState(partsAt === null);
  const [most, setMost] = useState(ROWS_AT_FIRST);
  const first = isSharedShown ? 0 : shared;
  const shown = rows.slice(first, first + most);
  const hidden = rows.length - first - shown.length;
  return (
    <div className="compare-rows">
      {shared > 0 && partsAt !== null ? (
        <p className="compare-note">
          {words.sharedSteps(shared)}{" "}
          <Button onClick={() => setIsSharedShown(!isSharedShown)}>
            {isSharedShown ? words.hideShared : words.showShared}
          </Button>
        </p>
      ) : null}
      <table className="data-table compare-table">
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.this}</th>
            <th scope="col">{words.other}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <Row
              key={`${row.left?.id} ${row.right?.id}`}
              row={row}
              n={first + i + 1}
              isChosen={first + i === at}
              onChoose={() => onChoose(first + i)}
            />
          ))}
        </tbody>
      </table>
      {hidden > 0 ? (
        <Button onClick={() => setMost(most + ROWS_AT_FIRST)}>{words.more(Math.min(hidden, ROWS_AT_FIRST))}</Button>
      ) : null}
    </div>
  );
}

function Row(props: { row: ComparedRow; n: number; isChosen: boolean; onChoose(): void }) {
  const { row, n, isChosen, onChoose } = props;
  const words = useCompareWords();
  const differences = row.left && row.right ? row.differences : [];
  return (
    <tr className={isAlike(row) ? "compare-alike" : "compare-differs"} aria-current={isChosen ? "step" : undefined}>
      <th scope="row">
        <button type="button" className="compare-step" aria-pressed={isChosen} onClick={onChoose}>
          {n}
        </button>
      </th>
      <td>
        <Side step={row.left} differences={differences} side="left" />
      </td>
      <td>
        <Side step={row.right} differences={differences} side="right" />
        {differences.length > 0 ? (
          <p className="compare-chips">
            {differences.map((difference) => (
              <span key={difference.kind} className="compare-chip">
                {words.differences[difference.kind]}
                {noteOf(difference, differences, row.left?.body.kind === "action", words)}
              </span>
            ))}
          </p>
        ) : null}
      </td>
    </tr>
  );
}

/** How much two places share, or that they cannot be held against each other. */
function noteOf(difference: Difference, all: readonly Difference[], isOfActions: boolean, words: CompareWords): string {
  if (difference.kind === "place" && difference.overlap !== null) {
    const share = shareText(difference.overlap);
    return ` · ${difference.on === null ? words.overlap(share) : words.onCommon(share)}`;
  }
  const isTogether = all.some((each) => each.kind === "place" && each.on !== null);
  return difference.kind === "picture" && isOfActions && !isTogether ? ` · ${words.apart}` : "";
}

interface SideProps {
  readonly step: Step | null;
  readonly differences: readonly Difference[];
  readonly side: "left" | "right";
}

/** One step of a pair, its words with those marked that the other has not. */
function Side({ step, differences, side }: SideProps) {
  const words = useCompareWords();
  if (!step) return <span className="compare-note">{words.absent}</span>;
  const said = differences.find((difference) => difference.kind === "words");
  return (
    <StepCell step={step}>
      {said?.kind === "words" ? <Said left={said.left} right={said.right} side={side} /> : undefined}
    </StepCell>
  );
}

function Said({ left, right, side }: { left: string; right: string; side: "left" | "right" }) {
  const language = useLanguage();
  const words = useCompareWords();
  const runs = wordDiff(left, right, language).filter(({ of }) => of === "both" || of === side);
  return runs.map(({ text, of }, i) =>
    of === "both" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs of words are never moved, and the same one may come twice
      <span key={i}>{text}</span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <mark key={i} className={`compare-${side}`} title={side === "left" ? words.removed : words.added}>
        {text}
      </mark>
    ),
  );
}
