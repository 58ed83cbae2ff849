import { useEffect } from "react";
import type { Desk } from "../workspace/state/workspace";
import { useDesk } from "./services";
import type { Command } from "../workspace/commands/command";
import { commandFor } from "../workspace/commands/commands";

const WRITES =
  "input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable=true]";
/** Widgets that walk with arrows and act on Space and Enter themselves. */
const OWN_KEYS =
  "[role=tree], [role=slider], [role=tablist], [role=menu], [role=menubar], [role=radiogroup], [role=separator]";
const PRESSED_BY_SPACE = "button, a, summary, [role=switch], [role=checkbox]";

/** The command that a key press asks for, where the place that has the focus leaves it to the app. */
function asked(desk: Desk, event: KeyboardEvent): Command | null {
  // The panel that has the focus was asked first; and an IME's keys are its own.
  if (event.defaultPrevented || event.isComposing) return null;
  const command = commandFor(event);
  if (!command || (event.repeat && !command.repeats)) return null;
  const target = event.target instanceof Element ? event.target : document.body;
  if (!command.everywhere && (target.closest(WRITES) || target.closest("[role=dialog]"))) return null;
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (plain && event.key.length > 1 && event.key !== "Escape" && target.closest(OWN_KEYS)) return null;
  if (plain && event.key === " " && target.closest(`${PRESSED_BY_SPACE}, ${OWN_KEYS}`)) return null;
  return (command.when?.(desk) ?? true) ? command : null;
}

/** Keys are heard for the whole window, because a command does not belong to any one panel. */
export function useKeys(): void {
  const desk = useDesk();
  // The window outlives every component, so its listeners are put on and taken off by hand.
  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => {
      const command = asked(desk, event);
      if (!command) return;
      event.preventDefault();
      if (!command.onRelease) command.run(desk);
    };
    const onUp = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === "x") desk.view.setState({ eye: false });
      const command = asked(desk, event);
      if (command?.onRelease) command.run(desk);
    };
    const letGo = (): void => desk.view.setState({ eye: false });
    window.addEventListener("keydown", onDown);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", letGo);
    return () => {
      window.removeEventListener("keydown", onDown);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", letGo);
    };
  }, [desk]);
}
