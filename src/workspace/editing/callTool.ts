import { TOOLS_WITH_WORDS, type ToolCall, type ToolName } from "../../action";
import { lineView } from "../../session";
import { actingStep, imageLookedAt } from "../../trace";
import type { Workspace } from "../state";
import { actHere } from "./acts";

/** What a tool that needs words is called with first; the step's form changes them. */
const FIRST_WORDS: Readonly<Partial<Record<ToolName, string>>> = { "find-color": "red" };

/** Longer questions are cut: what is looked for stands at the beginning as a rule, and the model reads no more. */
const MOST_WORDS = 300;

/**
 * The call of a tool as a person means it: on the image that is looked at, which may be a crop; within the box that is
 * chosen there, if one is. Null where nothing is looked at.
 */
export function toolCallHere(workspace: Workspace, tool: ToolName): ToolCall | null {
  const { log, place } = workspace.session.store.getState();
  if (!log) return null;
  const { line, index } = lineView(log.trace, place);
  const passed = line.slice(0, index + 1);
  const image = imageLookedAt(log.trace, passed);
  if (!image) return null;
  const acting = actingStep(log.trace, passed.at(-1) ?? null)?.body;
  const action = acting?.kind === "action" && acting.action.image === image ? acting.action : null;
  const region =
    action?.kind === "box" || action?.kind === "highlight" || action?.kind === "zoom"
      ? action.box
      : action?.kind === "tool"
        ? action.region
        : null;
  const asked = passed.findLast(({ body }) => body.kind === "problem")?.body;
  const question = asked?.kind === "problem" ? asked.question : "";
  // Of a sentence the things are found that it speaks of.
  const first = tool === "find-phrase" ? question.slice(0, MOST_WORDS) : (FIRST_WORDS[tool] ?? "");
  return { kind: "tool", image, tool, region, words: TOOLS_WITH_WORDS.has(tool) ? first : "" };
}

/** Calls a tool by hand after the current step; one at a time. `words` stand in place of those that a person means first. */
export async function callToolHere(workspace: Workspace, tool: ToolName, words?: string): Promise<void> {
  const { view } = workspace;
  const call = toolCallHere(workspace, tool);
  if (!call || view.getState().calling !== null) return;
  view.setState({ calling: tool });
  try {
    await actHere(workspace, words === undefined ? call : { ...call, words });
  } finally {
    view.setState({ calling: null });
  }
}
