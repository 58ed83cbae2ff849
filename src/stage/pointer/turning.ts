import { type ViewPoint, viewFromImage } from "../camera/camera";
import { bearing, TURN_STEP, turnedBy, wrapDegrees } from "../editing/turn";
import type { Gesture, PointerInput, StageController } from "./controller";

/** A press anywhere takes hold of the dial; the picture turns with the hand and stays where it was let go. */
export function turnGesture(controller: StageController, start: PointerInput): Gesture {
  const before = controller.overlay().turn ?? 0;
  const from = bearing(dialMiddle(controller), start.at);
  let moved = false;
  controller.show({ cursor: "grabbing" });
  return {
    move(touch) {
      moved = true;
      controller.show({ turn: turnedBy(before, from, bearing(dialMiddle(controller), touch.at), touch.shift) });
    },
    up() {
      controller.show({ cursor: "grab" });
      if (moved) endTurn(controller);
    },
    cancel: () => controller.show({ turn: 0, cursor: "grab" }),
  };
}

/** The arrow keys of the dial; with Shift a degree at a time. */
export function turnByKey(controller: StageController, key: string, shift: boolean): boolean {
  const sign = key === "ArrowRight" || key === "ArrowUp" ? 1 : key === "ArrowLeft" || key === "ArrowDown" ? -1 : 0;
  if (sign === 0) return false;
  controller.show({ turn: wrapDegrees((controller.overlay().turn ?? 0) + sign * (shift ? 1 : TURN_STEP)) });
  return true;
}

/** What the dial shows becomes an action; a turn by nothing does not. */
export function endTurn(controller: StageController): void {
  const { image, onDraw, onToolDone } = controller.live();
  const degrees = controller.overlay().turn ?? 0;
  if (!image || degrees === 0) return;
  controller.show({ turn: 0 });
  onDraw({ kind: "rotate", image: image.id, degrees: (degrees + 360) % 360 });
  onToolDone();
}

function dialMiddle(controller: StageController): ViewPoint {
  const { image } = controller.live();
  return viewFromImage(controller.rig.get(), { x: (image?.width ?? 0) / 2, y: (image?.height ?? 0) / 2 });
}
