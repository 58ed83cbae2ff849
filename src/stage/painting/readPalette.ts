import { DEFAULT_PALETTE, type Palette } from "./style";

/** The colours, the font and the weight of marks that the CSS properties of an element say. */
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
    label: Number(style.getPropertyValue("--mark-label")) || DEFAULT_PALETTE.label,
  };
}

// Thumbnails read the palette one by one, and a canvas for each colour of each of them costs tens of milliseconds.
const known = new Map<string, string | null>();

/** Any CSS colour as `rgb(r, g, b)`; null where it is no colour. What a text says hangs on nothing but the text. */
function asRgb(color: string): string | null {
  const found = known.get(color);
  if (found !== undefined) return found;
  const read = paintedRgb(color);
  known.set(color, read);
  return read;
}

/** By painting one pixel with it. */
function paintedRgb(color: string): string | null {
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
