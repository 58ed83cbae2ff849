// Strokes that can be told apart by colour, by dashes, and by the number beside them: eight hues that people who see few
// colours tell apart as well (Okabe and Ito, "Color Universal Design", 2008, without black), then the same hues dashed.

/** How the marks of one run are drawn. `dash` is in CSS pixels, as SVG takes it. */
export interface Stroke {
  readonly colour: string;
  readonly dash: string;
}

const HUES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442"] as const;
/** Neighbouring runs differ in both: seven hues and four dashes have no factor in common. */
const DASHES = ["none", "9 4", "2 3", "12 3 2 3"] as const;

/** No two of the first 28 strokes are the same. */
export const strokeOf = (nth: number): Stroke => ({
  colour: HUES[nth % HUES.length] ?? HUES[0],
  dash: DASHES[nth % DASHES.length] ?? DASHES[0],
});
