import type { Workspace } from "../state";

/** The groups under which commands are listed. */
export const COMMAND_GROUPS = ["trace", "run", "draw", "view", "judge", "queue", "edit", "app"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One thing that a person can do, for the keys, the palette and the help alike. */
export interface Command<Id extends string = string> {
  readonly id: Id;
  readonly group: CommandGroup;
  /** The first is the one that is shown. */
  readonly keys: readonly string[];
  /** Whether it can be done now; always, where it is left out. */
  readonly when?: (workspace: Workspace) => boolean;
  readonly run: (workspace: Workspace) => void;
  /** Works while a text field has the focus, too. */
  readonly everywhere?: boolean;
  /** A held key repeats it. */
  readonly repeats?: boolean;
  /** Done when the key comes up: Space pans while it is held, and what ended a pan does not play. */
  readonly onRelease?: boolean;
}
