import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Unread } from "../../dialect";
import type { RawFacts, RawOf, RawRow, RawSpan } from "../../opening";
import type { OpenLog } from "../../workspace/ports";
import { useLanguage } from "../binding/useWorkspace";
import { IconButton, useWindow } from "../controls";
import { useLogWords } from "./LogParts";
import { usePages } from "./usePages";

const ROW_HEIGHT = 20;
/** Rows above the place that is shown, so that one sees what it stands in. */
const ROWS_ABOVE = 4;

interface RawRecordProps {
  readonly log: OpenLog;
  readonly of: RawOf;
  /** What is looked at; null for the record as a whole. */
  readonly finding: Unread | null;
}

/** The record as its file has it, at the places of a finding. Only the rows in sight are ever fetched. */
export function RawRecord({ log, of, finding }: RawRecordProps) {
  const words = useLogWords();
  const { data, isPending } = useQuery({
    queryKey: ["raw", log.facts, of, finding],
    queryFn: () => log.raw(of, finding ? [finding] : []),
    staleTime: 0,
    gcTime: 0,
  });
  if (isPending) return <p role="status">{words.raw.reading}</p>;
  if (!data) return <p role="alert">{words.raw.unreadable}</p>;
  return <Rows log={log} of={of} facts={data} />;
}

function Rows({ log, of, facts }: { log: OpenLog; of: RawOf; facts: RawFacts }) {
  const words = useLogWords();
  const number = useNumber();
  const scroller = useRef<HTMLElement | null>(null);
  const [spans] = facts.places;
  const [nth, setNth] = useState(0);
  const span = spans?.[nth] ?? null;
  useSpanInView(scroller, span);
  return (
    <section className="raw-record" aria-label={words.raw.title}>
      <header className="raw-head">
        <h3 className="report-title">{words.raw.title}</h3>
        <p className="logs-facts">{words.raw.about(number(facts.rows), number(facts.characters))}</p>
        {span && spans ? <Stepper nth={nth} count={spans.length} onStep={setNth} /> : null}
        {spans?.length === 0 ? (
          <p className="logs-facts" role="status">
            {words.raw.nowhere}
          </p>
        ) : null}
      </header>
      <RowWindow log={log} of={of} count={facts.rows} span={span} scroller={scroller} />
    </section>
  );
}

function Stepper({ nth, count, onStep }: { nth: number; count: number; onStep(nth: number): void }) {
  const words = useLogWords();
  const step = (by: number) => onStep((nth + by + count) % count);
  return (
    <span className="raw-steps">
      <IconButton
        label={words.raw.previous}
        icon={<ChevronUp size={16} />}
        disabled={count === 1}
        onClick={() => step(-1)}
      />
      <span role="status">{words.raw.at(nth + 1, count)}</span>
      <IconButton
        label={words.raw.next}
        icon={<ChevronDown size={16} />}
        disabled={count === 1}
        onClick={() => step(1)}
      />
    </span>
  );
}

interface RowWindowProps {
  readonly log: OpenLog;
  readonly of: RawOf;
  readonly count: number;
  readonly span: RawSpan | null;
  readonly scroller: RefObject<HTMLElement | null>;
}

function RowWindow({ log, of, count, span, scroller }: RowWindowProps) {
  const words = useLogWords();
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, count, ROW_HEIGHT);
  const { row, want } = usePages((from, to) => log.rawRows(of, from, to));
  // Rows come from the worker, so that those in sight have to be asked for.
  useEffect(() => want(first, last), [want, first, last]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
    <section ref={scroller} className="raw-rows" tabIndex={0} aria-label={words.raw.title} onScroll={onScroll}>
      <div style={{ height: padTop }} />
      {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
        const place = first + offset;
        return <Row key={place} row={row(place)} number={place + 1} span={span} />;
      })}
      <div style={{ height: padBottom }} />
    </section>
  );
}

function Row({ row, number, span }: { row: RawRow | null; number: number; span: RawSpan | null }) {
  const words = useLogWords();
  const format = useNumber();
  if (!row) return <div className="raw-row" style={{ height: ROW_HEIGHT }} />;
  const [before, marked, after] = partsOf(row, span);
  return (
    <div className="raw-row" style={{ height: ROW_HEIGHT }}>
      <span className="raw-number" aria-hidden="true">
        {number}
      </span>
      <code style={{ paddingLeft: (row.depth + (row.goesOn ? 1 : 0)) * 16 }}>
        {before}
        {marked === "" ? null : <mark className="raw-mark">{marked}</mark>}
        {after}
        {row.left > 0 ? <span className="raw-left">{words.raw.left(format(row.left))}</span> : null}
      </code>
    </div>
  );
}

/** A row's text before, in and after what is marked. */
function partsOf({ start, text }: RawRow, span: RawSpan | null): readonly [string, string, string] {
  const from = Math.max(0, Math.min(text.length, (span?.from ?? 0) - start));
  const to = Math.max(from, Math.min(text.length, (span?.to ?? 0) - start));
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** Scrolls to a place: rows are as high as they are told to be, so that the browser need not have drawn it. */
function useSpanInView(scroller: RefObject<HTMLElement | null>, span: RawSpan | null): void {
  // Scroll position belongs to the browser; React does not render it.
  useEffect(() => {
    if (scroller.current && span) scroller.current.scrollTop = Math.max(0, span.row - ROWS_ABOVE) * ROW_HEIGHT;
  }, [scroller, span]);
}

function useNumber(): (value: number) => string {
  const language = useLanguage();
  return (value) => value.toLocaleString(language);
}
