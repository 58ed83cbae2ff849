import type { Verdict } from "../../trace";
import type { Stroke, Tone } from "../contract/surface";
import type { Side } from "../marks/drawn";

/** The colours, the font and the weight of marks, the first two as CSS strings. Accents are `rgb(r, g, b)`, as a canvas normalises them. */
export interface Palette {
  readonly accent: { readonly [S in Side]: string };
  /** `none` is what was marked and of which nothing is said yet. */
  readonly verdict: { readonly [V in Verdict | "none"]: string };
  readonly font: string;
  /** How many times as wide as usual lines are: to be seen from the back of a room. */
  readonly weight: number;
  /** How many times as large as usual the words of marks are. */
  readonly label: number;
}

export const DEFAULT_PALETTE: Palette = {
  accent: { model: "rgb(194, 65, 12)", human: "rgb(37, 99, 235)" },
  verdict: {
    correct: "rgb(28, 113, 54)",
    wrong: "rgb(184, 35, 47)",
    unsure: "rgb(106, 72, 184)",
    neutral: "rgb(87, 84, 77)",
    none: "rgb(87, 84, 77)",
  },
  font: "system-ui, sans-serif",
  weight: 1,
  label: 1,
};

export type Emphasis = "none" | "hovered" | "selected";

/** How one mark is drawn. Widths and dashes are CSS pixels, whatever the zoom. */
export interface MarkStyle {
  readonly color: string;
  /** Drawn under the line, wider, so that the mark reads on any photograph. */
  readonly halo: string;
  readonly haloWidth: number;
  readonly lineWidth: number;
  /** Empty is solid. Model solid, human dashed, ghost dotted: told apart without colour. */
  readonly dash: readonly number[];
  readonly opacity: number;
  /** How strongly the inside is washed, 0 to 1. */
  readonly fill: number;
  readonly pill: Pill;
}

/** Words beside a mark: the model's on a full ground, a person's on paper with a dashed edge. */
export interface Pill {
  readonly ground: string;
  readonly ink: string;
  readonly edge: string;
  readonly dash: readonly number[];
}

const SOLID: readonly number[] = [];
const DASHED: readonly number[] = [7, 5];
// Round caps make a dot of a dash without length.
const DOTTED: readonly number[] = [0.1, 5];

/** Dots need round ends to be seen at all. */
export const isDotted = (dash: readonly number[]): boolean => dash === DOTTED;

const TONE_OPACITY: { readonly [T in Tone]: number } = { current: 1, past: 0.75, ghost: 0.7 };
const TONE_WIDTH: { readonly [T in Tone]: number } = { current: 2.5, past: 1.75, ghost: 2 };
const EMPHASIS_WIDTH: { readonly [E in Emphasis]: number } = { none: 0, hovered: 1, selected: 1 };
const EMPHASIS_FILL: { readonly [E in Emphasis]: number } = { none: 0, hovered: 0.14, selected: 0.08 };

export function markStyle(
  side: Side,
  tone: Tone,
  emphasis: Emphasis,
  palette: Palette,
  stroke: Stroke | null = null,
): MarkStyle {
  const color = stroke?.color ?? palette.accent[side];
  const lineWidth = ((stroke?.width ?? TONE_WIDTH[tone]) + EMPHASIS_WIDTH[emphasis]) * palette.weight;
  return {
    color,
    halo: haloFor(color),
    haloWidth: lineWidth + 3 * palette.weight,
    lineWidth,
    // Branches that have a colour each are told apart by that, and by dots would be hard to follow.
    dash: stroke ? SOLID : dashFor(side, tone),
    opacity: emphasis === "none" ? TONE_OPACITY[tone] : 1,
    fill: EMPHASIS_FILL[emphasis],
    pill: pillFor(side, tone, color),
  };
}

export function dashFor(side: Side, tone: Tone): readonly number[] {
  if (tone === "ghost") return DOTTED;
  return side === "human" ? DASHED : SOLID;
}

function pillFor(side: Side, tone: Tone, color: string): Pill {
  const paper = haloFor(color);
  if (side === "model" && tone !== "ghost") return { ground: color, ink: paper, edge: paper, dash: SOLID };
  return { ground: paper, ink: color, edge: color, dash: tone === "ghost" ? [1, 3] : [4, 3] };
}

/** White under a dark accent, near-black under a light one: line and halo never vanish on the same ground. */
export const haloFor = (color: string): string =>
  luminanceOf(color) < 0.36 ? "rgb(255, 255, 255)" : "rgb(17, 17, 17)";

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [first, second] = [luminanceOf(a), luminanceOf(b)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

/** Relative luminance (WCAG 2.2) of `rgb(r, g, b)`; 0 where it is written in another way. */
export function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => linear(Number(part) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Long, short, long: neither a model's solid line, nor a person's dashes, nor the dots of a road not taken. */
const DASH_DOT: readonly number[] = [10, 4, 2, 4];

/** How a region or a link that a person judged is drawn. */
export function judgedStyle(verdict: Verdict | null, chosen: boolean, palette: Palette): MarkStyle {
  const color = palette.verdict[verdict ?? "none"];
  const lineWidth = (chosen ? 3.5 : 2.5) * palette.weight;
  const [ground, ink] = [color, haloFor(color)];
  return {
    color,
    halo: haloFor(color),
    haloWidth: lineWidth + 3 * palette.weight,
    lineWidth,
    dash: DASH_DOT,
    opacity: 1,
    fill: chosen ? 0.1 : 0,
    pill: { ground, ink, edge: ink, dash: SOLID },
  };
}
