import { Check } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import type { RecordEntry } from "../../opening";
import { toggled } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { useWindow } from "../tree/useWindow";
import type { Found } from "./useFound";
import { useLogWords } from "./useLogWords";

const ROW_HEIGHT = 52;
const ROWS_A_PAGE = 8;

/** The runs that were found, as a list of which only what is seen is mounted. */
export function RecordList(props: {
  found: Found;
  /** The row that the keys act on. */
  at: number;
  onWalk(at: number): void;
  chosen: ReadonlySet<number>;
  onChoose(chosen: ReadonlySet<number>): void;
  onOpen(indices: readonly number[]): void;
}) {
  const { found, at, onWalk, chosen, onChoose, onOpen } = props;
  const words = useLogWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, found.count, ROW_HEIGHT);
  const active = Math.min(at, Math.max(0, found.count - 1));
  const { want, version } = found;
  // Rows come from the worker, so that those in sight have to be asked for: again where others were found.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that what was asked for is gone
  useEffect(() => want(first, last), [want, first, last, version]);

  const show = (row: number): void => {
    const box = scroller.current;
    if (!box) return;
    const top = row * ROW_HEIGHT;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_HEIGHT - box.clientHeight;
  };

  // What was found is looked through from its beginning, or from where a person left it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that something else was found
  useEffect(() => show(active), [version]);

  const walk = (to: number): void => {
    const next = Math.max(0, Math.min(to, found.count - 1));
    onWalk(next);
    show(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = found.row(active);
    const act = KEYS[event.key]?.({ active, count: found.count });
    if (act !== undefined) walk(act);
    else if (event.key === "Enter" && row) onOpen(chosen.size > 0 ? [...chosen] : [row.index]);
    else if (event.key === " " && row) onChoose(toggled(chosen, row.index));
    else return;
    event.preventDefault();
  };

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
      onKeyDown={onKeyDown}
    >
      <div style={{ height: padTop }} role="presentation" />
      {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
        const place = first + offset;
        const row = found.row(place);
        return (
          <RecordRow
            key={place}
            id={`${id}-${place}`}
            row={row}
            place={place}
            count={found.count}
            active={place === active}
            chosen={row !== null && chosen.has(row.index)}
            onOpen={() => {
              onWalk(place);
              if (row) onOpen([row.index]);
            }}
            onToggle={() => {
              onWalk(place);
              if (row) onChoose(toggled(chosen, row.index));
            }}
          />
        );
      })}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

const KEYS: Readonly<Record<string, (list: { active: number; count: number }) => number>> = {
  ArrowDown: ({ active }) => active + 1,
  ArrowUp: ({ active }) => active - 1,
  PageDown: ({ active }) => active + ROWS_A_PAGE,
  PageUp: ({ active }) => active - ROWS_A_PAGE,
  Home: () => 0,
  End: ({ count }) => count - 1,
};

function RecordRow(props: {
  id: string;
  row: RecordEntry | null;
  place: number;
  count: number;
  active: boolean;
  chosen: boolean;
  onOpen(): void;
  onToggle(): void;
}) {
  const { row } = props;
  const words = useLogWords();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of its rows
    <div
      id={props.id}
      className="logs-row"
      role="option"
      tabIndex={-1}
      style={{ height: ROW_HEIGHT }}
      aria-selected={props.chosen}
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      data-active={props.active}
      onClick={props.onOpen}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list's space bar does the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to press, which the option already names */}
      <span
        className="logs-tick"
        title={words.choose}
        onClick={(event) => {
          event.stopPropagation();
          props.onToggle();
        }}
      >
        {props.chosen ? <Check size={14} aria-hidden="true" /> : null}
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
