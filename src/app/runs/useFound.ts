import { useCallback, useEffect, useRef, useState } from "react";
import type { ListedRun, RecordFilter, SearchProgress } from "../../opening";
import type { ListOfRuns } from "../../workspace/ports";

/** Rows are asked for in pages of so many. */
const PAGE = 100;
/** A person who types is not interrupted by what they have not finished asking for. */
const FIND_AFTER_MILLIS = 120;

export interface Found {
  readonly count: number;
  /** Changes with each new finding. */
  readonly version: number;
  /** How far a search in the text of the runs has come; null where none goes on. */
  readonly searching: SearchProgress | null;
  /** Null while it is on its way. */
  row(at: number): ListedRun | null;
  /** Asks for the rows from one to another. */
  want(from: number, to: number): void;
}

interface Finding {
  readonly count: number;
  readonly version: number;
  readonly searching: SearchProgress | null;
}

/** The runs of a list that fit a filter, a page at a time: all of them stay where they are listed. */
export function useFound(runs: ListOfRuns, filter: RecordFilter, all: number): Found {
  const [finding, setFinding] = useState<Finding>({ count: all, version: 0, searching: null });
  // Counts up when rows have come; they are kept beside React, as there may be very many.
  const [, setArrived] = useState(0);
  const pages = useRef(new Map<number, readonly ListedRun[] | null>());
  const search = useRef(0);

  // The list is asked, and may be asked again before it has answered.
  useEffect(() => {
    const number = ++search.current;
    const show = async (count: number, searching: SearchProgress | null): Promise<void> => {
      // The first rows come with the count, so that the list never stands there empty.
      const rows = await runs.rows(0, PAGE);
      if (number !== search.current) return;
      pages.current = new Map([[0, rows]]);
      setFinding(({ version }) => ({ count, version: version + 1, searching }));
    };
    const find = async (): Promise<void> => {
      const found = await runs.find(filter, (progress) => void show(progress.found, progress));
      if (number !== search.current) return;
      // Where it was stopped, what it had found by then stays.
      if (found === null) setFinding((before) => ({ ...before, searching: null }));
      else await show(found, null);
    };
    const timer = setTimeout(() => void find(), number === 1 ? 0 : FIND_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, [runs, filter]);

  const want = useCallback(
    (from: number, to: number): void => {
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        const held = pages.current;
        if (held.has(page)) continue;
        held.set(page, null);
        void runs.rows(page * PAGE, (page + 1) * PAGE).then((rows) => {
          if (held !== pages.current) return;
          held.set(page, rows);
          setArrived((n) => n + 1);
        });
      }
    },
    [runs],
  );

  return { ...finding, row: (at) => pages.current.get(Math.floor(at / PAGE))?.[at % PAGE] ?? null, want };
}
