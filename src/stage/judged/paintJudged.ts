import type { Box, Size } from "../../geometry";
import { type Camera, visibleBox } from "../camera/camera";
import type { JudgedMark } from "../contract/surface";
import { touches } from "../marks/grid";
import { viewBox } from "../marks/hit";
import { PILL_HEIGHT, pillWords } from "../marks/pill";
import { type Context2D, type PlacedPill, paintPill, pillWidth, spacedPills, strokeTwice } from "../painting/paint";
import { judgedStyle, type MarkStyle, type Palette } from "../painting/style";
import { type Arrow, arrowBetween, headOf, pointOn } from "./arrow";

/** CSS pixels from the tip of an arrow to the ends of its head. */
const HEAD = 13;
/** CSS pixels by which the outline of a region lies outside it, so that the model's own box there stays in sight. */
const OUTSET = 5;
/** The length of an arrow to or from a step that has no place on the picture, CSS pixels. */
const STUB = 44;

/** Everything that a person judged on the picture, as far as it is in view, the chosen last. */
export function paintJudged(
  context: Context2D,
  judged: readonly JudgedMark[],
  camera: Camera,
  viewport: Size,
  palette: Palette,
): void {
  const seen = visibleBox(camera, viewport, 300);
  const shown = judged.filter((mark) => placesOf(mark).some((box) => touches(box, seen)));
  for (const [style, marks] of byStyle(shown, palette)) {
    paintRegions(context, marks, style, camera);
    paintArrows(context, marks, style, camera);
  }
  paintWords(context, shown, camera, palette);
}

const placesOf = (mark: JudgedMark): readonly Box[] =>
  mark.kind === "region" ? [mark.box] : [mark.from, mark.to].filter((box) => box !== null);

/** Marks of one style are painted as one path: ten thousand strokes would be felt. */
function byStyle(marks: readonly JudgedMark[], palette: Palette): readonly (readonly [MarkStyle, JudgedMark[]])[] {
  const groups = new Map<string, readonly [MarkStyle, JudgedMark[]]>();
  for (const mark of marks.toSorted((a, b) => Number(a.chosen) - Number(b.chosen))) {
    const key = `${mark.verdict} ${mark.chosen}`;
    const group = groups.get(key) ?? ([judgedStyle(mark.verdict, mark.chosen, palette), []] as const);
    group[1].push(mark);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function paintRegions(context: Context2D, marks: readonly JudgedMark[], style: MarkStyle, camera: Camera): void {
  context.beginPath();
  for (const mark of marks) {
    if (mark.kind !== "region") continue;
    const { left, top, width, height } = viewBox(camera, mark.box);
    context.rect(left - OUTSET, top - OUTSET, width + 2 * OUTSET, height + 2 * OUTSET);
  }
  context.globalAlpha = style.fill;
  context.fillStyle = style.color;
  context.fill();
  context.globalAlpha = 1;
  strokeTwice(context, style);
}

function paintArrows(context: Context2D, marks: readonly JudgedMark[], style: MarkStyle, camera: Camera): void {
  context.beginPath();
  for (const mark of marks) {
    const arrow = mark.kind === "link" ? arrowOf(mark, camera) : null;
    if (!arrow) continue;
    const [left, right] = headOf(arrow, HEAD);
    context.moveTo(arrow.from.x, arrow.from.y);
    context.quadraticCurveTo(arrow.bend.x, arrow.bend.y, arrow.to.x, arrow.to.y);
    context.moveTo(left.x, left.y);
    context.lineTo(arrow.to.x, arrow.to.y);
    context.lineTo(right.x, right.y);
  }
  strokeTwice(context, { ...style, dash: [] });
}

/** In CSS pixels. A step without a place is a short way off the one that has one, its number on the ground beside. */
export function arrowOf({ from, to }: Extract<JudgedMark, { kind: "link" }>, camera: Camera): Arrow | null {
  if (from && to) return arrowBetween(viewBox(camera, from), viewBox(camera, to));
  const only = from ?? to;
  if (!only) return null;
  const box = viewBox(camera, only);
  const away: Box = { left: box.left + box.width + STUB, top: box.top + box.height / 2, width: 0, height: 0 };
  return from ? arrowBetween(box, away) : arrowBetween(away, box);
}

function paintWords(context: Context2D, marks: readonly JudgedMark[], camera: Camera, palette: Palette): void {
  // The chosen keeps its words first, then what was judged last.
  const order = marks.toReversed().sort((a, b) => Number(b.chosen) - Number(a.chosen));
  const pills = order.flatMap((mark) => {
    const at = pillPlace(mark, camera);
    return at ? [{ ...at, words: mark.words, style: judgedStyle(mark.verdict, mark.chosen, palette) }] : [];
  });
  const kept = spacedPills(
    pills,
    (pill) => pillWidth(context, pillWords(pill.words), palette),
    PILL_HEIGHT * palette.label,
  );
  for (const pill of kept) paintPill(context, pill, pill.style, palette);
}

/** Below a region, where the words of a model's own box do not stand; at the middle of an arrow. */
function pillPlace(mark: JudgedMark, camera: Camera): Omit<PlacedPill, "words"> | null {
  if (mark.kind === "region") {
    const { left, top, height } = viewBox(camera, mark.box);
    return { x: left - OUTSET, y: top + height + OUTSET + PILL_HEIGHT + 4 };
  }
  const arrow = arrowOf(mark, camera);
  if (!arrow) return null;
  const { x, y } = pointOn(arrow, mark.to ? 0.5 : 1);
  return { x: x + 8, y: y + PILL_HEIGHT / 2 };
}
