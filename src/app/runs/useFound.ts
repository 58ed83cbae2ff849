import { useCallback, useEffect, useRef, useState } from "react";
import type { ChosenReward, ListedRun, RecordFilter, SearchProgress } from "../../opening";
import type { ListOfRuns } from "../../workspace/ports";

/** Rows are asked for in pages of so many. */
const PAGE = 100;
/** A person who types is not interrupted by what they have not finished asking for. */
const FIND_AFTER_MILLIS = 120;

interface Finding {
  readonly count: number;
  /** Changes whenever other rows were found, or the same ones know more. */
  readonly version: number;
  /** Changes where a finding begins to be shown, and where it ends. */
  readonly search: number;
  /** How far a search in the text of the runs, or scoring them, has come; null where none goes on. */
  readonly searching: SearchProgress | null;
  /** What the rows are scored by. */
  readonly reward: ChosenReward | null;
}

export interface Found extends Finding {
  /** Null while it is on its way. */
  row(at: number): ListedRun | null;
  /** Asks for the rows from one to another. */
  want(from: number, to: number): void;
}

/** The runs of a list that fit a filter, a page at a time: all of them stay where they are listed. */
export function useFound(runs: ListOfRuns, filter: RecordFilter, all: number): Found {
  const [finding, setFinding] = useState<Finding>({ count: all, version: 0, search: 0, searching: null, reward: null });
  // Counts up when rows have come; they are kept beside React, as there may be very many.
  const [, setArrived] = useState(0);
  const pages = useRef(new Map<number, readonly ListedRun[] | null>());
  const inSight = useRef<readonly number[]>([]);
  const search = useRef(0);

  // The list is asked, and may be asked again before it has answered.
  useEffect(() => {
    const number = ++search.current;
    let isFirst = true;
    const show = async (count: number, searching: SearchProgress | null): Promise<void> => {
      // The first rows, and those in sight, come with the count, so that the list never stands there empty.
      const first = await Promise.all(
        [...new Set([0, ...inSight.current])].map(async (page) => [page, await pageOf(runs, page)] as const),
      );
      if (number !== search.current) return;
      pages.current = new Map(first);
      const turns = Number(isFirst || searching === null);
      isFirst = false;
      setFinding(({ version, search }) => ({
        count,
        version: version + 1,
        search: search + turns,
        searching,
        reward: filter.reward,
      }));
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
      inSight.current = pagesFrom(from, to);
      for (const page of inSight.current) {
        const held = pages.current;
        if (held.has(page)) continue;
        held.set(page, null);
        void pageOf(runs, page).then((rows) => {
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

const pageOf = (runs: ListOfRuns, page: number): Promise<readonly ListedRun[]> =>
  runs.rows(page * PAGE, (page + 1) * PAGE);

/** The pages that rows lie on. */
const pagesFrom = (from: number, to: number): readonly number[] => {
  const first = Math.floor(from / PAGE);
  return Array.from({ length: Math.max(0, Math.ceil(to / PAGE) - first) }, (_, i) => first + i);
};
