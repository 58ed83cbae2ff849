import type { Workspace } from "../state";
import type { Command } from "./command";
import { EDIT_COMMANDS } from "./edit";
import { PRESENTER_COMMANDS } from "./presenter";
import { QUEUE_COMMANDS } from "./queue";
import { APP_COMMANDS, DRAW_COMMANDS, VIEW_COMMANDS } from "./screen";
import { isMac, matches, parseShortcut, printShortcut } from "./shortcut";
import { TOOL_COMMANDS } from "./tools";
import { TRACE_COMMANDS } from "./trace";

/** Everything a person can do by key, once: the handler, the palette, the tooltips and the help read this table. */
const TABLE = [
  ...TRACE_COMMANDS,
  ...DRAW_COMMANDS,
  ...TOOL_COMMANDS,
  ...VIEW_COMMANDS,
  ...EDIT_COMMANDS,
  ...QUEUE_COMMANDS,
  ...PRESENTER_COMMANDS,
  ...APP_COMMANDS,
] as const;

/** A command by its name; the face has words for each. */
export type CommandId = (typeof TABLE)[number]["id"];

export const COMMANDS: readonly Command<CommandId>[] = TABLE;

const BY_ID: ReadonlyMap<CommandId, Command<CommandId>> = new Map(COMMANDS.map((command) => [command.id, command]));

export function runCommand(workspace: Workspace, id: CommandId): void {
  const command = BY_ID.get(id);
  if (command && (command.when?.(workspace) ?? true)) command.run(workspace);
}

/** The key of a command as its cap shows it; empty where it has none. */
export function keyOf(id: CommandId): string {
  const [first] = BY_ID.get(id)?.keys ?? [];
  return first ? printShortcut(parseShortcut(first), isMac()) : "";
}

const SHORTCUTS = COMMANDS.flatMap((command) =>
  command.keys.map((keys) => ({ command, shortcut: parseShortcut(keys) })),
);

/** The command that a key press asks for. */
export const commandFor = (event: KeyboardEvent): Command | undefined =>
  SHORTCUTS.find(({ shortcut }) => matches(event, shortcut))?.command;
