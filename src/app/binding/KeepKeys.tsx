import { useLayoutEffect } from "react";

/** A frame is 16 ms or more: by then the field has the focus, or what came has no field. */
const FRAMES = 30;

/** What shows itself beside a dialog or a field that is on its way: what is typed meanwhile is meant for that. */
export function KeepKeys(): null {
  // The window hears keys before React does, and from this very commit on: the next key may come at once.
  useLayoutEffect(() => {
    const kept: KeyboardEvent[] = [];
    const keep = (event: KeyboardEvent): void => {
      if (!event.isTrusted || event.isComposing || isThePages(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      kept.push(event);
    };
    window.addEventListener("keydown", keep, { capture: true });
    return () => {
      const release = (): void => {
        window.removeEventListener("keydown", keep, { capture: true });
        typeAgain(kept);
      };
      // Asked now, when what came is there and nobody has given it the focus yet: a dialog that was closed for it gives that
      // back meanwhile, to where it was before.
      whenFocused(document.activeElement, release, FRAMES);
    };
  }, []);
  return null;
}

/** Chords belong to the browser or to a command that is asked for on purpose; Tab moves what cannot be moved here. */
const isThePages = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || altKey || key === "Tab" || /^F\d+$/.test(key);

/** Calls `then` in the frame in which the focus has left `before`, or after `frames` of them. */
function whenFocused(before: Element | null, then: () => void, frames: number): void {
  if (frames === 0 || document.activeElement !== before) then();
  else requestAnimationFrame(() => whenFocused(before, then, frames - 1));
}

/**
 * Gives keys to what has the focus, and to a field of text what the browser itself would do with them. Letters go in
 * together: each by itself has what follows the field rendered once more.
 */
function typeAgain(kept: readonly KeyboardEvent[]): void {
  let letters = "";
  const write = (): void => {
    // Deprecated, and the one way in which a field, its undo and React all hear of the text.
    if (letters !== "") document.execCommand("insertText", false, letters);
    letters = "";
  };
  for (const { key, code, shiftKey } of kept) {
    const target = document.activeElement ?? document.body;
    const isLetter = key.length === 1 && target.matches("input, textarea");
    if (!isLetter) write();
    const again = { key, code, shiftKey, bubbles: true, cancelable: true };
    if (!target.dispatchEvent(new KeyboardEvent("keydown", again))) continue;
    if (isLetter) letters += key;
    if (key === "Backspace" && target.matches("input, textarea")) document.execCommand("delete");
    if (key === "Enter" && target.matches("textarea")) document.execCommand("insertLineBreak");
  }
  write();
}
