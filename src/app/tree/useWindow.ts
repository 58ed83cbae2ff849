import { type RefObject, useCallback, useEffect, useState } from "react";

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
