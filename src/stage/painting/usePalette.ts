import { type RefObject, useEffect, useState } from "react";
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

export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const accent = (name: string, otherwise: string): string => {
    const value = style.getPropertyValue(name).trim();
    return value === "" ? otherwise : (asRgb(value) ?? otherwise);
  };
  return {
    accent: {
      model: accent("--model", DEFAULT_PALETTE.accent.model),
      human: accent("--human", DEFAULT_PALETTE.accent.human),
    },
    verdict: {
      correct: accent("--good", DEFAULT_PALETTE.verdict.correct),
      wrong: accent("--bad", DEFAULT_PALETTE.verdict.wrong),
      unsure: accent("--unsure", DEFAULT_PALETTE.verdict.unsure),
      neutral: accent("--ink-soft", DEFAULT_PALETTE.verdict.neutral),
      none: accent("--ink-soft", DEFAULT_PALETTE.verdict.none),
    },
    font: style.fontFamily || DEFAULT_PALETTE.font,
    weight: Number(style.getPropertyValue("--mark-weight")) || DEFAULT_PALETTE.weight,
  };
}

/** Any CSS colour as `rgb(r, g, b)`, by painting one pixel with it; null where it is no colour. */
function asRgb(color: string): string | null {
  if (!CSS.supports("color", color)) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
