import type { StepId } from "../trace";
import { panBy, zoomAbout } from "./camera";
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
  const space = createSpace(desk);
  let hand: Hand | null = null;

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
      } else if (!hand && button <= 1) {
        const pans = space.takesPress() || button === 1;
        hand = pans ? panHand(desk, touch) : handFor(desk, touch);
      }
    },
    move(touch) {
      if (fingers.has(touch.id)) fingers.set(touch.id, touch);
      if (hand) hand.move(touch);
      else if (space.isHeld()) desk.show({ cursor: "grab" });
      else moveFree(desk, touch);
    },
    up(touch) {
      fingers.delete(touch.id);
      const ended = hand;
      hand = null;
      ended?.up(touch);
    },
    cancel() {
      fingers.clear();
      pointAt(desk, null);
      return drop();
    },
    leave() {
      pointAt(desk, null);
      if (!hand) desk.show({ guides: NO_GUIDES });
    },
    doubleClick(touch) {
      if (endDraft(desk)) return;
      const { tool, grid } = desk.live();
      const hit = tool === "select" || tool === "hand" ? hitMark(grid, desk.rig.get(), touch.at) : null;
      if (hit?.mark.crop) desk.flyTo(hit.mark.bounds);
    },
    wheel: (wheel, touch) => turnWheel(desk, wheel, touch),
    holdSpace: (held) => space.hold(held),
    isBusy: () => hand !== null,
  };
}

/** Space held, and whether a press came while it was. */
function createSpace(desk: Desk) {
  let isHeld = false;
  let hasPanned = false;
  return {
    isHeld: () => isHeld,
    takesPress(): boolean {
      hasPanned ||= isHeld;
      return isHeld;
    },
    hold(held: boolean): boolean {
      const panned = hasPanned;
      if (held !== isHeld) desk.show({ cursor: held ? "grab" : restCursor(desk.live().tool) });
      if (!held) hasPanned = false;
      isHeld = held;
      return panned;
    },
  };
}

/** A pointer that holds nothing: it aims a draft, or shows what it would take hold of. */
function moveFree(desk: Desk, touch: Touch): void {
  const { tool, image, readOnly } = desk.live();
  if (tool === "hand") desk.show({ cursor: "grab" });
  else if (isDrawingTool(tool) && image && !readOnly) aimDraft(desk, touch, image);
  else if (tool === "select" || readOnly) {
    const { mark, cursor } = hoverAt(desk, touch);
    desk.show({ cursor });
    pointAt(desk, mark?.stepId ?? null);
  }
}

function pointAt(desk: Desk, stepId: StepId | null): void {
  if (stepId === desk.overlay().pointed) return;
  desk.show({ pointed: stepId });
  desk.live().onHover(stepId);
}

function turnWheel(desk: Desk, wheel: Wheel, { at }: Touch): void {
  const live = desk.live();
  if (!live.image) return;
  const move = readWheel(wheel);
  const camera = desk.rig.get();
  const next =
    move.kind === "zoom"
      ? zoomAbout(camera, at, move.factor, limitsFor(live))
      : panBy(camera, move.dx, move.dy, live.image, live.viewport);
  moveCamera(desk, next);
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
