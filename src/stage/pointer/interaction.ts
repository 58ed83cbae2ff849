import type { HandTool } from "../../action";
import type { StepId } from "../../trace";
import { panBy, zoomAbout } from "../camera/camera";
import { readWheel, type Wheel } from "../camera/wheel";
import { isDrawingTool } from "../editing/draft";
import { hitMark } from "../marks/hit";
import { NO_GUIDES } from "../marks/snap";
import {
  type Gesture,
  limitsFor,
  moveCamera,
  type Overlay,
  type PointerInput,
  type StageController,
} from "./controller";
import { aimDraft, drawGesture, endDraft } from "./drawing";
import { grabGesture, hoverAt } from "./grabbing";
import { panGesture, pinchGesture } from "./moving";
import { turnGesture } from "./turning";

/** Pointer events in, gestures out. Knows which gesture a press begins; the gestures know the rest. */
export interface Interaction {
  down(touch: PointerInput, button: number): void;
  move(touch: PointerInput): void;
  up(touch: PointerInput): void;
  /** The pointer is lost, Escape was pressed, or the tool changed. Returns whether anything was given up. */
  cancel(): boolean;
  leave(): void;
  doubleClick(touch: PointerInput): void;
  wheel(wheel: Wheel, touch: PointerInput): void;
  /** While Space is held every press pans. Returns, on letting go, whether it did. */
  holdSpace(held: boolean): boolean;
  isBusy(): boolean;
}

export function createInteraction(controller: StageController): Interaction {
  const fingers = new Map<number, PointerInput>();
  const space = createSpace(controller);
  let gesture: Gesture | null = null;

  const drop = (): boolean => {
    const had = gesture !== null || controller.overlay().draft !== null;
    gesture?.cancel();
    gesture = null;
    controller.show({ draft: null, guides: NO_GUIDES });
    return had;
  };

  return {
    down(touch, button) {
      fingers.set(touch.id, touch);
      const [first, second] = [...fingers.values()];
      if (touch.isFinger && first && second) {
        drop();
        gesture = pinchGesture(controller, first, second);
      } else if (!gesture && button <= 1) {
        const pans = space.takesPress() || button === 1;
        gesture = pans ? panGesture(controller, touch) : gestureFor(controller, touch);
      }
    },
    move(touch) {
      if (fingers.has(touch.id)) fingers.set(touch.id, touch);
      if (gesture) gesture.move(touch);
      else if (space.isHeld()) controller.show({ cursor: "grab" });
      else moveFree(controller, touch);
    },
    up(touch) {
      fingers.delete(touch.id);
      const ended = gesture;
      gesture = null;
      ended?.up(touch);
    },
    cancel() {
      fingers.clear();
      pointAt(controller, null);
      return drop();
    },
    leave() {
      pointAt(controller, null);
      if (!gesture) controller.show({ guides: NO_GUIDES });
    },
    doubleClick(touch) {
      if (endDraft(controller)) return;
      const { tool, grid } = controller.live();
      const hit = tool === "select" || tool === "hand" ? hitMark(grid, controller.rig.get(), touch.at) : null;
      if (hit?.mark.crop) controller.flyTo(hit.mark.bounds);
    },
    wheel: (wheel, touch) => turnWheel(controller, wheel, touch),
    holdSpace: (held) => space.hold(held),
    isBusy: () => gesture !== null,
  };
}

/** Space held, and whether a press came while it was. */
function createSpace(controller: StageController) {
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
      if (held !== isHeld) controller.show({ cursor: held ? "grab" : restCursor(controller.live().tool) });
      if (!held) hasPanned = false;
      isHeld = held;
      return panned;
    },
  };
}

/** A pointer that holds nothing: it aims a draft, or shows what it would take hold of. */
function moveFree(controller: StageController, touch: PointerInput): void {
  const { tool, image, readOnly } = controller.live();
  if (tool === "hand") controller.show({ cursor: "grab" });
  else if (isDrawingTool(tool) && image && !readOnly) aimDraft(controller, touch, image);
  else if (tool === "select" || readOnly) {
    const { mark, cursor } = hoverAt(controller, touch);
    controller.show({ cursor });
    pointAt(controller, mark?.stepId ?? null);
  }
}

function pointAt(controller: StageController, stepId: StepId | null): void {
  if (stepId === controller.overlay().pointed) return;
  controller.show({ pointed: stepId });
  controller.live().onHover(stepId);
}

function turnWheel(controller: StageController, wheel: Wheel, { at }: PointerInput): void {
  const live = controller.live();
  if (!live.image) return;
  const move = readWheel(wheel);
  const camera = controller.rig.get();
  const next =
    move.kind === "zoom"
      ? zoomAbout(camera, at, move.factor, limitsFor(live))
      : panBy(camera, move.dx, move.dy, live.image, live.viewport);
  moveCamera(controller, next);
}

function gestureFor(controller: StageController, touch: PointerInput): Gesture {
  const { tool, image, readOnly } = controller.live();
  if (tool === "hand" || !image) return panGesture(controller, touch);
  if (readOnly) return grabGesture(controller, touch);
  if (tool === "rotate") return turnGesture(controller, touch);
  return isDrawingTool(tool) ? drawGesture(controller, touch, tool, image) : grabGesture(controller, touch);
}

export function restCursor(tool: HandTool): Overlay["cursor"] {
  if (tool === "hand" || tool === "rotate") return "grab";
  if (tool === "label") return "text";
  return isDrawingTool(tool) ? "crosshair" : "default";
}
