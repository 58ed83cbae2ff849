import { useEffect } from "react";
import type { Size } from "../../geometry";
import { pressAimKey, pressTalkKey, releaseLaser, talkKeyFor } from "../../workspace/presenter";
import { useWorkspace } from "../binding/useWorkspace";

const WRITES = "input, textarea, select, [contenteditable=true]";
const PRESSED = "button, a, summary";

/** Whether the place that has the focus keeps a key for itself. */
function isKept({ key, target, isComposing }: KeyboardEvent): boolean {
  if (isComposing) return true;
  if (!isElement(target)) return false;
  if (target.closest(WRITES) || target.closest("[role=dialog]")) return true;
  return (key === " " || key === "Enter") && target.closest(PRESSED) !== null;
}

/** Not by its class: a second window has classes of its own, and no element of it is one of this page's. */
const isElement = (target: EventTarget | null): target is Element => target !== null && "closest" in target;

/**
 * The keys of a talk, in a window: before the stage and the app hear of them, whatever has the focus. While a place is
 * guessed, those that move a box over the picture, of size `guessedOn`, come first; they repeat as long as they are held.
 */
export function useTalkKeys(where: Window | null, guessedOn: Size | null): void {
  const workspace = useWorkspace();
  // A window outlives every component, so its listeners are put on and taken off by hand.
  useEffect(() => {
    if (!where) return;
    let laserDown: number | null = null;
    const down = (event: KeyboardEvent): void => {
      if (isKept(event)) return;
      const isAim = guessedOn !== null && pressAimKey(workspace, event, guessedOn);
      const key = isAim ? null : talkKeyFor(event);
      if (!isAim && !key) return;
      event.preventDefault();
      event.stopPropagation();
      if (!key || event.repeat) return;
      if (key.id === "laser") laserDown = event.timeStamp;
      pressTalkKey(workspace, key);
    };
    const up = (event: KeyboardEvent): void => {
      const key = isKept(event) ? null : talkKeyFor(event);
      if (!key) return;
      // Else Space, which the app takes when it comes up, would play as well.
      event.preventDefault();
      event.stopPropagation();
      if (key.id === "laser" && laserDown !== null) releaseLaser(workspace, event.timeStamp - laserDown);
    };
    where.addEventListener("keydown", down, true);
    where.addEventListener("keyup", up, true);
    return () => {
      where.removeEventListener("keydown", down, true);
      where.removeEventListener("keyup", up, true);
    };
  }, [workspace, where, guessedOn]);
}
