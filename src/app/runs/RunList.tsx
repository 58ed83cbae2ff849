import { type KeyboardEvent, useEffect } from "react";
import { toggled } from "../../workspace/state";
import { rowAfterKey, showRow, useRowInView, useWindow } from "../controls";
import { useLogWords } from "../logs/LogParts";
import { useLow, useNarrow } from "../theme";
import type { RunListProps } from "./list";
import { RunRow } from "./RunRow";
import type { Found } from "./useFound";

/** In CSS pixels: three lines, or two in a small window; a finger wants a little more. */
const ROW_HEIGHT = { wide: 68, narrow: 56, low: 48 };
const ROWS_A_PAGE = 8;

/** The runs that were found, as a list of which only what is seen is mounted. */
export function RunList(props: RunListProps) {
  const { found, id } = props;
  const words = useLogWords();
  const { scroller, rowHeight } = props;
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, found.count, rowHeight);
  const active = props.at;
  useRowsInSight(found, first, last);
  // What was found is looked through from its beginning, or from where a person left it; a run that was gone to by key from
  // elsewhere is brought into sight. Only what is in sight is there to be named as the row that the keys act on.
  useRowInView(scroller, active, rowHeight, found.search);
  return (
    <div
      ref={(element) => {
        scroller.current = element;
      }}
      id={id}
      className="logs-list"
      role="listbox"
      aria-label={words.list}
      aria-multiselectable
      aria-activedescendant={activeRow(props)}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={(event) => {
        if (onListKey(event, props, active, scroller.current)) event.preventDefault();
      }}
    >
      <div style={{ height: padTop }} role="presentation" />
      {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
        const place = first + offset;
        return <RunRow key={place} {...props} rowId={`${id}-${place}`} place={place} active={place === active} />;
      })}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

/** The row that the keys act on, by its name in the document. */
export const activeRow = ({ found, id, at }: Pick<RunListProps, "found" | "id" | "at">): string | undefined =>
  found.count > 0 ? `${id}-${at}` : undefined;

export function useRowHeight(): number {
  const [low, narrow] = [useLow(), useNarrow()];
  return low ? ROW_HEIGHT.low : narrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide;
}

function useRowsInSight({ want, version }: Found, first: number, last: number): void {
  // Rows come from the worker, so that those in sight have to be asked for: again where others were found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that what was asked for is gone
  useEffect(() => want(first, last), [want, first, last, version]);
}

/** Walks, opens the active run or all that are chosen, chooses the active one, or reports on it; whether it was a key of ours. */
function onListKey(
  { key }: KeyboardEvent<HTMLElement>,
  props: RunListProps,
  active: number,
  scroller: HTMLElement | null,
): boolean {
  if (walks(key, props, active, scroller)) return true;
  const { found, chosen } = props;
  const row = found.row(active);
  if (!row) return false;
  if (key === "Enter") props.onOpen(chosen.size > 0 ? [...chosen] : [row.index]);
  else if (key === " ") props.onChoose(toggled(chosen, row.index));
  else if (key === "r") props.onReport(row.index);
  else return false;
  return true;
}

/** Walks over the rows where the key walks. */
export function walks(
  key: string,
  { found, onWalk, rowHeight }: Pick<RunListProps, "found" | "onWalk" | "rowHeight">,
  active: number,
  scroller: HTMLElement | null,
): boolean {
  const to = rowAfterKey(key, { index: active, count: found.count, pageRows: ROWS_A_PAGE });
  if (to === null) return false;
  onWalk(to);
  if (scroller) showRow(scroller, to, rowHeight);
  return true;
}
