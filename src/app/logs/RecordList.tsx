import { Check } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import type { RecordEntry } from "../../opening";
import { toggled } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { rowAfterKey, showRow, useWindow } from "../controls";
import { useNarrow } from "../theme";
import { shortScore, useLogWords } from "./LogParts";
import type { Found } from "./useFound";

/** On a phone what is known of a run takes two lines. */
const ROW_HEIGHT = { wide: 52, narrow: 88 };
const ROWS_A_PAGE = 8;

export interface RecordListProps {
  /** What the list goes by in the document; its rows by that and their place. */
  readonly id: string;
  /** The list itself: what searches walks over it, too. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly found: Found;
  /** In CSS pixels. */
  readonly rowHeight: number;
  /** The row that the keys act on. */
  readonly at: number;
  onWalk(at: number): void;
  /** Runs by their index in the log. */
  readonly chosen: ReadonlySet<number>;
  onChoose(chosen: ReadonlySet<number>): void;
  onOpen(indices: readonly number[]): void;
  /** Shows the report of a run. */
  onReport(index: number): void;
  /** Shows all runs of the problem of a run. */
  onRuns(index: number): void;
}

/** The runs that were found, as a list of which only what is seen is mounted. */
export function RecordList(props: RecordListProps) {
  const { found, id } = props;
  const words = useLogWords();
  const { scroller, rowHeight } = props;
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, found.count, rowHeight);
  const active = props.at;
  useRowsInSight(found, first, last);
  useActiveInView(props, active);
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
        return <RecordRow key={place} {...props} rowId={`${id}-${place}`} place={place} active={place === active} />;
      })}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

/** The row that the keys act on, by its name in the document. */
export const activeRow = ({ found, id, at }: Pick<RecordListProps, "found" | "id" | "at">): string | undefined =>
  found.count > 0 ? `${id}-${at}` : undefined;

export const useRowHeight = (): number => (useNarrow() ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide);

function useRowsInSight({ want, version }: Found, first: number, last: number): void {
  // Rows come from the worker, so that those in sight have to be asked for: again where others were found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that what was asked for is gone
  useEffect(() => want(first, last), [want, first, last, version]);
}

/** What was found is looked through from its beginning, or from where a person left it. */
function useActiveInView({ scroller, rowHeight, found }: RecordListProps, active: number): void {
  // Scroll position belongs to the browser; React does not render it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that something else was found
  useEffect(() => {
    if (scroller.current) showRow(scroller.current, active, rowHeight);
  }, [found.version, rowHeight]);
}

/** Walks, opens the active run or all that are chosen, chooses the active one, or reports on it; whether it was a key of ours. */
function onListKey(
  { key }: KeyboardEvent<HTMLElement>,
  props: RecordListProps,
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
  { found, onWalk, rowHeight }: Pick<RecordListProps, "found" | "onWalk" | "rowHeight">,
  active: number,
  scroller: HTMLElement | null,
): boolean {
  const to = rowAfterKey(key, { index: active, count: found.count, pageRows: ROWS_A_PAGE });
  if (to === null) return false;
  onWalk(to);
  if (scroller) showRow(scroller, to, rowHeight);
  return true;
}

interface RecordRowProps extends RecordListProps {
  readonly rowId: string;
  readonly place: number;
  readonly active: boolean;
}

function RecordRow(props: RecordRowProps) {
  const { found, chosen, onWalk, onOpen, onChoose, rowId, place, active } = props;
  const words = useLogWords();
  const row = found.row(place);
  const isChosen = row !== null && chosen.has(row.index);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of its rows
    <div
      id={rowId}
      className="logs-row"
      role="option"
      tabIndex={-1}
      style={{ height: props.rowHeight }}
      aria-selected={isChosen}
      aria-setsize={found.count}
      aria-posinset={place + 1}
      data-active={active}
      onClick={() => {
        onWalk(place);
        if (row) onOpen([row.index]);
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list's space bar does the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to press, which the option already names */}
      <span
        className="logs-tick"
        title={words.choose}
        onClick={(event) => {
          event.stopPropagation();
          onWalk(place);
          if (row) onChoose(toggled(chosen, row.index));
        }}
      >
        {isChosen ? <Check size={14} aria-hidden="true" /> : null}
      </span>
      <span className="logs-title">{row ? row.title || words.placeIn(row.place) : "…"}</span>
      {row ? <RowFacts row={row} {...props} /> : null}
    </div>
  );
}

function RowFacts({ row, onReport, onRuns }: { row: RecordEntry } & Pick<RecordListProps, "onReport" | "onRuns">) {
  const words = useLogWords();
  const systemName = useSystemName();
  const judged = row.right === null ? null : row.right ? "right" : "wrong";
  return (
    <span className="logs-row-facts">
      <span>
        {[words.placeIn(row.place), words.steps(row.steps), row.answer ? words.answered(row.answer) : ""]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {judged ? <span className={`logs-${judged}`}>{words[judged]}</span> : null}
      {row.score === null ? null : <span>{words.score(shortScore(row.score))}</span>}
      {row.runs > 1 ? (
        <RowAction className="logs-link" title={words.runsOfQuestion(row.runs)} onPress={() => onRuns(row.index)}>
          {words.runs(row.runs)}
        </RowAction>
      ) : null}
      <span className={`logs-sureness logs-sureness-${row.sureness}`} title={words.surenessWhy[row.sureness]}>
        {`${systemName(row.system)} · ${words.sureness[row.sureness]} · ${row.form}`}
      </span>
      {row.unread > 0 ? (
        <RowAction className="logs-wrong logs-link" title={words.reportOfRun} onPress={() => onReport(row.index)}>
          {words.unreadWords(row.unread)}
        </RowAction>
      ) : null}
    </span>
  );
}

/** A place in a row to press: what it does is among the buttons below the list as well, for the keyboard. */
function RowAction(props: { className: string; title: string; onPress(): void; children: string }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button below the list does the same
    // biome-ignore lint/a11y/noStaticElementInteractions: an option holds no controls, only places to press
    <span
      className={props.className}
      title={props.title}
      onClick={(event) => {
        event.stopPropagation();
        props.onPress();
      }}
    >
      {props.children}
    </span>
  );
}
