import { createHintTiming } from "./hintTiming";

/**
 * Says which control's hint is to be shown: the one with `data-hint` that a pointer rests on or that a key gave the focus.
 * A press hides it until the control is left, Escape hides it and does nothing else. Returns what ends the watch.
 */
export function watchHints(page: Window, tell: (control: HTMLElement | null) => void): () => void {
  const hints = createHintTiming(tell);
  const leave = (): void => {
    // What a key gave the focus tells its hint until the focus goes on, wherever the pointer is.
    if (!hints.shown()?.matches(":focus-visible")) hints.leave();
  };
  const onOver = ({ target, pointerType }: PointerEvent): void => {
    // A finger that rests presses.
    if (pointerType === "touch") return;
    if (hints.shown()?.isConnected === false) hints.show(null);
    const control = isHint(target) ? hints.shown() : hintedAt(target);
    if (control) hints.enter(control);
    else leave();
  };
  const onDown = (event: PointerEvent): void => {
    hints.hush(hintedAt(event.target));
    // A dialog would close, as at every press outside it.
    if (isHint(event.target)) event.stopPropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !hints.shown()) return;
    hints.hush();
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onFocus = ({ target }: FocusEvent): void =>
    hints.show(target instanceof HTMLElement && target.matches("[data-hint]:focus-visible") ? target : null);

  const ending = new AbortController();
  const { signal } = ending;
  // Before the page's own listeners, some of which keep an event to themselves.
  page.addEventListener("pointerover", onOver, { capture: true, signal });
  page.addEventListener("pointerdown", onDown, { capture: true, signal });
  page.addEventListener("click", () => hints.hush(), { capture: true, signal });
  page.addEventListener("keydown", onKey, { capture: true, signal });
  page.addEventListener("focusin", onFocus, { capture: true, signal });
  page.addEventListener("focusout", () => hints.show(null), { capture: true, signal });
  page.addEventListener("blur", () => hints.show(null), { signal });
  page.document.documentElement.addEventListener("pointerleave", leave, { signal });
  return () => {
    ending.abort();
    hints.show(null);
  };
}

const isHint = (target: EventTarget | null): boolean => target instanceof Element && !!target.closest("[role=tooltip]");

const hintedAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-hint]") : null;
