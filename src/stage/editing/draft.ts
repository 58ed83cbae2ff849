import { type Action, fitAction, type HandTool, type ImageId } from "../../action";
import {
  boxFromCorners,
  clampBox,
  distance,
  type ImageBox,
  type ImagePoint,
  imageBox,
  type Size,
} from "../../geometry";
import { atLeastOnePixel } from "./reshape";

/** The tools that draw by putting points. */
export type DrawingTool = Exclude<HandTool, "select" | "hand" | "rotate">;

/** An action while a tool is still at it. */
export interface Draft {
  readonly tool: DrawingTool;
  /** The points that stand. */
  readonly points: readonly ImagePoint[];
  /** Where the pointer is, or was last. */
  readonly tip: ImagePoint;
  /** Where the button went down; null while it is up. */
  readonly pressed: ImagePoint | null;
}

/** A draft goes on, ends as an action, or ends as nothing. */
export type DraftStep =
  | { readonly kind: "going"; readonly draft: Draft }
  | { readonly kind: "done"; readonly action: Action }
  /** A region was drawn: a place to judge, and no action of anybody's. */
  | { readonly kind: "marked"; readonly box: ImageBox }
  | { readonly kind: "dropped" };

/** A drag shorter than this on either side is no box, CSS pixels. */
export const LEAST_DRAG = 4;

export interface DraftRules {
  readonly imageId: ImageId;
  readonly image: Size;
  /** CSS pixels an image pixel. */
  readonly scale: number;
}

const CLICKS_NEEDED: { readonly [T in DrawingTool]: number } = {
  crop: 2,
  box: 2,
  highlight: 2,
  arrow: 2,
  line: Number.POSITIVE_INFINITY,
  point: 1,
  label: 1,
  region: 2,
};

export const isDrawingTool = (tool: HandTool): tool is DrawingTool =>
  tool !== "select" && tool !== "hand" && tool !== "rotate";

export function pressDraft(draft: Draft | null, tool: DrawingTool, at: ImagePoint): Draft {
  return { tool, points: draft?.points ?? [], tip: at, pressed: at };
}

export const moveDraft = (draft: Draft, at: ImagePoint): Draft => ({ ...draft, tip: at });

/**
 * The button goes up. A drag draws from press to release and forgets clicks before it; a click puts a point.
 * So everything that dragging does, two clicks do as well (WCAG 2.2, 2.5.7).
 */
export function releaseDraft(draft: Draft, at: ImagePoint, rules: DraftRules): DraftStep {
  const pressed = draft.pressed ?? at;
  const needed = CLICKS_NEEDED[draft.tool];
  const isDrag = distance(pressed, at) * rules.scale >= LEAST_DRAG;
  if (isDrag && needed > 1 && !(draft.tool === "line" && draft.points.length > 0))
    return ended(draft.tool, [pressed, at], rules);
  const points = appended(draft.points, at, rules.scale);
  if (points.length >= needed) return ended(draft.tool, points, rules);
  return { kind: "going", draft: { ...draft, points, tip: at, pressed: null } };
}

/** Enter or a double click: what stands is meant. */
export const finishDraft = (draft: Draft, rules: DraftRules): DraftStep => ended(draft.tool, draft.points, rules);

/** Backspace: the last point goes, never anything else. */
export function withoutLastPoint(draft: Draft): Draft | null {
  const points = draft.points.slice(0, -1);
  return points.length === 0 ? null : { ...draft, points };
}

/** What the draft would be if it ended now; null where that is nothing yet. For showing, not for keeping. */
export function draftAction(draft: Draft, rules: DraftRules): Action | null {
  const from = draft.pressed && draft.tool !== "line" && draft.points.length === 0 ? [draft.pressed] : draft.points;
  const start = from.length === 0 && draft.pressed ? [draft.pressed] : from;
  return actionFrom(draft.tool, [...start, draft.tip], rules);
}

function ended(tool: DrawingTool, points: readonly ImagePoint[], rules: DraftRules): DraftStep {
  if (isTooSmall(tool, points, rules.scale)) return { kind: "dropped" };
  const action = actionFrom(tool, points, rules);
  if (tool === "region" && action?.kind === "box") return { kind: "marked", box: clampBox(action.box, rules.image) };
  const fitted =
    action && (action.kind === "label" ? { ok: true as const, value: action } : fitAction(action, rules.image));
  return fitted?.ok ? { kind: "done", action: fitted.value } : { kind: "dropped" };
}

// A label has no words yet: the stage asks for them before it hands the action out.
function actionFrom(tool: DrawingTool, points: readonly ImagePoint[], rules: DraftRules): Action | null {
  const [first, second] = points;
  const image = rules.imageId;
  if (!first) return null;
  if (tool === "point") return { kind: "point", image, at: points.at(-1) ?? first, label: "" };
  if (tool === "label") return { kind: "label", image, at: points.at(-1) ?? first, text: "" };
  if (!second) return null;
  if (tool === "line") return { kind: "line", image, points };
  if (tool === "arrow") return { kind: "arrow", image, from: first, to: second };
  const box = atLeastOnePixel(boxFromCorners(first.x, first.y, second.x, second.y), rules.image);
  if (tool === "crop") return { kind: "zoom", image, box };
  return tool === "highlight" ? { kind: "highlight", image, box } : { kind: "box", image, box, label: "" };
}

function isTooSmall(tool: DrawingTool, points: readonly ImagePoint[], scale: number): boolean {
  const [first, second] = points;
  if (tool === "point" || tool === "label") return !first;
  if (!first || !second) return true;
  const box = imageBox(0, 0, Math.abs(second.x - first.x) * scale, Math.abs(second.y - first.y) * scale);
  if (tool === "line" || tool === "arrow") return points.length === 2 && Math.hypot(box.width, box.height) < LEAST_DRAG;
  return box.width < LEAST_DRAG || box.height < LEAST_DRAG;
}

// The second click of a double click falls on the first; it puts no second point there.
function appended(points: readonly ImagePoint[], at: ImagePoint, scale: number): readonly ImagePoint[] {
  const last = points.at(-1);
  return last && distance(last, at) * scale < LEAST_DRAG ? points : [...points, at];
}
