import type { Mark } from "../../action";
import { type Camera, viewFromImage } from "../camera/camera";
import type { DrawnMark } from "../marks/drawn";
import { viewBox } from "../marks/hit";
import { PILL_FONT_SIZE, PILL_HEIGHT, PILL_PADDING, pillWords } from "../marks/pill";
import { isDotted, type MarkStyle, type Palette } from "./style";

/** A canvas to paint on. Points are CSS pixels of the viewport; the caller scales for the device. */
export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What painting marks needs of a canvas: little enough that something else, such as a vector file, can stand in for one. */
export type MarkContext = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "beginPath"
  | "closePath"
  | "moveTo"
  | "lineTo"
  | "rect"
  | "roundRect"
  | "arc"
  | "fill"
  | "fillRect"
  | "stroke"
  | "setLineDash"
  | "fillText"
  | "measureText"
  | "globalAlpha"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "font"
  | "textAlign"
  | "textBaseline"
>;

/** One mark, lines then words. Words that would run over `rightEdge` of the viewport are moved back into it. */
export function paintMark(
  context: MarkContext,
  mark: DrawnMark,
  style: MarkStyle,
  camera: Camera,
  palette: Palette,
  rightEdge = Number.POSITIVE_INFINITY,
): void {
  context.save();
  paintMarks(context, [mark], style, camera);
  context.globalAlpha = pillOpacity(style);
  for (const pill of pillsOf(mark, camera))
    paintPill(context, pulledIn(context, pill, rightEdge, palette), style, palette);
  context.restore();
}

/** The lines of many marks of one style, as few paths: a halo under all of them, then the lines. */
export function paintMarks(context: MarkContext, marks: readonly DrawnMark[], style: MarkStyle, camera: Camera): void {
  context.save();
  context.globalAlpha = style.opacity;
  for (const mark of marks) paintFills(context, mark, style, camera);
  const crops = marks.filter(({ crop }) => crop);
  const traceLines = (): void => {
    context.beginPath();
    for (const mark of marks) for (const shape of mark.shapes) traceShape(context, shape, camera);
  };
  // The halo of a crop's corners goes under the thin lines that leave them, so the lines are traced a second time.
  traceLines();
  strokeHalo(context, style);
  if (crops.length > 0) {
    traceCorners(context, crops, camera);
    strokeHalo(context, cornerStyle(style));
    traceLines();
  }
  strokeLine(context, style);
  if (crops.length > 0) {
    traceCorners(context, crops, camera);
    strokeLine(context, cornerStyle(style));
  }
  paintHeads(context, marks, style, camera);
  context.restore();
}

/** Halo, then line, along the current path. */
export function strokeTwice(context: MarkContext, style: MarkStyle): void {
  strokeHalo(context, style);
  strokeLine(context, style);
}

function strokeHalo(context: MarkContext, style: MarkStyle): void {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.setLineDash([]);
  context.strokeStyle = style.halo;
  context.lineWidth = style.haloWidth;
  context.stroke();
}

function strokeLine(context: MarkContext, style: MarkStyle): void {
  context.lineCap = isDotted(style.dash) ? "round" : "butt";
  context.setLineDash([...style.dash]);
  context.strokeStyle = style.color;
  context.lineWidth = style.lineWidth;
  context.stroke();
  context.setLineDash([]);
}

const DOT_RADIUS = 7;

