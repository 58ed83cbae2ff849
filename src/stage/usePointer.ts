import { type RefObject, useEffect } from "react";
import { type ViewPoint, viewPoint } from "./camera";
import type { Touch } from "./desk";
import type { Interaction } from "./interaction";

/** Pointer events of one element as touches in its own CSS pixels. */
export function usePointer(ref: RefObject<HTMLElement | null>, interaction: Interaction): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const touchOf = (event: PointerEvent | MouseEvent): Touch => ({
      id: event instanceof PointerEvent ? event.pointerId : -1,
      at: placeIn(element, event),
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      isFinger: event instanceof PointerEvent && event.pointerType === "touch",
    });
    const listeners: { readonly [name: string]: (event: never) => void } = {
      pointerdown(event: PointerEvent) {
        if (event.button > 1) return;
        // Middle click would start the browser's own scrolling.
        if (event.button === 1) event.preventDefault();
        element.focus({ preventScroll: true });
        element.setPointerCapture(event.pointerId);
        interaction.down(touchOf(event), event.button);
      },
      pointermove: (event: PointerEvent) => interaction.move(touchOf(event)),
      pointerup: (event: PointerEvent) => interaction.up(touchOf(event)),
      pointercancel: () => void interaction.cancel(),
      pointerleave: () => interaction.leave(),
      dblclick: (event: MouseEvent) => interaction.doubleClick(touchOf(event)),
      wheel(event: WheelEvent) {
        event.preventDefault();
        interaction.wheel(event, touchOf(event));
      },
    };
    for (const [name, listener] of Object.entries(listeners))
      element.addEventListener(name, listener as EventListener, { passive: false });
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        element.removeEventListener(name, listener as EventListener);
    };
  }, [ref, interaction]);
}

function placeIn(element: HTMLElement, event: MouseEvent): ViewPoint {
  const { left, top } = element.getBoundingClientRect();
  return viewPoint(event.clientX - left, event.clientY - top);
}
