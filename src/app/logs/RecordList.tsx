import { Check } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from "react";
import type { RecordEntry } from "../../opening";
import { toggled } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { rowAfterKey, showRow, useWindow } from "../controls";
import { useLogWords } from "./LogParts";
import type { Found } from "./useFound";

const ROW_HEIGHT = 52;
const ROWS_A_PAGE = 8;

interface RecordListProps {
  readonly found: Found;
  /** The row that the keys act on. */
  readonly at: number;
  onWalk(at: number): void;
  /** Runs by their index in the log. */
  readonly chosen: ReadonlySet<number>;
  onChoose(chosen: ReadonlySet<number>): void;
  onOpen(indices: readonly number[]): void;
}

/** The runs that were found, as a list of which only what is seen is mounted. */
export function RecordList(props: RecordListProps) {
  const { found } = props;
  const words = useLogWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, found.count, ROW_HEIGHT);
  const active = Math.min(props.at, Math.max(0, found.count - 1));
  useRowsInSight(found, first, last);
  useActiveInView(scroller, active, found.version);
  return (
    <div
      ref={scroller}
      className="logs-list"
      role="listbox"
      aria-label={words.list}
      aria-multiselectable
      aria-activedescendant={found.count > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={(event) => onListKey(event, props, active)}
    >
      <div style={{ height: padTop }} role="presentation" />
      {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
        const place = first + offset;
        return <RecordRow key={place} {...props} id={`${id}-${place}`} place={place} active={place === active} />;
      })}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

function useRowsInSight({ want, version }: Found, first: number, last: number): void {
  // Rows come from the worker, so that those in sight have to be asked for: again where others were found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that what was asked for is gone
  useEffect(() => want(first, last), [want, first, last, version]);
}

/** What was found is looked through from its beginning, or from where a person left it. */
function useActiveInView(scroller: RefObject<HTMLElement | null>, active: number, version: number): void {
  // Scroll position belongs to the browser; React does not render it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that something else was found
  useEffect(() => {
    if (scroller.current) showRow(scroller.current, active, ROW_HEIGHT);
  }, [version]);
}

/** Walks, opens the active run or all that are chosen, or chooses the active one. */
function onListKey(event: KeyboardEvent<HTMLElement>, props: RecordListProps, active: number): void {
  const { found, chosen } = props;
  const row = found.row(active);
  const to = rowAfterKey(event.key, { index: active, count: found.count, pageRows: ROWS_A_PAGE });
  if (to !== null) {
    props.onWalk(to);
    showRow(event.currentTarget, to, ROW_HEIGHT);
  } else if (event.key === "Enter" && row) props.onOpen(chosen.size > 0 ? [...chosen] : [row.index]);
  else if (event.key === " " && row) props.onChoose(toggled(chosen, row.index));
  else return;
  event.preventDefault();
}

interface RecordRowProps extends RecordListProps {
  readonly id: string;
  readonly place: number;
  readonly active: boolean;
}

function RecordRow({ found, chosen, onWalk, onOpen, onChoose, id, place, active }: RecordRowProps) {
  const words = useLogWords();
  const row = found.row(place);
  const isChosen = row !== null && chosen.has(row.index);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of its rows
    <div
      id={id}
      className="logs-row"
      role="option"
      tabIndex={-1}
      style={{ height: ROW_HEIGHT }}
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
      <span className="logs-title">{row ? row.title || row.place : "…"}</span>
      {row ? <RowFacts row={row} /> : null}
    </div>
  );
}

function RowFacts({ row }: { row: RecordEntry }) {
  const words = useLogWords();
  const systemName = useSystemName();
  const judged = row.right === null ? null : row.right ? "right" : "wrong";
  return (
    <span className="logs-row-facts">
      <span>
        {[row.place, systemName(row.system), words.steps(row.steps), row.answer ? words.answered(row.answer) : ""]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {judged ? <span className={`logs-${judged}`}>{words[judged]}</span> : null}
      {row.unread > 0 ? <span className="logs-wrong">{words.unreadWords(row.unread)}</span> : null}
    </span>
  );
}
