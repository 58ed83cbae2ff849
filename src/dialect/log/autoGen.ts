import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, dataUrl, pictureBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, hasAny, isFields, textField } from "./json";

/** AutoGen (autogen-agentchat 0.7.5, what `save_state` and the result of a run wrote): messages with types. */
function autoGenRuns(value: unknown): readonly ExportedChat[] | null {
  const lists = autoGenLists(value, 0);
  if (lists.length === 0) return null;
  return lists.map((list) => ({
    title: "",
    model: "",
    messages: list.filter((message) => !isAutoGenSummary(message, list)).flatMap(autoGenMessage),
  }));
}

/** What tools gave, again as a text of its own: told where the talk has it in no other way. */
const isAutoGenSummary = (message: unknown, list: readonly unknown[]): boolean =>
  textField(message, "type") === "ToolCallSummaryMessage" &&
  list.some((other) => textField(other, "type") === "ToolCallExecutionEvent");

const autoGenRenderings = (value: unknown): readonly string[] =>
  autoGenLists(value, 0).flatMap((list) =>
    list.flatMap((message) => (isAutoGenSummary(message, list) ? (textField(message, "content") ?? []) : [])),
  );

const AUTO_GEN: Readonly<Record<string, "system" | "user" | "assistant" | "tool">> = {
  SystemMessage: "system",
  UserMessage: "user",
  AssistantMessage: "assistant",
  FunctionExecutionResultMessage: "tool",
  TextMessage: "assistant",
  MultiModalMessage: "assistant",
  ThoughtEvent: "assistant",
  ToolCallRequestEvent: "assistant",
  ToolCallExecutionEvent: "tool",
  ToolCallSummaryMessage: "tool",
  StopMessage: "assistant",
  HandoffMessage: "assistant",
};

const isAutoGen = (message: unknown): boolean =>
  isFields(message) &&
  typeof message.type === "string" &&
  Object.hasOwn(AUTO_GEN, message.type) &&
  (textField(message, "source") !== null || Array.isArray(field(message, "content"))) &&
  !isFields(field(message, "data"));

const DEEPEST = 6;

/** The lists of such messages, wherever a state keeps them: by the names of agents, a list for each. */
function autoGenLists(value: unknown, depth: number): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) return value.length > 0 && value.every(isAutoGen) ? [value] : [];
  // Asked of each record of a list, of which most hold nothing of the kind.
  if (!isFields(value) || depth > DEEPEST || !hasAny(value, AUTO_GEN_HOLDERS)) return [];
  return [...AUTO_GEN_HOLDERS].flatMap((name) => {
    const held = value[name];
    return name === "agent_states" && isFields(held)
      ? Object.values(held).flatMap((state) => autoGenLists(state, depth + 1))
      : autoGenLists(held, depth + 1);
  });
}

const AUTO_GEN_HOLDERS: ReadonlySet<string> = new Set(["messages", "llm_context", "agent_state", "agent_states"]);

function autoGenMessage(message: unknown): readonly Fields[] {
  const type = textField(message, "type") ?? "";
  const spoken = AUTO_GEN[type] ?? "user";
  // Who asks is called so, whatever the type of message.
  const role =
    spoken === "assistant" && /^user(?:_proxy)?$/i.test(textField(message, "source") ?? "") ? "user" : spoken;
  const content = field(message, "content");
  const thought = textField(message, "thought");
  const items = type === "ThoughtEvent" ? [] : Array.isArray(content) ? content : [content];
  const said = items.flatMap((item): readonly Fields[] => {
    if (typeof item === "string") return saidTexts(item);
    const picture = textField(item, "data");
    if (picture !== null) return [pictureBlock(dataUrl("image/png", picture))];
    if (role === "tool") return saidTexts(textField(item, "content"));
    return isFields(item) && "arguments" in item ? [callBlock(textField(item, "name") ?? "", item.arguments)] : [];
  });
  const thoughts = [thought, type === "ThoughtEvent" ? textField(message, "content") : null];
  return [{ role, content: [...thoughts.flatMap((text) => (text ? [thoughtBlock(text)] : [])), ...said] }];
}

export const AUTO_GEN_TALKS = chatExport({
  form: "autogen",
  priority: 131,
  read: autoGenRuns,
  known: ["source", "models_usage", "metadata", "message_buffer", "current_speaker", "call_id"],
  spoken: ["thought"],
  renderings: autoGenRenderings,
});
