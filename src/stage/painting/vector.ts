import type { MarkContext } from "./paint";
import { paintStillMarks, type Still } from "./still";

// Marks are painted by the very functions that paint them on the stage, onto a recorder in the place of a canvas: a
// figure cannot come to look otherwise than the screen.

/** A canvas that knows how wide words are. */
export type Measure = Pick<MarkContext, "font" | "measureText">;

/**
 * A still as an SVG: the picture by its address, the marks as vectors with their words as text. Sizes are CSS pixels of
 * the viewport.
 */
export function svgOfStill(still: Still, address: string, measure: Measure): string {
  const { camera, image, viewport } = still;
  const { context, elements } = createRecorder(measure);
  paintStillMarks(context, still);
  const [width, height] = [number(viewport.width), number(viewport.height)];
  const picture =
    `<image href="${escaped(address)}" x="${number(camera.x)}" y="${number(camera.y)}"` +
    ` width="${number(image.width * camera.scale)}" height="${number(image.height * camera.scale)}"` +
    ' preserveAspectRatio="none"/>';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    picture,
    ...elements,
    "</svg>",
    "",
  ].join("\n");
}

/** What a canvas keeps on its stack, but for dashes, which have no property. */
const PEN = {
  globalAlpha: 1,
  fillStyle: "rgb(0, 0, 0)",
  strokeStyle: "rgb(0, 0, 0)",
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  font: "10px sans-serif",
  textAlign: "left",
  textBaseline: "alphabetic",
} as const satisfies Partial<MarkContext>;

type Pen = Pick<MarkContext, keyof typeof PEN>;

/** Takes down what is painted on it as SVG elements, in their order. */
function createRecorder(measure: Measure): { readonly context: MarkContext; readonly elements: readonly string[] } {
  const elements: string[] = [];
  const stack: (readonly [Pen, readonly number[]])[] = [];
  let dash: readonly number[] = [];
  let path = "";
  const trace = (step: string): void => {
    path += step;
  };
  const put = (look: string): void => {
    if (path !== "") elements.push(`<path d="${path}"${look}`);
  };
  const context: MarkContext = {
    ...PEN,
    ...tracing(trace),
    save: () => void stack.push([penOf(context), dash]),
    restore() {
      const [pen, before] = stack.pop() ?? [PEN, []];
      Object.assign(context, pen);
      dash = before;
    },
    beginPath() {
      path = "";
    },
    setLineDash(lengths: Iterable<number>) {
      dash = [...lengths];
    },
    fill: () => put(`${fillOf(context)}/>`),
    stroke: () => put(` fill="none"${strokeOf(context, dash)}/>`),
    fillRect: (x, y, width, height) =>
      void elements.push(`<path d="${rectangle(x, y, width, height)}"${fillOf(context)}/>`),
    fillText: (words, x, y) => void elements.push(textOf(words, x, y, context)),
    measureText(words) {
      measure.font = context.font;
      return measure.measureText(words);
    },
  };
  return { context, elements };
}

const penOf = ({
  globalAlpha,
  fillStyle,
  strokeStyle,
  lineWidth,
  lineCap,
  lineJoin,
  font,
  textAlign,
  textBaseline,
}: Pen): Pen => ({
  globalAlpha,
  fillStyle,
  strokeStyle,
  lineWidth,
  lineCap,
  lineJoin,
  font,
  textAlign,
  textBaseline,
});

/** The methods that draw the current path, as steps of an SVG path. */
const tracing = (
  trace: (step: string) => void,
): Pick<MarkContext, "moveTo" | "lineTo" | "closePath" | "rect" | "roundRect" | "arc"> => ({
  moveTo: (x, y) => trace(`M${pair(x, y)}`),
  lineTo: (x, y) => trace(`L${pair(x, y)}`),
  closePath: () => trace("Z"),
  rect: (x, y, width, height) => trace(rectangle(x, y, width, height)),
  roundRect: (x, y, width, height, radius) => trace(roundedRectangle(x, y, width, height, radius)),
  arc: (x, y, radius, from, to) => trace(circle(x, y, radius, from, to)),
});

const rectangle = (x: number, y: number, width: number, height: number): string =>
  `M${pair(x, y)}h${number(width)}v${number(height)}h${number(-width)}Z`;

function roundedRectangle(x: number, y: number, width: number, height: number, radius: unknown): string {
  // The ground of words is the only one that is drawn, with one radius for all corners.
  const r = typeof radius === "number" ? Math.min(radius, width / 2, height / 2) : 0;
  const corner = (dx: number, dy: number): string => `a${pair(r, r)} 0 0 1 ${pair(dx, dy)}`;
  return (
    `M${pair(x + r, y)}h${number(width - 2 * r)}${corner(r, r)}v${number(height - 2 * r)}${corner(-r, r)}` +
    `h${number(2 * r - width)}${corner(-r, -r)}v${number(2 * r - height)}${corner(r, -r)}Z`
  );
}

/** An SVG arc cannot end where it begins, so that a whole circle takes two. */
function circle(x: number, y: number, radius: number, from: number, to: number): string {
  if (to - from < 2 * Math.PI) throw new Error(`Marks have whole circles only: from ${from} to ${to}`);
  const half = (dx: number): string => `a${pair(radius, radius)} 0 1 1 ${pair(dx, 0)}`;
  return `M${pair(x + radius, y)}${half(-2 * radius)}${half(2 * radius)}Z`;
}

const fillOf = ({ fillStyle, globalAlpha }: Pen): string => ` fill="${colour(fillStyle)}"${opacity(globalAlpha)}`;

function strokeOf(pen: Pen, dash: readonly number[]): string {
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.map(number).join(" ")}"`;
  return (
    ` stroke="${colour(pen.strokeStyle)}" stroke-width="${number(pen.lineWidth)}" stroke-linecap="${pen.lineCap}"` +
    ` stroke-linejoin="${pen.lineJoin}"${dashes}${opacity(pen.globalAlpha)}`
  );
}

function textOf(words: string, x: number, y: number, pen: Pen): string {
  const [, size = "10", family = "sans-serif"] = /^([\d.]+)px (.*)$/.exec(pen.font) ?? [];
  const baseline = pen.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
  return (
    `<text x="${number(x)}" y="${number(y)}" font-size="${size}" font-family="${escaped(family)}"${baseline}` +
    `${fillOf(pen)}>${escaped(words)}</text>`
  );
}

const colour = (style: Pen["fillStyle"]): string => (typeof style === "string" ? escaped(style) : "none");
const opacity = (alpha: number): string => (alpha === 1 ? "" : ` opacity="${number(alpha)}"`);
const pair = (x: number, y: number): string => `${number(x)} ${number(y)}`;

/** Hundredths of a CSS pixel are finer than any printer's dots at the size of a figure. */
const number = (value: number): string => String(Math.round(value * 100) / 100);

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Words for XML 1.0, which has no place for control characters, nor for halves of surrogate pairs. */
const escaped = (words: string): string =>
  words
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? "");
