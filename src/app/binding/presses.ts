import type { Command } from "../../workspace/commands";

type Press = Pick<KeyboardEvent, "code" | "defaultPrevented" | "preventDefault">;

export interface Presses<P extends Press> {
  down(press: P): void;
  up(press: P): void;
  /** Which keys are down is not known any more: the window was left. */
  forget(): void;
}

/**
 * Runs what a key asks for. A command that waits until its key comes up is run only where the key went down for the app,
 * too: one that was pressed in a field, or for a field that is on its way, may come up when the focus is elsewhere.
 */
export function createPresses<P extends Press>(
  asked: (press: P) => Command | null,
  run: (command: Command) => void,
): Presses<P> {
  const waiting = new Set<string>();
  return {
    down(press) {
      const command = asked(press);
      if (command?.onRelease) {
        // Whoever took the key on its way down, as the stage does to pan, says at its way up whether it was used.
        waiting.add(press.code);
        press.preventDefault();
        return;
      }
      // The panel that has the focus was asked first.
      if (!command || press.defaultPrevented) return;
      press.preventDefault();
      run(command);
    },
    up(press) {
      if (!waiting.delete(press.code) || press.defaultPrevented) return;
      const command = asked(press);
      if (command?.onRelease) run(command);
    },
    forget: () => waiting.clear(),
  };
}
