import { useEffect } from "react";
import type { Workspace } from "../../workspace";
import { type Command, commandFor } from "../../workspace/commands";
import { createPresses } from "./presses";
import { useWorkspace } from "./useWorkspace";

const WRITES =
  "input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable=true]";
/** Widgets that walk with arrows and act on Space and Enter themselves. */
const OWN_KEYS =
  "[role=tree], [role=slider], [type=range], [role=tablist], [role=menu], [role=menubar], [role=radiogroup], [role=separator]";
const PRESSED_BY_SPACE =
  "button, a, summary, [type=checkbox], [type=radio], [role=switch], [role=checkbox], [aria-multiselectable=true]";

/** The command that a key press asks for, where the place that has the focus leaves it to the app. */
function asked(workspace: Workspace, event: KeyboardEvent): Command | null {
  // An IME's keys are its own.
  if (event.isComposing) return null;
  const command = commandFor(event);
  if (!command || (event.repeat && !command.repeats)) return null;
  // The field of a note was asked for and is on its way: what is typed meanwhile was meant for it.
  if (!command.everywhere && workspace.view.getState().noting) return null;
  // A talk has keys of its own, and one letter pressed beside them must not judge or delete before an audience.
  if (!command.everywhere && workspace.presenter.getState().talk) return null;
  const target = event.target instanceof Element ? event.target : document.body;
  if (!command.everywhere && (target.closest(WRITES) || target.closest("[role=dialog]"))) return null;
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (plain && event.key.length > 1 && event.key !== "Escape" && target.closest(OWN_KEYS)) return null;
  if (plain && event.key === " " && target.closest(`${PRESSED_BY_SPACE}, ${OWN_KEYS}`)) return null;
  return (command.when?.(workspace) ?? true) ? command : null;
}

/** Keys are heard for the whole window, because a command does not belong to any one panel. */
export function useKeys(): void {
  const workspace = useWorkspace();
  // The window outlives every component, so its listeners are put on and taken off by hand.
  useEffect(() => {
    const presses = createPresses<KeyboardEvent>(
      (event) => asked(workspace, event),
      (command) => command.run(workspace),
    );
    const onUp = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() === "x") workspace.view.setState({ eye: false });
      presses.up(event);
    };
    const letGo = (): void => {
      workspace.view.setState({ eye: false });
      presses.forget();
    };
    window.addEventListener("keydown", presses.down);
    window.addEventListener("keyup", onUp);
    window.addEventListener("blur", letGo);
    return () => {
      window.removeEventListener("keydown", presses.down);
      window.removeEventListener("keyup", onUp);
      window.removeEventListener("blur", letGo);
    };
  }, [workspace]);
}

/** A tab that is hidden may be killed without another word, so what waits to be written is written then. */
export function useFlush(): void {
  const { edges, view } = useWorkspace();
  // Only the page itself is told that it goes.
  useEffect(() => {
    const flush = (): void => {
      if (document.visibilityState !== "hidden") return;
      void edges.storage.flush();
      void view.flush();
    };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
    };
  }, [edges, view]);
}
