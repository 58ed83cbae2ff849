import type { Action, HandTool } from "../../action";
import type { ImageBox } from "../../geometry";
import type { StepId } from "../../trace";
import { type Camera, cameraOnBox, type ViewPoint, viewFromImage, viewPoint } from "../camera/camera";
import type { CameraRig } from "../camera/rig";
import type { LayerView, StageMark } from "../contract/surface";
import { drawnMarks } from "../marks/drawn";
import { gridOf } from "../marks/grid";
import {
  createLineMemory,
  IDLE_OVERLAY,
  type LiveProps,
  type Overlay,
  type PointerInput,
  type StageController,
} from "../pointer/controller";
import { IMAGE_ID, IMAGE_SIZE, NO_LAYERS, VIEWPORT } from ".";

/** What the stage told the app, in order. */
export type Told =
  | readonly ["select" | "hover", StepId | null]
  | readonly ["reshape", StepId, Action]
  | readonly ["draw", Action]
  | readonly ["region", ImageBox]
  | readonly ["judged", string]
  | readonly ["done"]
  | readonly ["fly"];

export interface FakeController extends StageController {
  readonly told: Told[];
  set(change: Partial<Pick<LiveProps, "tool" | "selected" | "readOnly" | "still" | "judged" | "onReshape">>): void;
}

/** A controller without a screen: a camera that jumps, an overlay that is a value, and a list of what was told. */
export function fakeController(
  marks: readonly StageMark[],
  tool: HandTool = "select",
  layers: LayerView = NO_LAYERS,
): FakeController {
  const told: Told[] = [];
  const drawn = drawnMarks(marks, layers);
  let overlay: Overlay = IDLE_OVERLAY;
  let live: LiveProps = {
    image: { id: IMAGE_ID, ...IMAGE_SIZE, bitmap: null },
    grid: gridOf(drawn),
    marks: drawn,
    judged: [],
    tool,
    selected: null,
    readOnly: false,
    still: true,
    viewport: VIEWPORT,
    inset: { top: 0, right: 0, bottom: 0, left: 0 },
    pixelRatio: 1,
    onSelect: (stepId) => told.push(["select", stepId]),
    onHover: (stepId) => told.push(["hover", stepId]),
    onReshape: (stepId, action) => {
      told.push(["reshape", stepId, action]);
      return undefined;
    },
    onDraw: (action) => told.push(["draw", action]),
    onRegion: (box) => told.push(["region", box]),
    onJudged: (id) => told.push(["judged", id]),
    onToolDone: () => told.push(["done"]),
  };
  const rig = jumpingRig();
  return {
    told,
    rig,
    live: () => live,
    overlay: () => overlay,
    show(change) {
      overlay = { ...overlay, ...change };
    },
    freeCamera: () => {},
    linesFor: createLineMemory(),
    flyTo(box) {
      rig.set(cameraOnBox(box, VIEWPORT));
      told.push(["fly"]);
    },
    set(change) {
      live = { ...live, ...change };
    },
  };
}

function jumpingRig(): CameraRig {
  let camera: Camera = { scale: 1, x: 0, y: 0 };
  const set = (next: Camera): void => {
    camera = next;
  };
  const never = (): (() => void) => () => {};
  return { get: () => camera, set, go: set, isMoving: () => false, onMove: never, onRest: never, dispose: () => {} };
}

export const touchAt = (x: number, y: number, more: Partial<PointerInput> = {}): PointerInput => ({
  id: 1,
  at: viewPoint(x, y),
  ctrl: false,
  shift: false,
  isFinger: false,
  ...more,
});

/** Where a place of the image shows on a controller. */
export const shownAt = (controller: StageController, x: number, y: number): ViewPoint =>
  viewFromImage(controller.rig.get(), { x, y });
