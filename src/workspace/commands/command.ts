import type { Desk } from "../state/workspace";
import type { Words } from "../../app/words";

export type CommandId = keyof Words["commands"];
export type CommandGroup = keyof Words["groups"];

/** One thing that a person can do, for the keys, the palette and the help alike. */
export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** The first is the one that is shown. */
  readonly keys: readonly string[];
  /** Whether it can be done now; always, where it is left out. */
  readonly when?: (desk: Desk) => boolean;
  readonly run: (desk: Desk) => void;
  /** Works while a text field has the focus, too. */
  readonly everywhere?: boolean;
  /** A held key repeats it. */
  readonly repeats?: boolean;
  /** Done when the key comes up: Space pans while it is held, and what ended a pan does not play. */
  readonly onRelease?: boolean;
}
