import { type RefObject, useEffect, useState } from "react";
import { readPalette } from "./readPalette";
import { DEFAULT_PALETTE, type Palette } from "./style";

/** The colours and the weight from the CSS properties of the page, and the font, read again when the theme changes. */
export function usePalette(ref: RefObject<HTMLElement | null>, theme: string): Palette {
  const [palette, setPalette] = useState(DEFAULT_PALETTE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the properties are worth
  useEffect(() => {
    // The app sets the theme in an effect of its own, which runs after this one: read in the next frame.
    const frame = requestAnimationFrame(() => {
      if (!ref.current) return;
      const read = readPalette(ref.current);
      setPalette((before) => (JSON.stringify(before) === JSON.stringify(read) ? before : read));
    });
    return () => cancelAnimationFrame(frame);
  }, [ref, theme]);
  return palette;
}
