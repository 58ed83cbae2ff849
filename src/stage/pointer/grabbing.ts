import { type Shape, shapeOf } from "../../action";
import { distance } from "../../geometry";
import type { Camera } from "../camera/camera";
import { dragShape, type Grip, gripAt, reshaped, sameShape } from "../editing/reshape";
import type { DrawnMark } from "../marks/drawn";
import { type Hit, hitMark, viewBox } from "../marks/hit";
import { hitJudged } from "../marks/hitJudged";
import { NO_GUIDES } from "../marks/snap";
import {
  dragRules,
  type Gesture,
  heldMark,
  type LiveProps,
  type PointerInput,
  placeOf,
  type StageController,
} from "./controller";
import { panGesture } from "./moving";

/** A press that moves less than this is a click, CSS pixels. */
const CLICK_SLOP = 3;
const FINGER_SLOP = 8;

/** A press of the select tool: takes hold of a handle, of a mark, or of the world where there is neither. */
export function grabGesture(controller: StageController, start: PointerInput): Gesture {
  const grabbed = grabbedAt(controller, start);
  const isHandle = grabbed?.grip && grabbed.grip.kind !== "body";
  return isHandle
    ? reshapeGesture(controller, start, grabbed.mark, grabbed.grip)
    : pressGesture(controller, start, grabbed);
}

interface Grabbed {
  readonly mark: DrawnMark;
  /** Null where the mark can be selected but not moved. */
  readonly grip: Grip | null;
}

/** The selected mark's handles come first: they lie on top of everything. */
function grabbedAt(controller: StageController, { at }: PointerInput): Grabbed | null {
  const live = controller.live();
  const camera = controller.rig.get();
  const held = heldMark(live);
  const grip = held && gripAt(shapeOf(held.source.action), camera, at);
  if (held && grip && !(grip.kind === "body" && fillsView(held, camera, live))) return { mark: held, grip };
  const hit = hitMark(live.grid, camera, at);
  return hit && { mark: hit.mark, grip: gripOfHit(hit, camera, live) };
}

/** A mark that was not selected is moved as a whole, unless it is so large that a drag in it must mean the picture. */
function gripOfHit(hit: Hit, camera: Camera, live: LiveProps): Grip | null {
  if (live.readOnly || hit.mark.locked) return null;
  if (hit.on === "inside" && fillsView(hit.mark, camera, live)) return null;
  return { kind: "body" };
}

function fillsView(mark: DrawnMark, camera: Camera, { viewport }: LiveProps): boolean {
  const box = viewBox(camera, mark.bounds);
  return box.width > viewport.width * 0.85 || box.height > viewport.height * 0.85;
}

/**
 * Not known yet whether a click or a drag. A drag moves what was pressed, the selected mark before all others; a click
 * selects what lies under the pointer, so that a small mark inside a selected large one can be reached. A drag does not
 * select first: to choose a step may move the camera, and that under a pointer that holds something.
 */
function pressGesture(controller: StageController, start: PointerInput, grabbed: Grabbed | null): Gesture {
  let going: Gesture | null = null;
  const slop = start.isFinger ? FINGER_SLOP : CLICK_SLOP;
  return {
    move(touch) {
      if (!going && distance(touch.at, start.at) > slop) {
        going = grabbed?.grip
          ? reshapeGesture(controller, start, grabbed.mark, grabbed.grip)
          : panGesture(controller, start);
      }
      going?.move(touch);
    },
    up(touch) {
      if (going) going.up(touch);
      else choose(controller, touch);
    },
    cancel: () => going?.cancel(),
  };
}

/** A click chooses a mark by its line, then a region by its line, then what it lies inside. */
function choose(controller: StageController, { at }: PointerInput): void {
  const { grid, judged, onJudged, onSelect } = controller.live();
  const camera = controller.rig.get();
  const hit = hitMark(grid, camera, at);
  const region = hit?.on === "line" ? null : hitJudged(judged, camera, at);
  if (region && (region.on === "line" || !hit)) onJudged(region.id);
  else onSelect(hit?.mark.stepId ?? null);
}

/** Moves or resizes one mark; reports once, at the end, and only where something changed. */
function reshapeGesture(controller: StageController, start: PointerInput, mark: DrawnMark, grip: Grip): Gesture {
  const before = shapeOf(mark.source.action);
  const from = placeOf(controller, start);
  let after: Shape = before;
  let moved = false;
  return {
    move(touch) {
      const { image } = controller.live();
      if (!image || (!moved && distance(touch.at, start.at) < 2)) return;
      moved = true;
      const dragged = dragShape(
        before,
        grip,
        from,
        placeOf(controller, touch),
        dragRules(controller, image, touch, mark.stepId),
      );
      after = dragged.shape;
      const action = reshaped(mark.source.action, after, image);
      if (action) controller.show({ reshape: { stepId: mark.stepId, action }, guides: dragged.guides });
    },
    up() {
      const { reshape } = controller.overlay();
      controller.show({ guides: NO_GUIDES });
      if (!moved || !reshape || sameShape(before, after)) return controller.show({ reshape: null });
      // The new place stays on show until the trace has answered with marks of its own.
      void controller.live().onReshape(reshape.stepId, reshape.action);
    },
    cancel: () => controller.show({ reshape: null, guides: NO_GUIDES }),
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
export function hoverAt(
  controller: StageController,
  touch: PointerInput,
): { readonly mark: DrawnMark | null; readonly cursor: string } {
  const grabbed = grabbedAt(controller, touch);
  if (!grabbed) return { mark: null, cursor: "default" };
  return { mark: grabbed.mark, cursor: cursorOf(grabbed.grip) };
}

function cursorOf(grip: Grip | null): string {
  if (grip === null) return "pointer";
  if (grip.kind === "edge") return EDGE_CURSORS[`${grip.x} ${grip.y}`] ?? "move";
  return "move";
}
