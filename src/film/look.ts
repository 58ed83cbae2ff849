import type { Palette } from "../stage";

/** The colours of a film, a sheet or a figure: those of the page in the same theme. CSS colours. */
export interface Look {
  readonly theme: "light" | "dark";
  /** Around the picture. */
  readonly surround: string;
  /** Under words. */
  readonly panel: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly hairline: string;
  readonly palette: Palette;
}

/** A look without its font, which the page knows. */
type Colours = Omit<Look, "palette"> & { readonly palette: Omit<Palette, "font"> };

// A film may be in the theme that the page is not in, whose colours the page cannot be asked for then. A test holds these
// to the page's own.
export const LIGHT: Colours = {
  theme: "light",
  surround: "rgb(230, 228, 222)",
  panel: "rgb(253, 252, 250)",
  ink: "rgb(29, 28, 26)",
  inkSoft: "rgb(87, 84, 77)",
  hairline: "rgb(222, 218, 210)",
  palette: {
    weight: 1,
    label: 1,
    accent: { model: "rgb(173, 68, 0)", human: "rgb(10, 104, 130)" },
    verdict: {
      correct: "rgb(28, 113, 54)",
      wrong: "rgb(184, 35, 47)",
      unsure: "rgb(106, 72, 184)",
      neutral: "rgb(87, 84, 77)",
      none: "rgb(87, 84, 77)",
    },
  },
};

export const DARK: Colours = {
  theme: "dark",
  surround: "rgb(15, 15, 14)",
  panel: "rgb(28, 28, 27)",
  ink: "rgb(236, 234, 229)",
  inkSoft: "rgb(181, 177, 168)",
  hairline: "rgb(50, 49, 46)",
  palette: {
    weight: 1,
    label: 1,
    accent: { model: "rgb(255, 154, 82)", human: "rgb(85, 199, 227)" },
    verdict: {
      correct: "rgb(108, 203, 134)",
      wrong: "rgb(255, 139, 139)",
      unsure: "rgb(185, 160, 255)",
      neutral: "rgb(181, 177, 168)",
      none: "rgb(181, 177, 168)",
    },
  },
};

/** The look of a theme, in a font as CSS names it. */
export function lookOf(theme: "light" | "dark", font: string): Look {
  const colours = theme === "dark" ? DARK : LIGHT;
  return { ...colours, palette: { ...colours.palette, font } };
}
