import { type RefObject, useEffect } from "react";
import { type ViewPoint, viewPoint } from "../camera/camera";
import type { PointerInput } from "./controller";
import type { Interaction } from "./interaction";

/** Pointer events of one element as touches in its own CSS pixels. */
export function usePointer(ref: RefObject<HTMLElement | null>, interaction: Interaction): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const touchOf = (event: PointerEvent | MouseEvent): PointerInput => ({
      id: event instanceof PointerEvent ? event.pointerId : -1,
      at: placeIn(element, event),
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      isFinger: event instanceof PointerEvent && event.pointerType === "touch",
    });
    const listening = new AbortController();
    const on = <N extends keyof HTMLElementEventMap>(
      name: N,
      listener: (event: HTMLElementEventMap[N]) => void,
    ): void => element.addEventListener(name, listener, { passive: false, signal: listening.signal });
    on("pointerdown", (event) => {
      if (event.button > 1) return;
      // Middle click would start the browser's own scrolling.
      if (event.button === 1) event.preventDefault();
      element.focus({ preventScroll: true });
      element.setPointerCapture(event.pointerId);
      interaction.down(touchOf(event), event.button);
    });
    on("pointermove", (event) => interaction.move(touchOf(event)));
    on("pointerup", (event) => interaction.up(touchOf(event)));
    on("pointercancel", () => void interaction.cancel());
    on("pointerleave", () => interaction.leave());
    on("dblclick", (event) => interaction.doubleClick(touchOf(event)));
    on("wheel", (event) => {
      event.preventDefault();
      interaction.wheel(event, touchOf(event));
    });
    return () => listening.abort();
  }, [ref, interaction]);
}

function placeIn(element: HTMLElement, event: MouseEvent): ViewPoint {
  const { left, top } = element.getBoundingClientRect();
  return viewPoint(event.clientX - left, event.clientY - top);
}
