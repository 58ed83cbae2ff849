import { type Shape, shapeOf } from "../../action";
import type { Size } from "../../geometry";
import type { StepId } from "../../trace";
import { type Camera, viewFromImage } from "../camera/camera";
import { type DraftRules, draftAction } from "../editing/draft";
import { handlesShown } from "../editing/reshape";
import { type DrawnMark, drawnMark } from "../marks/drawn";
import { viewBox } from "../marks/hit";
import type { Overlay } from "../pointer/controller";
import { type Context2D, paintMark, paintPill, strokeTwice } from "./paint";
import { type Emphasis, type MarkStyle, markStyle, type Palette } from "./style";

/** What lies on top: the marks that are pointed at, chosen or held, and the tools that act on them. */
export interface OverlayScene {
  readonly overlay: Overlay;
  readonly hovered: DrawnMark | null;
  readonly selected: DrawnMark | null;
  /** The selected mark may be changed: show its handles. */
  readonly handles: boolean;
  readonly palette: Palette;
  readonly viewport: Size;
  readonly rules: DraftRules | null;
  readonly turnHint: string;
}

/** Nothing to show. */
export const isBlank = ({ overlay, hovered, selected }: OverlayScene): boolean =>
  hovered === null && selected === null && overlay.draft === null && overlay.reshape === null && overlay.turn === null;

export function paintOverlay(context: Context2D, scene: OverlayScene, camera: Camera): void {
  const { turn } = scene.overlay;
  // Marks do not turn with the picture: they belong to it as it was.
  if (!turn) paintHeld(context, scene, camera);
  if (turn !== null && scene.rules) paintDial(context, turn, scene, scene.rules.image, camera);
}

function paintHeld(context: Context2D, scene: OverlayScene, camera: Camera): void {
  const { overlay, palette, selected, hovered } = scene;
  const inHand = handMark(scene);
  const emphasise = (mark: DrawnMark, emphasis: Emphasis): void =>
    paintMark(
      context,
      mark,
      markStyle(mark.side, mark.tone, emphasis, palette, mark.source.stroke),
      camera,
      palette,
      scene.viewport.width,
    );
  if (hovered && hovered !== selected) emphasise(hovered, "hovered");
  if (selected && !overlay.reshape) emphasise(selected, "selected");
  if (inHand) emphasise(inHand, "selected");
  const held = overlay.reshape ? inHand : scene.handles ? selected : null;
  if (held) paintHandles(context, shapeOf(held.source.action), handleStyle(held, palette), camera);
  if (overlay.draft) {
    const placed: Shape = { kind: "points", points: overlay.draft.points };
    paintHandles(context, placed, markStyle("human", "current", "none", palette), camera);
  }
  paintGuides(context, scene, camera);
  if (inHand) paintMeasure(context, inHand, scene, camera);
}

const handleStyle = (held: DrawnMark, palette: Palette): MarkStyle => markStyle(held.side, "current", "none", palette);

/** What is being drawn belongs to no step yet; the name is for the screen only. */
const NO_STEP = "draft" as StepId;

/** The mark as it would be if the pointer let go now: always the person's, whoever made it before. */
function handMark({ overlay, rules }: OverlayScene): DrawnMark | null {
  const action = overlay.reshape?.action ?? (overlay.draft && rules ? draftAction(overlay.draft, rules) : null);
  if (!action) return null;
  const stepId = overlay.reshape?.stepId ?? NO_STEP;
  return drawnMark({ stepId, action, author: "human", tone: "current" })[0] ?? null;
}

/** Handles are drawn at 9 px at most and taken hold of at 24. */
function paintHandles(context: Context2D, shape: Shape, style: MarkStyle, camera: Camera): void {
  context.fillStyle = "rgb(255, 255, 255)";
  context.strokeStyle = style.color;
  for (const { grip, at, size } of handlesShown(shape, camera)) {
    const { x, y } = viewFromImage(camera, at);
    context.lineWidth = size < 7 ? 1.25 : 2;
    context.beginPath();
    if (grip.kind === "vertex") context.arc(x, y, 5.5, 0, 2 * Math.PI);
    else context.roundRect(x - size / 2, y - size / 2, size, size, 2);
    context.fill();
    context.stroke();
  }
}

/** The lines that something has snapped to, right across the viewport. */
function paintGuides(context: Context2D, { overlay, viewport, palette }: OverlayScene, camera: Camera): void {
  const { x, y } = overlay.guides;
  if (x === null && y === null) return;
  const at = viewFromImage(camera, { x: x ?? 0, y: y ?? 0 });
  context.beginPath();
  if (x !== null) {
    context.moveTo(at.x, 0);
    context.lineTo(at.x, viewport.height);
  }
  if (y !== null) {
    context.moveTo(0, at.y);
    context.lineTo(viewport.width, at.y);
  }
  const style = markStyle("human", "current", "none", palette);
  strokeTwice(context, { ...style, dash: [2, 4], lineWidth: 1, haloWidth: 2 });
}

/** Width × height in image pixels, under the box that is held. */
function paintMeasure(context: Context2D, mark: DrawnMark, { palette }: OverlayScene, camera: Camera): void {
  const shape = shapeOf(mark.source.action);
  if (shape.kind !== "box") return;
  const { left, top, height } = viewBox(camera, shape.box);
  const words = `${Math.round(shape.box.width)} × ${Math.round(shape.box.height)}`;
  paintPill(context, { words, x: left, y: top + height + 28 }, markStyle("human", "current", "none", palette), palette);
}

/** A ring around the middle of the picture, a knob where its top has gone, and the degrees. */
function paintDial(context: Context2D, turn: number, scene: OverlayScene, image: Size, camera: Camera): void {
  const { palette, viewport } = scene;
  const middle = viewFromImage(camera, { x: image.width / 2, y: image.height / 2 });
  const radius = dialRadius(image, viewport, camera);
  const style = markStyle("human", "current", "none", palette);
  context.beginPath();
  context.arc(middle.x, middle.y, radius, 0, 2 * Math.PI);
  strokeTwice(context, style);
  const angle = (turn * Math.PI) / 180;
  const knob = { x: middle.x + radius * Math.sin(angle), y: middle.y - radius * Math.cos(angle) };
  context.beginPath();
  context.arc(knob.x, knob.y, 9, 0, 2 * Math.PI);
  context.fillStyle = "rgb(255, 255, 255)";
  context.fill();
  context.strokeStyle = style.color;
  context.lineWidth = 3;
  context.stroke();
  const isInHand = scene.overlay.cursor === "grabbing";
  const words = turn === 0 || isInHand ? `${turn}°` : `${turn}° · ${scene.turnHint}`;
  paintPill(context, { words, x: middle.x - 16, y: middle.y + 10 }, style, palette);
}

export const dialRadius = (image: Size, viewport: Size, camera: Camera): number =>
  Math.max(
    48,
    Math.min(image.width * camera.scale, image.height * camera.scale, viewport.width, viewport.height) / 2 - 28,
  );
