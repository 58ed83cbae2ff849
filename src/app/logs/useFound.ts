import { useCallback, useEffect, useRef, useState } from "react";
import type { RecordEntry, RecordFilter } from "../../opening";
import type { OpenLog } from "../../workspace";

/** Rows are asked for in pages of so many. */
const PAGE = 100;
/** A person who types is not interrupted by what they have not finished asking for. */
const FIND_AFTER_MILLIS = 120;

export interface Found {
  readonly count: number;
  /** Changes with each new finding. */
  readonly version: number;
  /** Null while it is on its way. */
  row(at: number): RecordEntry | null;
  /** Asks for the rows from one to another. */
  want(from: number, to: number): void;
}

/** The records of a log that fit a filter, a page at a time: all of them stay in the worker. */
export function useFound(log: OpenLog, filter: RecordFilter): Found {
  const [count, setCount] = useState(log.facts.records);
  // Counts up when rows have come; they are kept beside React, as there may be very many.
  const [, setArrived] = useState(0);
  const pages = useRef(new Map<number, readonly RecordEntry[] | null>());
  const search = useRef(0);
  const [version, setVersion] = useState(0);

  // The worker is asked, and may be asked again before it has answered.
  useEffect(() => {
    const number = ++search.current;
    const timer = setTimeout(
      () => {
        void log.find(filter).then(async (found) => {
          // The first rows come with the count, so that the list never stands there empty.
          const rows = await log.rows(0, PAGE);
          if (number !== search.current) return;
          pages.current = new Map([[0, rows]]);
          setCount(found);
          setVersion(number);
        });
      },
      number === 1 ? 0 : FIND_AFTER_MILLIS,
    );
    return () => clearTimeout(timer);
  }, [log, filter]);

  const want = useCallback(
    (from: number, to: number): void => {
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        const held = pages.current;
        if (held.has(page)) continue;
        held.set(page, null);
        void log.rows(page * PAGE, (page + 1) * PAGE).then((rows) => {
          if (held !== pages.current) return;
          held.set(page, rows);
          setArrived((n) => n + 1);
        });
      }
    },
    [log],
  );

  return {
    count,
    version,
    row: (at) => pages.current.get(Math.floor(at / PAGE))?.[at % PAGE] ?? null,
    want,
  };
}
