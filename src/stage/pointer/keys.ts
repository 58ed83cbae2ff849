import { actualPixels, middleOf, zoomAbout } from "../camera/camera";
import { nudgeStep } from "../editing/nudge";
import { limitsFor, moveCamera, type StageController } from "./controller";
import { endDraft, takeBackPoint } from "./drawing";
import type { Interaction } from "./interaction";
import { endTurn, turnByKey } from "./turning";

/** The part of a KeyboardEvent that the stage reads. */
export interface Key {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** What keys do beyond the gestures: these live with the picture. */
export interface KeyCalls {
  fit(): void;
  /** False where nothing is chosen that can be moved. */
  nudge(dx: number, dy: number): boolean;
}

const ZOOM_STEP = 1.25;

/** Whether the stage has used the key. What it does not use is the app's. */
export function pressKey(controller: StageController, interaction: Interaction, calls: KeyCalls, key: Key): boolean {
  if (key.alt) return false;
  if (key.ctrl) return nudgeKey(calls, key);
  if (key.key === "Escape") return giveUp(controller, interaction);
  return cameraKey(controller, calls, key) || drawingKey(controller, key) || nudgeKey(calls, key);
}

/** Gives up the innermost thing: a gesture, a dial, a tool. What is chosen stays so: Escape is also how a run is stopped. */
function giveUp(controller: StageController, interaction: Interaction): boolean {
  const { tool, onToolDone } = controller.live();
  if (interaction.cancel()) return true;
  if (controller.overlay().turn) {
    controller.show({ turn: 0 });
    return true;
  }
  if (tool !== "select" && tool !== "hand") {
    onToolDone();
    return true;
  }
  return false;
}

function cameraKey(controller: StageController, calls: KeyCalls, { key, code, shift }: Key): boolean {
  const live = controller.live();
  if (!live.image) return false;
  const middle = middleOf(live.viewport, live.inset);
  if (shift && code === "Digit1") calls.fit();
  else if (shift && code === "Digit2") flyToSelected(controller);
  else if (shift && code === "Digit0")
    moveCamera(controller, actualPixels(controller.rig.get(), middle, live.pixelRatio));
  else if (key === "+" || key === "=") zoomByKey(controller, ZOOM_STEP);
  else if (key === "-" || key === "_") zoomByKey(controller, 1 / ZOOM_STEP);
  else return false;
  return true;
}

function flyToSelected(controller: StageController): void {
  const { marks, selected, image } = controller.live();
  const mark = marks.find(({ stepId }) => stepId === selected);
  if (!mark || !image) return;
  // A point has no extent to fill the view with; it gets a twentieth of the picture around it.
  const least = Math.max(image.width, image.height) / 20;
  const { left, top, width, height } = mark.bounds;
  const [padX, padY] = [Math.max(0, least - width) / 2, Math.max(0, least - height) / 2];
  controller.flyTo({
    ...mark.bounds,
    left: left - padX,
    top: top - padY,
    width: width + 2 * padX,
    height: height + 2 * padY,
  });
}

/** Closer or farther about the middle of the viewport. */
export function zoomByKey(controller: StageController, factor: number): void {
  const live = controller.live();
  const middle = middleOf(live.viewport, live.inset);
  controller.freeCamera();
  controller.rig.go(zoomAbout(controller.rig.get(), middle, factor, limitsFor(live)), live.still);
}

function drawingKey(controller: StageController, { key, shift }: Key): boolean {
  if (key === "Enter" && controller.live().tool === "rotate") {
    endTurn(controller);
    return true;
  }
  if (key === "Enter") return endDraft(controller);
  if (key === "Backspace") return takeBackPoint(controller);
  return controller.live().tool === "rotate" && !controller.live().readOnly && turnByKey(controller, key, shift);
}

function nudgeKey(calls: KeyCalls, pressed: Key): boolean {
  const step = nudgeStep(pressed.key, pressed);
  return step !== null && calls.nudge(step.dx, step.dy);
}
