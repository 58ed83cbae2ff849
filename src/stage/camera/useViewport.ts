import { type RefObject, useEffect, useState } from "react";
import type { Size } from "../../geometry";

/** The size of an element in CSS pixels, kept up to date; 0 × 0 until it is laid out. */
export function useViewport(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** Device pixels a CSS pixel; changes when the page is zoomed or the window goes to another screen. */
export function useDevicePixelRatio(): number {
  const [ratio, setRatio] = useState(() => window.devicePixelRatio);
  useEffect(() => {
    const query = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const read = (): void => setRatio(window.devicePixelRatio);
    query.addEventListener("change", read);
    // Zooming the page also resizes its window; not every browser tells both.
    window.addEventListener("resize", read);
    return () => {
      query.removeEventListener("change", read);
      window.removeEventListener("resize", read);
    };
  }, [ratio]);
  return ratio;
}