function traceShape(context: MarkContext, shape: Mark, camera: Camera): void {
  switch (shape.shape) {
    case "rectangle":
    case "wash": {
      const { left, top, width, height } = viewBox(camera, shape.box);
      context.rect(left, top, width, height);
      return;
    }
    case "polyline":
      shape.points.forEach((point, index) => {
        const { x, y } = viewFromImage(camera, point);
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      return;
    case "dot": {
      const { x, y } = viewFromImage(camera, shape.at);
      context.moveTo(x + DOT_RADIUS, y);
      context.arc(x, y, DOT_RADIUS, 0, 2 * Math.PI);
      return;
    }
    case "text":
      return;
  }
}

function paintFills(context: MarkContext, mark: DrawnMark, style: MarkStyle, camera: Camera): void {
  for (const shape of mark.shapes) {
    const strength = shape.shape === "wash" ? 0.28 + style.fill : shape.shape === "rectangle" ? style.fill : 0;
    if (strength === 0 || !("box" in shape)) continue;
    const { left, top, width, height } = viewBox(camera, shape.box);
    context.globalAlpha = style.opacity * strength;
    context.fillStyle = style.color;
    context.fillRect(left, top, width, height);
    context.globalAlpha = style.opacity;
  }
}

const cornerStyle = (style: MarkStyle): MarkStyle => ({
  ...style,
  dash: [],
  lineWidth: style.lineWidth + 2,
  haloWidth: style.haloWidth + 2,
});

/** The heavy corners of a crop, as on a viewfinder. */
function traceCorners(context: MarkContext, crops: readonly DrawnMark[], camera: Camera): void {
  context.beginPath();
  for (const { bounds } of crops) {
    const { left, top, width, height } = viewBox(camera, bounds);
    const arm = Math.min(18, width / 3, height / 3);
    for (const [x, towardsX] of [[left, arm] as const, [left + width, -arm] as const])
      for (const [y, towardsY] of [[top, arm] as const, [top + height, -arm] as const]) {
        context.moveTo(x + towardsX, y);
        context.lineTo(x, y);
        context.lineTo(x, y + towardsY);
      }
  }
}

/** Heads of arrows and the hearts of points: small and solid, so that they show where exactly. */
function paintHeads(context: MarkContext, marks: readonly DrawnMark[], style: MarkStyle, camera: Camera): void {
  context.beginPath();
  for (const { shapes } of marks)
    for (const shape of shapes) {
      if (shape.shape === "dot") traceHeart(context, shape, camera);
      if (shape.shape === "polyline" && shape.arrow) traceHead(context, shape, camera);
    }
  context.strokeStyle = style.halo;
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = style.color;
  context.fill();
}

function traceHeart(context: MarkContext, dot: Extract<Mark, { shape: "dot" }>, camera: Camera): void {
  const { x, y } = viewFromImage(camera, dot.at);
  context.moveTo(x + 2, y);
  context.arc(x, y, 2, 0, 2 * Math.PI);
}

function traceHead(context: MarkContext, line: Extract<Mark, { shape: "polyline" }>, camera: Camera): void {
  const [from, to] = line.points.slice(-2);
  if (!from || !to) return;
  const { x, y } = viewFromImage(camera, to);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn: number): [number, number] => [x - 14 * Math.cos(angle + turn), y - 14 * Math.sin(angle + turn)];
  context.moveTo(x, y);
  context.lineTo(...corner(0.42));
  context.lineTo(...corner(-0.42));
  context.closePath();
}

/** Words to paint; `x`, `y` is the bottom left corner of their ground, CSS pixels. */
export interface PlacedPill {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

/** Text stands on its point; the words of a box stand on its top edge, or under it where there is no room. */
export function pillsOf(mark: DrawnMark, camera: Camera, label = 1): readonly PlacedPill[] {
  const pills = mark.shapes.flatMap((shape): PlacedPill[] => {
    if (shape.shape !== "text") return [];
    const { x, y } = viewFromImage(camera, shape.at);
    return [{ words: shape.words, x, y }];
  });
  if (mark.words === "") return pills;
  const { left, top } = viewBox(camera, mark.bounds);
  const gap = mark.shapes[0]?.shape === "dot" ? 11 : 8;
  const above = top - gap;
  const tall = PILL_HEIGHT * label;
  return [...pills, { words: mark.words, x: left, y: above < tall + 2 ? top + gap + tall : above }];
}

function pulledIn(context: MarkContext, pill: PlacedPill, rightEdge: number, palette: Palette): PlacedPill {
  // What hangs on something out of sight may be out of sight as well.
  if (pill.x > rightEdge) return pill;
  const most = rightEdge - pillWidth(context, pillWords(pill.words), palette) - 4;
  return { ...pill, x: Math.min(pill.x, Math.max(most, 4)) };
}

/** Words must be read even where lines may be faint. */
export const pillOpacity = (style: MarkStyle): number => Math.max(style.opacity, 0.9);

const widths = new Map<string, number>();

const pillFont = ({ font, label }: Pick<Palette, "font" | "label">): string => `${PILL_FONT_SIZE * label}px ${font}`;

/** Measured once for each font and word; text is the costliest thing on a canvas. */
export function pillWidth(context: MarkContext, words: string, palette: Pick<Palette, "font" | "label">): number {
  const key = `${pillFont(palette)}\n${words}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > 5000) widths.clear();
  context.font = pillFont(palette);
  const width = context.measureText(words).width + 2 * PILL_PADDING * palette.label;
  widths.set(key, width);
  return width;
}

export function paintPill(context: MarkContext, { words, x, y }: PlacedPill, style: MarkStyle, palette: Palette): void {
  const shown = pillWords(words);
  if (shown === "") return;
  const width = pillWidth(context, shown, palette);
  const height = PILL_HEIGHT * palette.label;
  context.beginPath();
  context.roundRect(x, y - height, width, height, 4);
  context.fillStyle = style.pill.ground;
  context.fill();
  context.setLineDash([...style.pill.dash]);
  context.strokeStyle = style.pill.edge;
  context.lineWidth = 1.25;
  context.stroke();
  context.setLineDash([]);
  context.font = pillFont(palette);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = style.pill.ink;
  context.fillText(shown, x + PILL_PADDING * palette.label, y - height / 2 + 0.5);
}

/** Pills that do not cover one another, first come first kept: thousands of words are a grey smear otherwise. */
export function spacedPills<P extends PlacedPill>(
  pills: readonly P[],
  widthOf: (pill: P) => number,
  height: number = PILL_HEIGHT,
): P[] {
  const taken = new Set<number>();
  const cell = (value: number): number => Math.floor(value / height);
  // Cells as one number each: rows and columns of a viewport are far fewer than 2¹⁵ either side of 0.
  const keyOf = (column: number, row: number): number => column * 65_536 + row;
  return pills.filter((pill) => {
    const [top, bottom, left] = [cell(pill.y - height), cell(pill.y), cell(pill.x)];
    if (taken.has(keyOf(left, top)) || taken.has(keyOf(left, bottom))) return false;
    const right = cell(pill.x + widthOf(pill));
    const cells: number[] = [];
    for (let column = left; column <= right; column++) cells.push(keyOf(column, top), keyOf(column, bottom));
    if (cells.some((key) => taken.has(key))) return false;
    for (const key of cells) taken.add(key);
    return true;
  });
}
