import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";

// Agent TARS and whatever else runs on Tarko: a list of events, each with its `type` (bytedance/UI-TARS-desktop 239b6544a,
// multimodal/tarko/agent-interface/src/agent-event-stream.ts; runs of it in the folders called `snapshot`). Its browser is
// worked by calls that hold an action of UI-TARS as words, with places in thousandths (browser-gui-agent.ts).

function tarsRuns(value: unknown): readonly ExportedChat[] | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isEvent)) return null;
  if (!value.some((event) => typeOf(event) === "assistant_message")) return null;
  const started = value.find((event) => typeOf(event) === "agent_run_start");
  const planned = new Set<string>();
  const said = new Set(value.map((event) => (typeOf(event) === "assistant_message" ? contentOf(event) : "")));
  return [
    {
      title: "",
      model: textField(started, "model") ?? "",
      messages: value.flatMap((event) => messagesOfEvent(event, planned, said)),
    },
  ];
}

const TYPES: ReadonlySet<string> = new Set([
  ...["user_message", "assistant_message", "assistant_thinking_message", "tool_call", "tool_result", "system"],
  ...["assistant_streaming_message", "assistant_streaming_thinking_message", "assistant_streaming_tool_call"],
  ...["agent_run_start", "agent_run_end", "environment_input", "plan_start", "plan_update", "plan_finish"],
  ...["final_answer", "final_answer_streaming"],
]);

const typeOf = (event: unknown): string => textField(event, "type") ?? "";
const contentOf = (event: unknown): string => textField(event, "content") ?? "";

const isEvent = (event: unknown): event is Fields =>
  isFields(event) && TYPES.has(typeOf(event)) && typeof event.id === "string" && "timestamp" in event;

/** `planned` are the steps of plans that were told before; `said` is what stands in messages of the model. */
function messagesOfEvent(event: Fields, planned: Set<string>, said: ReadonlySet<string>): readonly Fields[] {
  switch (typeOf(event)) {
    case "user_message":
    case "environment_input":
      return [{ role: "user", content: event.content }];
    case "assistant_thinking_message":
      return [{ role: "assistant", content: [thoughtBlock(contentOf(event))] }];
    case "assistant_message":
      return [{ role: "assistant", content: saidIn(event) }];
    case "tool_result":
      return [{ role: "tool", content: resultIn(event) }];
    case "plan_update": {
      const steps = (listField(event, "steps") ?? []).flatMap((step) => contentOf(step));
      const fresh = steps.filter((step) => step !== "" && !planned.has(step));
      for (const step of fresh) planned.add(step);
      return fresh.length === 0 ? [] : [{ role: "assistant", content: [thoughtBlock(fresh.join("\n"))] }];
    }
    case "plan_finish":
    case "final_answer": {
      const words = textField(event, "summary", "content") ?? "";
      return said.has(words) ? [] : [{ role: "assistant", content: saidTexts(words) }];
    }
    default:
      return [];
  }
}

/** A message with its calls. A model without calls of its own writes them into its words, from which they were taken. */
function saidIn(event: Fields): readonly Fields[] {
  const calls = (listField(event, "toolCalls") ?? []).map((call) => field(call, "function"));
  const words = calls.length === 0 ? contentOf(event) : withoutCalls(contentOf(event));
  return [...saidTexts(words), ...calls.flatMap(callIn)];
}

const withoutCalls = (words: string): string => {
  const at = words.indexOf("<tool_call>");
  return at < 0 ? words : words.slice(0, at);
};

/** A call; one that works the browser is told as UI-TARS says it. */
function callIn(call: unknown): readonly Fields[] {
  const input = literalIn(field(call, "arguments"));
  const action = textField(input, "action");
  if (action === null || !/^\s*\w{1,40}\(/.test(action))
    return [callBlock(textField(call, "name") ?? "", isFields(input) ? input : field(call, "arguments"))];
  const thought = [textField(input, "thought"), textField(input, "step")].filter((text) => text);
  const more = Object.entries(isFields(input) ? input : {}).filter(
    ([name, held]) => !["thought", "step", "action"].includes(name) && typeof held === "string",
  );
  const before = [...thought, ...more.map(([, held]) => held)].join("\n");
  return saidTexts(`${before === "" ? "" : `Thought: ${before}\n`}Action: ${action}\n`);
}

/** Words and pictures, or a record that a tool gave. */
function resultIn({ content, error }: Fields): unknown {
  const failed = saidTexts(typeof error === "string" ? error : null);
  if (typeof content === "string") return [...saidTexts(content), ...failed];
  const isParts =
    Array.isArray(content) && content.length > 0 && content.every((part) => isFields(part) && "type" in part);
  return [...(isParts ? content : saidTexts(JSON.stringify(content ?? ""))), ...failed];
}

/** Pieces of messages as they came, calls that stand in their messages, and calls as a model wrote them into its words. */
const renderings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : []).flatMap((event) => {
    const type = typeOf(event);
    if (type.includes("streaming")) return [contentOf(event), textField(event, "arguments") ?? ""];
    if (type !== "assistant_message") return [];
    const calls = listField(event, "toolCalls") ?? [];
    return [
      ...(calls.length > 0 && contentOf(event).includes("<tool_call>") ? [contentOf(event)] : []),
      ...calls.flatMap((call) => textField(field(call, "function"), "arguments") ?? []),
      textField(event, "rawContent") ?? "",
    ];
  });

export const AGENT_TARS = chatExport({
  form: "agent-tars",
  priority: 141,
  read: tarsRuns,
  known: [
    ...["finishReason", "messageId", "sessionId", "toolName", "name", "runOptions", "tool", "modelDisplayName"],
    // What an input is of: `Browser Screenshot`.
    ...["agentName", "level", "description", "metadata"],
  ],
  spoken: ["content", "action", "thought", "step", "arguments"],
  renderings,
});
