import { type RefObject, useCallback, useEffect, useState } from "react";

// What long lists share: only the rows in sight are mounted, and keys walk over all of them.

const SPARE_ROWS = 8;

/** Which rows of a long list are worth mounting, and the room that the others take. */
export function useWindow(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const measure = useCallback(() => {
    const box = scroller.current;
    if (box) setSeen({ top: box.scrollTop, height: box.clientHeight });
  }, [scroller]);
  // The panel can be resized without the list scrolling.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, measure]);
  const first = Math.max(0, Math.min(Math.floor(seen.top / rowHeight) - SPARE_ROWS, count));
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + SPARE_ROWS);
  return { first, last, padTop: first * rowHeight, padBottom: (count - last) * rowHeight, onScroll: measure };
}

/** Scrolls a list no further than it takes to show a row. */
export function showRow(box: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
}

export interface ListPosition {
  readonly index: number;
  readonly count: number;
  /** How many rows Page Up and Page Down go over; where it is left out, they are no keys of the list. */
  readonly pageRows?: number;
}

/** The row that a key walks to, inside the list; null where the key does not walk. */
export function rowAfterKey(key: string, position: ListPosition): number | null {
  const to = targetOf(key, position);
  return to === null ? null : Math.max(0, Math.min(to, position.count - 1));
}

function targetOf(key: string, { index, count, pageRows }: ListPosition): number | null {
  if (key === "ArrowDown") return index + 1;
  if (key === "ArrowUp") return index - 1;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "PageDown" && pageRows) return index + pageRows;
  return key === "PageUp" && pageRows ? index - pageRows : null;
}
