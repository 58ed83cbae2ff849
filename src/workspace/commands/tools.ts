import { TOOL_NAMES, type ToolName } from "../../action";
import { callToolHere } from "../editing/callTool";
import { mayWrite } from "../editing/history";
import type { Workspace } from "../state";
import type { Command } from "./command";

const KEYS: Readonly<Partial<Record<ToolName, string>>> = { "read-text": "Shift+r", "find-objects": "Shift+o" };

/** A tool is a command by its own name. */
export const TOOL_COMMANDS: readonly Command<ToolName>[] = TOOL_NAMES.map((name) => ({
  id: name,
  group: "draw",
  keys: KEYS[name] === undefined ? [] : [KEYS[name]],
  when: (workspace: Workspace) => mayWrite(workspace) && workspace.view.getState().calling === null,
  run: (workspace: Workspace) => void callToolHere(workspace, name),
}));
