import { useLayoutEffect } from "react";
import { breathe } from "../../base";

/** A frame is 16 ms or more: by then the field has the focus, or what came has no field. */
const FRAMES = 30;

/** What shows itself beside a dialog or a field that is on its way: what is typed meanwhile is meant for that. */
export function KeepKeys(): null {
  // The window hears keys before React does, and from this very commit on: the next key may come at once.
  useLayoutEffect(() => {
    const kept: KeyboardEvent[] = [];
    const given = new WeakSet<KeyboardEvent>();
    const keep = (event: KeyboardEvent): void => {
      // What another gives again may be meant for this: its Enter opened the dialog that is on its way here.
      if (given.has(event) || event.isComposing || isThePages(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      kept.push(event);
    };
    window.addEventListener("keydown", keep, { capture: true });
    return () => {
      const release = async (): Promise<void> => {
        await typeAgain(kept, given);
        window.removeEventListener("keydown", keep, { capture: true });
      };
      // Asked now, when what came is there and nobody has given it the focus yet: a dialog that was closed for it gives that
      // back meanwhile, to where it was before.
      whenFocused(document.activeElement, () => void release(), FRAMES);
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
 * Gives keys to what has the focus, and to a field of text what the browser itself would do with them, until none is left:
 * others may come meanwhile. Letters go in together, as each by itself has what follows the field rendered once more; any
 * other key has a task of its own, as it may close one dialog and open the next.
 */
async function typeAgain(kept: KeyboardEvent[], given: WeakSet<KeyboardEvent>): Promise<void> {
  while (kept.length > 0) {
    const target = document.activeElement ?? document.body;
    const isField = target.matches("input, textarea");
    const letters = isField ? kept.findIndex(({ key }) => key.length !== 1) : 0;
    const taken = kept.splice(0, Math.max(1, letters < 0 ? kept.length : letters));
    const told = taken.filter((press) => pressAgain(target, press, given)).map(({ key }) => key);
    const [key = ""] = told;
    // Deprecated, and the one way in which a field, its undo and React all hear of the text.
    if (isField && key.length === 1) document.execCommand("insertText", false, told.join(""));
    if (isField && key === "Backspace") document.execCommand("delete");
    if (key === "Enter" && target.matches("textarea")) document.execCommand("insertLineBreak");
    if (kept.length > 0) await breathe();
  }
}

/** Whether the field is still to do with a key what it does. */
function pressAgain(target: Element, press: KeyboardEvent, given: WeakSet<KeyboardEvent>): boolean {
  const { key, code, shiftKey } = press;
  const again = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  given.add(again);
  return target.dispatchEvent(again);
}
