import type { Size } from "../../geometry";
import { type Camera, visibleBox } from "../camera/camera";
import type { Stroke, Tone } from "../contract/surface";
import type { DrawnMark, Side } from "../marks/drawn";
import type { SpatialGrid } from "../marks/grid";
import { PILL_HEIGHT, pillWords } from "../marks/pill";
import {
  type MarkContext,
  type PlacedPill,
  paintMarks,
  paintPill,
  pillOpacity,
  pillsOf,
  pillWidth,
  spacedPills,
} from "./paint";
import { type MarkStyle, markStyle, type Palette } from "./style";

/** Up to this many marks on a layer are painted one by one in each frame; above, a frame would take too long. */
export const MOST_SINGLE = 250;

/** The marks that touch the viewport grown by `margin` CSS pixels. */
export function culled(grid: SpatialGrid<DrawnMark>, camera: Camera, viewport: Size, margin = 0): DrawnMark[] {
  // Dots, heads and words reach out of the bounds by a few pixels that no zoom changes.
  return grid.query(visibleBox(camera, viewport, margin + 24));
}

export interface StyledMarks {
  readonly side: Side;
  readonly tone: Tone;
  readonly stroke?: Stroke | undefined;
  readonly marks: readonly DrawnMark[];
}

/** Marks put together by the style they share, in painting order. */
export function byStyle(marks: readonly DrawnMark[]): StyledMarks[] {
  const groups = new Map<string, StyledMarks & { readonly marks: DrawnMark[] }>();
  for (const mark of marks) {
    const { stroke } = mark.source;
    const key = `${mark.side} ${mark.tone} ${stroke ? `${stroke.color} ${stroke.width}` : ""}`;
    const group = groups.get(key);
    if (group) group.marks.push(mark);
    else groups.set(key, { side: mark.side, tone: mark.tone, stroke, marks: [mark] });
  }
  return [...groups.values()];
}

/** A pill that knows its style. */
export type StyledPill = PlacedPill & { readonly style: MarkStyle };

export const styledPills = (group: StyledMarks, camera: Camera, palette: Palette): StyledPill[] => {
  const style = markStyle(group.side, group.tone, "none", palette, group.stroke);
  return group.marks.flatMap((mark) => pillsOf(mark, camera, palette.label).map((pill) => ({ ...pill, style })));
};

export function paintLines(
  context: MarkContext,
  groups: readonly StyledMarks[],
  camera: Camera,
  palette: Palette,
): void {
  for (const { side, tone, stroke, marks } of groups) {
    paintMarks(context, marks, markStyle(side, tone, "none", palette, stroke), camera);
  }
}

/** As many words as there is room for. */
export function paintWords(
  context: MarkContext,
  groups: readonly StyledMarks[],
  camera: Camera,
  palette: Palette,
): void {
  // What is painted last lies on top and keeps its words first.
  const pills = groups.flatMap((group) => styledPills(group, camera, palette)).reverse();
  const kept = spacedPills(
    pills,
    (pill) => pillWidth(context, pillWords(pill.words), palette),
    PILL_HEIGHT * palette.label,
  );
  for (const pill of kept) {
    context.globalAlpha = pillOpacity(pill.style);
    paintPill(context, pill, pill.style, palette);
  }
  context.globalAlpha = 1;
}
