import type { StepId } from "../trace";
import { panBy, viewPoint, zoomAbout } from "./camera";
import { type Desk, type Hand, limitsFor, moveCamera, type Overlay, type Touch } from "./desk";
import { isDrawingTool } from "./draft";
import { aimDraft, drawHand, endDraft } from "./drawing";
import { grabHand, hoverAt } from "./grabbing";
import { hitMark } from "./hit";
import { panHand, pinchHand } from "./moving";
import { NO_GUIDES } from "./snap";
import type { Tool } from "./surface";
import { turnHand } from "./turning";
import { readWheel, type Wheel } from "./wheel";

/** Pointer events in, hands out. Knows which hand a press begins; the hands know the rest. */
export interface Interaction {
  down(touch: Touch, button: number): void;
  move(touch: Touch): void;
  up(touch: Touch): void;
  /** The pointer is lost, Escape was pressed, or the tool changed. Returns whether anything was given up. */
  cancel(): boolean;
  leave(): void;
  doubleClick(touch: Touch): void;
  wheel(wheel: Wheel, touch: Touch): void;
  /** While Space is held every press pans. Returns, on letting go, whether it did. */
  holdSpace(held: boolean): boolean;
  isBusy(): boolean;
}

export function createInteraction(desk: Desk): Interaction {
  const fingers = new Map<number, Touch>();
  let hand: Hand | null = null;
  let space = false;
  let spacePanned = false;

  const pointAt = (stepId: StepId | null): void => {
    if (stepId === desk.overlay().pointed) return;
    desk.show({ pointed: stepId });
    desk.live().onHover(stepId);
  };
  const hover = (touch: Touch): void => {
    const { mark, cursor } = hoverAt(desk, touch);
    desk.show({ cursor });
    pointAt(mark?.stepId ?? null);
  };
  const drop = (): boolean => {
    const had = hand !== null || desk.overlay().draft !== null;
    hand?.cancel();
    hand = null;
    desk.show({ draft: null, guides: NO_GUIDES });
    return had;
  };

  return {
    down(touch, button) {
      fingers.set(touch.id, touch);
      const [first, second] = [...fingers.values()];
      if (touch.isFinger && first && second) {
        drop();
        hand = pinchHand(desk, first, second);
        return;
      }
      if (hand || button > 1) return;
      if (space) spacePanned = true;
      hand = button === 1 || space ? panHand(desk, touch) : handFor(desk, touch);
    },
    move(touch) {
      if (fingers.has(touch.id)) fingers.set(touch.id, touch);
      if (hand) return hand.move(touch);
      const { tool, image, readOnly } = desk.live();
      if (space || tool === "hand") return desk.show({ cursor: "grab" });
      if (isDrawingTool(tool) && image && !readOnly) return aimDraft(desk, touch, image);
      if (tool === "select" || readOnly) hover(touch);
    },
    up(touch) {
      fingers.delete(touch.id);
      const ended = hand;
      hand = null;
      ended?.up(touch);
    },
    cancel() {
      fingers.clear();
      pointAt(null);
      return drop();
    },
    leave() {
      pointAt(null);
      if (!hand) desk.show({ guides: NO_GUIDES });
    },
    doubleClick(touch) {
      if (endDraft(desk)) return;
      const { tool, grid } = desk.live();
      const hit = tool === "select" || tool === "hand" ? hitMark(grid, desk.rig.get(), touch.at) : null;
      if (hit?.mark.crop) desk.flyTo(hit.mark.bounds);
    },
    wheel(wheel, touch) {
      const live = desk.live();
      if (!live.image) return;
      const move = readWheel(wheel);
      const camera = desk.rig.get();
      moveCamera(
        desk,
        move.kind === "zoom"
          ? zoomAbout(camera, viewPoint(touch.at.x, touch.at.y), move.factor, limitsFor(live))
          : panBy(camera, move.dx, move.dy, live.image, live.viewport),
      );
    },
    holdSpace(held) {
      const panned = spacePanned;
      if (held && !space) desk.show({ cursor: "grab" });
      if (!held) {
        spacePanned = false;
        if (space) desk.show({ cursor: restCursor(desk.live().tool) });
      }
      space = held;
      return panned;
    },
    isBusy: () => hand !== null,
  };
}

function handFor(desk: Desk, touch: Touch): Hand {
  const { tool, image, readOnly } = desk.live();
  if (tool === "hand" || !image) return panHand(desk, touch);
  if (readOnly) return grabHand(desk, touch);
  if (tool === "rotate") return turnHand(desk, touch);
  return isDrawingTool(tool) ? drawHand(desk, touch, tool, image) : grabHand(desk, touch);
}

export function restCursor(tool: Tool): Overlay["cursor"] {
  if (tool === "hand" || tool === "rotate") return "grab";
  if (tool === "label") return "text";
  return isDrawingTool(tool) ? "crosshair" : "default";
}
