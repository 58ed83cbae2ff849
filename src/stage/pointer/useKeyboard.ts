import { type RefObject, useEffect } from "react";
import type { Interaction } from "./interaction";
import type { Key } from "./keys";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Keys of the stage, while the focus is in it. A key that the stage has used goes no further. */
export function useKeyboard(ref: RefObject<HTMLElement | null>, press: (key: Key) => boolean): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.isComposing) return;
      // Enter on a mark of the list chooses that mark; it is not the canvas's Enter.
      if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
      const { key, code, shiftKey: shift, altKey: alt } = event;
      if (!press({ key, code, shift, alt, ctrl: event.ctrlKey || event.metaKey })) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener("keydown", listen);
    return () => element.removeEventListener("keydown", listen);
  }, [ref, press]);
}

/**
 * Space held over the stage pans, wherever the focus is. The app may play on Space: it should do so on `keyup` and
 * leave alone a `keyup` that is `defaultPrevented`, which is one that ended a pan.
 */
export function useSpace(ref: RefObject<HTMLElement | null>, interaction: Interaction): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      const element = ref.current;
      if (event.key !== " " || isTyping(event.target) || event.target instanceof HTMLButtonElement) return;
      if (!element?.matches(":hover") && !element?.contains(document.activeElement)) return;
      // A page that scrolls under a pan is worse than no pan.
      event.preventDefault();
      interaction.holdSpace(true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === " " && interaction.holdSpace(false)) event.preventDefault();
    };
    const lost = (): void => void interaction.holdSpace(false);
    window.addEventListener("keydown", down, true);
    window.addEventListener("keyup", up, true);
    window.addEventListener("blur", lost);
    return () => {
      window.removeEventListener("keydown", down, true);
      window.removeEventListener("keyup", up, true);
      window.removeEventListener("blur", lost);
    };
  }, [ref, interaction]);
}
