import { actualPixels, middleOf, zoomAbout } from "./camera";
import { type Desk, heldMark, limitsFor, moveCamera } from "./desk";
import { endDraft, takeBackPoint } from "./drawing";
import type { Interaction } from "./interaction";
import { nudgeStep } from "./nudge";
import { endTurn, turnByKey } from "./turning";

/** The part of a KeyboardEvent that the stage reads. */
export interface Key {
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** What keys do beyond the hands: these live with the picture. */
export interface KeyCalls {
  fit(): void;
  nudge(dx: number, dy: number): void;
}

const ZOOM_STEP = 1.25;

/** Whether the stage has used the key. What it does not use is the app's. */
export function pressKey(desk: Desk, interaction: Interaction, calls: KeyCalls, key: Key): boolean {
  if (key.ctrl || key.alt) return false;
  if (key.key === "Escape") return giveUp(desk, interaction);
  return cameraKey(desk, calls, key) || drawingKey(desk, key) || nudgeKey(desk, calls, key);
}

/** Gives up the innermost thing: a gesture, a dial, a tool, a selection. */
function giveUp(desk: Desk, interaction: Interaction): boolean {
  const { tool, selected, onToolDone, onSelect } = desk.live();
  if (interaction.cancel()) return true;
  if (desk.overlay().turn) {
    desk.show({ turn: 0 });
    return true;
  }
  if (tool !== "select" && tool !== "hand") {
    onToolDone();
    return true;
  }
  if (selected !== null) onSelect(null);
  return selected !== null;
}

function cameraKey(desk: Desk, calls: KeyCalls, { key, code, shift }: Key): boolean {
  const live = desk.live();
  if (!live.image) return false;
  const middle = middleOf(live.viewport, live.inset);
  if (shift && code === "Digit1") calls.fit();
  else if (shift && code === "Digit2") flyToSelected(desk);
  else if (shift && code === "Digit0") moveCamera(desk, actualPixels(desk.rig.get(), middle, live.pixelRatio));
  else if (key === "+" || key === "=") zoomByKey(desk, ZOOM_STEP);
  else if (key === "-" || key === "_") zoomByKey(desk, 1 / ZOOM_STEP);
  else return false;
  return true;
}

function flyToSelected(desk: Desk): void {
  const { marks, selected, image } = desk.live();
  const mark = marks.find(({ stepId }) => stepId === selected);
  if (!mark || !image) return;
  // A point has no extent to fill the view with; it gets a twentieth of the picture around it.
  const least = Math.max(image.width, image.height) / 20;
  const { left, top, width, height } = mark.bounds;
  const [padX, padY] = [Math.max(0, least - width) / 2, Math.max(0, least - height) / 2];
  desk.flyTo({
    ...mark.bounds,
    left: left - padX,
    top: top - padY,
    width: width + 2 * padX,
    height: height + 2 * padY,
  });
}

/** Closer or farther about the middle of the viewport. */
export function zoomByKey(desk: Desk, factor: number): void {
  const live = desk.live();
  const middle = middleOf(live.viewport, live.inset);
  desk.freeCamera();
  desk.rig.go(zoomAbout(desk.rig.get(), middle, factor, limitsFor(live)), live.still);
}

function drawingKey(desk: Desk, { key, shift }: Key): boolean {
  if (key === "Enter" && desk.live().tool === "rotate") {
    endTurn(desk);
    return true;
  }
  if (key === "Enter") return endDraft(desk);
  if (key === "Backspace") return takeBackPoint(desk);
  return desk.live().tool === "rotate" && !desk.live().readOnly && turnByKey(desk, key, shift);
}

function nudgeKey(desk: Desk, calls: KeyCalls, { key, shift }: Key): boolean {
  const step = nudgeStep(key, shift);
  if (!step || !heldMark(desk.live())) return false;
  calls.nudge(step.dx, step.dy);
  return true;
}
