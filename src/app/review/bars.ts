/** A rectangle or a word of a plot, in CSS pixels from its upper left corner. */
export type PlotPart =
  | {
      readonly kind: "bar" | "track";
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: "title" | "name" | "figure";
      readonly left: number;
      /** Of the line that letters stand on. */
      readonly baseline: number;
      readonly text: string;
      /** What longer words are cut to. */
      readonly width: number;
    };

export interface Bars {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly PlotPart[];
}

export interface BarRow {
  readonly name: string;
  readonly count: number;
  readonly of: number;
}

const WIDTH = 640;
const MARGIN = 20;
const TITLE = 40;
const ROW = 26;
const NAMES = 200;
const FIGURES = 90;
const BAR = 12;
const TRACK = WIDTH - 2 * MARGIN - NAMES - FIGURES;

/** Where each bar and word of a plot lies: the longest bar is as long as its track. */
export function barsOf(title: string, rows: readonly BarRow[]): Bars {
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const parts = rows.flatMap(({ name, count, of }, at): readonly PlotPart[] => {
    const top = MARGIN + TITLE + at * ROW;
    const bar = { left: MARGIN + NAMES, top: top + (ROW - BAR) / 2, height: BAR };
    const baseline = top + ROW / 2 + 4;
    return [
      { kind: "name", left: MARGIN, baseline, text: name, width: NAMES - 12 },
      { kind: "track", ...bar, width: TRACK },
      { kind: "bar", ...bar, width: (TRACK * count) / most },
      { kind: "figure", left: MARGIN + NAMES + TRACK + 12, baseline, text: `${count} / ${of}`, width: FIGURES - 12 },
    ];
  });
  const heading: PlotPart = {
    kind: "title",
    left: MARGIN,
    baseline: MARGIN + 18,
    text: title,
    width: WIDTH - 2 * MARGIN,
  };
  return { width: WIDTH, height: 2 * MARGIN + TITLE + rows.length * ROW, parts: [heading, ...parts] };
}
