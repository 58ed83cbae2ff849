import { type Action, type HandTool, shapeOf } from "../../action";
import type { ImageBox, ImagePoint, Size } from "../../geometry";
import type { StepId } from "../../trace";
import { type Camera, imageFromView, type ScaleLimits, scaleLimits, type ViewPoint } from "../camera/camera";
import type { CameraRig } from "../camera/rig";
import type { Inset, JudgedMark, StageImage } from "../contract/surface";
import type { Draft, DraftRules } from "../editing/draft";
import type { DragRules } from "../editing/reshape";
import type { DrawnMark } from "../marks/drawn";
import type { SpatialGrid } from "../marks/grid";
import { type Guides, NO_GUIDES, SNAP_REACH, type SnapLines, snapLines } from "../marks/snap";

/** What gestures report. */
export interface StageCalls {
  onSelect(stepId: StepId | null): void;
  onHover(stepId: StepId | null): void;
  onReshape(stepId: StepId, action: Action): Promise<void> | undefined;
  onDraw(action: Action): void;
  onRegion(box: ImageBox): void;
  /** A region or link that a person made was clicked, told by its id. */
  onJudged(id: string): void;
  onToolDone(): void;
}

/** What the stage was told last. Read afresh at each event, so that no handler sees yesterday's props. */
export interface LiveProps extends StageCalls {
  readonly image: StageImage | null;
  readonly grid: SpatialGrid<DrawnMark>;
  readonly marks: readonly DrawnMark[];
  readonly judged: readonly JudgedMark[];
  readonly tool: HandTool;
  readonly selected: StepId | null;
  readonly readOnly: boolean;
  readonly still: boolean;
  readonly viewport: Size;
  readonly inset: Inset;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
}

/** What a gesture is at, for the top layer to show. */
export interface Overlay {
  readonly draft: Draft | null;
  /** A mark that is being moved or resized, as it would be if let go now. */
  readonly reshape: { readonly stepId: StepId; readonly action: Action } | null;
  readonly guides: Guides;
  /** Degrees on the dial; null where no dial shows. */
  readonly turn: number | null;
  /** The mark under the pointer, as last reported. */
  readonly pointed: StepId | null;
  /** Where words for a label are being typed. */
  readonly writing: ImagePoint | null;
  readonly cursor: string;
}

export const IDLE_OVERLAY: Overlay = {
  draft: null,
  reshape: null,
  guides: NO_GUIDES,
  turn: null,
  pointed: null,
  writing: null,
  cursor: "default",
};

/** The one thing that all gestures share: what is there, the camera, and what shows. */
export interface StageController {
  live(): LiveProps;
  readonly rig: CameraRig;
  overlay(): Overlay;
  show(change: Partial<Overlay>): void;
  /** The person moved the camera: it is theirs until it is asked to go somewhere. */
  freeCamera(): void;
  /** Goes to a box and stays on it when the viewport changes. */
  flyTo(box: ImageBox): void;
  /** What things snap to, but for the mark `except`; remembered from one move to the next. */
  linesFor(marks: readonly DrawnMark[], image: Size, except: StepId | null): SnapLines;
}

/** A pointer at one moment. */
export interface PointerInput {
  readonly id: number;
  readonly at: ViewPoint;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly isFinger: boolean;
}

/** A gesture in progress: what to do with each move and with its end. */
export interface Gesture {
  move(touch: PointerInput): void;
  up(touch: PointerInput): void;
  cancel(): void;
}

export const placeOf = (controller: StageController, touch: PointerInput): ImagePoint =>
  imageFromView(controller.rig.get(), touch.at);

/** Takes a mark by itself out of the snapping lines, or it would stick to where it is. */
export function dragRules(
  controller: StageController,
  image: Size,
  touch: PointerInput,
  except: StepId | null,
): DragRules {
  const { scale } = controller.rig.get();
  return {
    image,
    keepRatio: touch.shift,
    snap: touch.ctrl
      ? null
      : { lines: controller.linesFor(controller.live().marks, image, except), reach: SNAP_REACH / scale },
  };
}

/** Sorting every edge of 10,000 marks at each move would be felt; they change far less often than the pointer moves. */
export function createLineMemory(): StageController["linesFor"] {
  let last: { marks: readonly DrawnMark[]; image: Size; except: StepId | null; lines: SnapLines } | null = null;
  return (marks, image, except) => {
    if (last?.marks !== marks || last.image !== image || last.except !== except) {
      const others = marks.filter(({ stepId }) => stepId !== except);
      last = { marks, image, except, lines: snapLines(image, others) };
    }
    return last.lines;
  };
}

export const draftRules = (controller: StageController, image: StageImage): DraftRules => ({
  imageId: image.id,
  image,
  scale: controller.rig.get().scale,
});

export const limitsFor = (live: LiveProps): ScaleLimits =>
  live.image ? scaleLimits(live.image, live.viewport) : { least: 0.01, most: 64 };

/** The selected mark, where it shows, is not locked, and may be changed. */
export function heldMark(live: LiveProps): DrawnMark | null {
  if (live.readOnly || live.selected === null) return null;
  const mark = live.marks.find(({ stepId }) => stepId === live.selected);
  return mark && !mark.locked && shapeOf(mark.source.action).kind !== "whole" ? mark : null;
}

export const moveCamera = (controller: StageController, camera: Camera): void => {
  controller.freeCamera();
  controller.rig.set(camera);
};
