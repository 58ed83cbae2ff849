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

/** Keeps a row in sight: where it becomes another one, where `again` does, and where the list gets less room. */
export function useRowInView(
  scroller: RefObject<HTMLElement | null>,
  index: number,
  rowHeight: number,
  again?: unknown,
): void {
  // Scroll position belongs to the browser; React does not render it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found anew is looked through from that row
  useEffect(() => {
    if (index < 0) return;
    // With the next picture, which lays the page out anyway: to ask for sizes now would have it laid out in this task.
    const next = requestAnimationFrame(() => scroller.current && showRow(scroller.current, index, rowHeight));
    return () => cancelAnimationFrame(next);
  }, [scroller, index, rowHeight, again]);
  useEffect(() => {
    const box = scroller.current;
    if (!box || index < 0) return;
    // Told first when it begins to observe: what is asked for here would have the page laid out in this task.
    let height: number | null = null;
    const observer = new ResizeObserver(() => {
      // Whoever has scrolled it away looks elsewhere.
      const bottom = (index + 1) * rowHeight;
      if (height !== null && bottom <= box.scrollTop + height && bottom > box.scrollTop) showRow(box, index, rowHeight);
      height = box.clientHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller, index, rowHeight]);
}

/** Scrolls a list no further than it takes to show a row. */
export function showRow(box: HTMLElement, index: number, rowHeight: number): void {
  const top = index * rowHeight;
  // Rows begin below the padding.
  const bottom = top + rowHeight + Number.parseFloat(getComputedStyle(box).paddingTop);
  if (top < box.scrollTop) box.scrollTop = top;
  else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
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
