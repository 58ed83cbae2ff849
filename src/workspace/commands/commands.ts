import type { Desk } from "../state/workspace";
import type { Command, CommandId } from "./command";
import { JUDGE_COMMANDS } from "../editing/judge";
import { APP_COMMANDS, DRAW_COMMANDS, VIEW_COMMANDS } from "./screen";
import { isMac, matches, parseShortcut, printShortcut } from "./shortcut";
import { TRACE_COMMANDS } from "./trace";

/** Everything a person can do by key, once: the handler, the palette, the tooltips and the help read this table. */
export const COMMANDS: readonly Command[] = [
  ...TRACE_COMMANDS,
  ...DRAW_COMMANDS,
  ...VIEW_COMMANDS,
  ...JUDGE_COMMANDS,
  ...APP_COMMANDS,
];

const BY_ID: ReadonlyMap<CommandId, Command> = new Map(COMMANDS.map((command) => [command.id, command]));

export function runCommand(desk: Desk, id: CommandId): void {
  const command = BY_ID.get(id);
  if (command && (command.when?.(desk) ?? true)) command.run(desk);
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
