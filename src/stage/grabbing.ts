import { type Shape, shapeOf } from "../action";
import { distance } from "../geometry";
import type { Camera } from "./camera";
import { type Desk, dragRules, type Hand, heldMark, type Live, placeOf, type Touch } from "./desk";
import type { DrawnMark } from "./drawn";
import { type Hit, hitMark, viewBox } from "./hit";
import { panHand } from "./moving";
import { dragShape, type Grip, gripAt, reshaped, sameShape } from "./reshape";
import { NO_GUIDES } from "./snap";

/** A press that moves less than this is a click, CSS pixels. */
const CLICK_SLOP = 3;
const FINGER_SLOP = 8;

/** A press of the select tool: takes hold of a handle, of a mark, or of the world where there is neither. */
export function grabHand(desk: Desk, start: Touch): Hand {
  const grabbed = grabbedAt(desk, start);
  const isHandle = grabbed?.grip && grabbed.grip.kind !== "body";
  return isHandle ? reshapeHand(desk, start, grabbed.mark, grabbed.grip) : pressHand(desk, start, grabbed);
}

interface Grabbed {
  readonly mark: DrawnMark;
  /** Null where the mark can be selected but not moved. */
  readonly grip: Grip | null;
}

/** The selected mark's handles come first: they lie on top of everything. */
function grabbedAt(desk: Desk, { at }: Touch): Grabbed | null {
  const live = desk.live();
  const camera = desk.rig.get();
  const held = heldMark(live);
  const grip = held && gripAt(shapeOf(held.source.action), camera, at);
  if (held && grip && !(grip.kind === "body" && fillsView(held, camera, live))) return { mark: held, grip };
  const hit = hitMark(live.grid, camera, at);
  return hit && { mark: hit.mark, grip: gripOfHit(hit, camera, live) };
}

/** A mark that was not selected is moved as a whole, unless it is so large that a drag in it must mean the picture. */
function gripOfHit(hit: Hit, camera: Camera, live: Live): Grip | null {
  if (live.readOnly || hit.mark.locked) return null;
  if (hit.on === "inside" && fillsView(hit.mark, camera, live)) return null;
  return { kind: "body" };
}

function fillsView(mark: DrawnMark, camera: Camera, { viewport }: Live): boolean {
  const box = viewBox(camera, mark.bounds);
  return box.width > viewport.width * 0.85 || box.height > viewport.height * 0.85;
}

/**
 * Not known yet whether a click or a drag. A drag moves what was pressed, the selected mark before all others; a click
 * selects what lies under the pointer, so that a small mark inside a selected large one can be reached. A drag does not
 * select first: to choose a step may move the camera, and that under a hand that holds something.
 */
function pressHand(desk: Desk, start: Touch, grabbed: Grabbed | null): Hand {
  let going: Hand | null = null;
  const slop = start.isFinger ? FINGER_SLOP : CLICK_SLOP;
  return {
    move(touch) {
      if (!going && distance(touch.at, start.at) > slop) {
        going = grabbed?.grip ? reshapeHand(desk, start, grabbed.mark, grabbed.grip) : panHand(desk, start);
      }
      going?.move(touch);
    },
    up(touch) {
      if (going) going.up(touch);
      else desk.live().onSelect(hitMark(desk.live().grid, desk.rig.get(), touch.at)?.mark.stepId ?? null);
    },
    cancel: () => going?.cancel(),
  };
}

/** Moves or resizes one mark; reports once, at the end, and only where something changed. */
function reshapeHand(desk: Desk, start: Touch, mark: DrawnMark, grip: Grip): Hand {
  const before = shapeOf(mark.source.action);
  const from = placeOf(desk, start);
  let after: Shape = before;
  let moved = false;
  return {
    move(touch) {
      const { image } = desk.live();
      if (!image || (!moved && distance(touch.at, start.at) < 2)) return;
      moved = true;
      const dragged = dragShape(before, grip, from, placeOf(desk, touch), dragRules(desk, image, touch, mark.stepId));
      after = dragged.shape;
      const action = reshaped(mark.source.action, after, image);
      if (action) desk.show({ reshape: { stepId: mark.stepId, action }, guides: dragged.guides });
    },
    up() {
      const { reshape } = desk.overlay();
      desk.show({ guides: NO_GUIDES });
      if (!moved || !reshape || sameShape(before, after)) return desk.show({ reshape: null });
      // The new place stays on show until the trace has answered with marks of its own.
      desk.live().onReshape(reshape.stepId, reshape.action);
    },
    cancel: () => desk.show({ reshape: null, guides: NO_GUIDES }),
  };
}

const EDGE_CURSORS: Record<string, string> = {
  "-1 -1": "nwse-resize",
  "1 1": "nwse-resize",
  "1 -1": "nesw-resize",
  "-1 1": "nesw-resize",
  "0 -1": "ns-resize",
  "0 1": "ns-resize",
  "1 0": "ew-resize",
  "-1 0": "ew-resize",
};

/** What a pointer that is not pressed would take hold of. */
export function hoverAt(desk: Desk, touch: Touch): { readonly mark: DrawnMark | null; readonly cursor: string } {
  const grabbed = grabbedAt(desk, touch);
  if (!grabbed) return { mark: null, cursor: "default" };
  return { mark: grabbed.mark, cursor: cursorOf(grabbed.grip) };
}

function cursorOf(grip: Grip | null): string {
  if (grip === null) return "pointer";
  if (grip.kind === "edge") return EDGE_CURSORS[`${grip.x} ${grip.y}`] ?? "move";
  return "move";
}
