import { type ViewPoint, viewFromImage } from "./camera";
import type { Desk, Hand, Touch } from "./desk";
import { bearing, TURN_STEP, turnedBy, wrapDegrees } from "./turn";

/** A press anywhere takes hold of the dial; the picture turns with the hand and stays where it was let go. */
export function turnHand(desk: Desk, start: Touch): Hand {
  const before = desk.overlay().turn ?? 0;
  const from = bearing(dialMiddle(desk), start.at);
  let moved = false;
  desk.show({ cursor: "grabbing" });
  return {
    move(touch) {
      moved = true;
      desk.show({ turn: turnedBy(before, from, bearing(dialMiddle(desk), touch.at), touch.shift) });
    },
    up() {
      desk.show({ cursor: "grab" });
      if (moved) endTurn(desk);
    },
    cancel: () => desk.show({ turn: 0, cursor: "grab" }),
  };
}

/** The arrow keys of the dial; with Shift a degree at a time. */
export function turnByKey(desk: Desk, key: string, shift: boolean): boolean {
  const sign = key === "ArrowRight" || key === "ArrowUp" ? 1 : key === "ArrowLeft" || key === "ArrowDown" ? -1 : 0;
  if (sign === 0) return false;
  desk.show({ turn: wrapDegrees((desk.overlay().turn ?? 0) + sign * (shift ? 1 : TURN_STEP)) });
  return true;
}

/** What the dial shows becomes an action; a turn by nothing does not. */
export function endTurn(desk: Desk): void {
  const { image, onDraw, onToolDone } = desk.live();
  const degrees = desk.overlay().turn ?? 0;
  if (!image || degrees === 0) return;
  desk.show({ turn: 0 });
  onDraw({ kind: "rotate", image: image.id, degrees: (degrees + 360) % 360 });
  onToolDone();
}

function dialMiddle(desk: Desk): ViewPoint {
  const { image } = desk.live();
  return viewFromImage(desk.rig.get(), { x: (image?.width ?? 0) / 2, y: (image?.height ?? 0) / 2 });
}
