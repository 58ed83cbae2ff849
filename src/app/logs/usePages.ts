import { useCallback, useRef, useState } from "react";

const PAGE = 100;

/** Rows of a long list that come from elsewhere, a page at a time. `fetch` is taken at the first call and kept. */
export function usePages<Row>(fetch: (from: number, to: number) => Promise<readonly Row[]>) {
  // Counts up when rows have come; they are kept beside React, as there may be very many.
  const [, setArrived] = useState(0);
  const [ask] = useState(() => fetch);
  const pages = useRef(new Map<number, readonly Row[] | null>());
  const want = useCallback(
    (from: number, to: number): void => {
      for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
        if (pages.current.has(page)) continue;
        pages.current.set(page, null);
        void ask(page * PAGE, (page + 1) * PAGE).then((rows) => {
          pages.current.set(page, rows);
          setArrived((n) => n + 1);
        });
      }
    },
    [ask],
  );
  return { row: (at: number): Row | null => pages.current.get(Math.floor(at / PAGE))?.[at % PAGE] ?? null, want };
}
