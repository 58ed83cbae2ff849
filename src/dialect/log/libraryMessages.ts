import { type Fields, field, isFields, listField, textField } from "./json";
import { commonParts, invocationOf } from "./libraryParts";

// Messages as libraries keep them, as messages with a role and content. LangChain (langchain-core 1.8.3 in LangGraph 1.2.24) has the role in
// `type`, or in the name of a class beside `kwargs`, and may keep the message under `data`; Vercel's AI SDK (ai 4.3.19 and
// 5.0.277) has `parts` or `toolInvocations` beside or instead of the content.

/** LangChain's names of who speaks, as types and as classes. */
const SPEAKERS: Readonly<Record<string, string>> = {
  human: "user",
  ai: "assistant",
  system: "system",
  developer: "system",
  tool: "tool",
  function: "function",
  HumanMessage: "user",
  AIMessage: "assistant",
  SystemMessage: "system",
  ToolMessage: "tool",
  FunctionMessage: "function",
  ChatMessage: "",
  chat: "",
};

const AI_SDK = ["parts", "toolInvocations", "experimental_attachments"];

/** The message under common names; the value itself where it has them already, or is no message. */
export function commonMessage(message: unknown): unknown {
  if (!isFields(message)) return message;
  const body = bodyIn(message);
  if (body) return langChainMessage(body.held, body.speaker);
  if (AI_SDK.some((name) => Array.isArray(message[name]))) return aiSdkMessage(message);
  // LlamaIndex and Semantic Kernel have their parts under names of their own.
  const own = message.blocks ?? message.items;
  if (Array.isArray(own) && typeof message.content !== "string" && own.some(isTyped))
    return { ...message, content: commonParts(own) };
  if (Array.isArray(message.images) && typeof message.content === "string")
    return withPictures(message, message.images, message.content);
  return Array.isArray(message.content) ? withCommonParts(message, message.content) : message;
}

const isTyped = (part: unknown): boolean => textField(part, "block_type", "content_type") !== null;

function withCommonParts(message: Fields, content: readonly unknown[]): Fields {
  const parts = commonParts(content);
  return parts === content ? message : { ...message, content: parts };
}

/**
 * Ollama's messages have their pictures beside the words (ollama/ollama, docs/api.md), as Agno's (agno 3.1.10, run) do, of
 * which each is a record; marks in the words mean them in order.
 */
const withPictures = (message: Fields, images: readonly unknown[], content: string): Fields => ({
  ...message,
  content: [...images.map((image) => ({ type: "image", image: pictureIn(image) })), { type: "text", text: content }],
});

const pictureIn = (image: unknown): unknown => textField(image, "content", "filepath", "url") ?? image;

/** Where LangChain keeps a message, and who speaks; null where it is not LangChain's. */
function bodyIn(message: Fields): { readonly held: Fields; readonly speaker: string } | null {
  const { kwargs, data } = message;
  if ("role" in message || "from" in message) return null;
  if (Array.isArray(message.id) && isFields(kwargs)) return speaking(kwargs, message.id.at(-1));
  const type = message.type;
  if (isFields(data) && ("content" in data || "tool_calls" in data)) return speaking(data, type);
  return "content" in message ? speaking(message, type) : null;
}

function speaking(held: Fields, name: unknown): { readonly held: Fields; readonly speaker: string } | null {
  const bare =
    typeof name === "string" ? name.replace(/(?:Message)?Chunk$/, (end) => (end === "Chunk" ? "" : "Message")) : "";
  const speaker = Object.hasOwn(SPEAKERS, bare) ? SPEAKERS[bare] : undefined;
  return speaker === undefined ? null : { held, speaker: speaker || (textField(held, "role") ?? "user") };
}

function langChainMessage(held: Fields, role: string): Fields {
  const { additional_kwargs: more } = held;
  const content = Array.isArray(held.content) ? commonParts(held.content) : held.content;
  const beside = {
    ...(isFields(more) ? { reasoning_content: more.reasoning_content ?? null, refusal: more.refusal ?? null } : {}),
  };
  return { role, content, tool_calls: callsOf(held, content), ...beside };
}

/** Calls beside the content, unless the content has them, too, as that of Anthropic's models does. */
function callsOf(held: Fields, content: unknown): readonly unknown[] {
  const isInContent =
    Array.isArray(content) && content.some((part) => /tool_use|tool_call/.test(textField(part, "type") ?? ""));
  if (isInContent) return [];
  const calls = [...(listField(held, "tool_calls") ?? []), ...(listField(held, "invalid_tool_calls") ?? [])];
  if (calls.length === 0) return listField(field(held, "additional_kwargs"), "tool_calls") ?? [];
  return calls.map((call) => (isFields(call) ? { ...call, arguments: call.args ?? call.arguments } : call));
}

/** Parts, or the calls that stood beside the words before there were parts; files that were attached. */
function aiSdkMessage(message: Fields): Fields {
  const { parts, toolInvocations, content } = message;
  const attached = (listField(message, "experimental_attachments") ?? []).map((file) =>
    isFields(file) ? { type: "file", ...file } : file,
  );
  // Gemini's contents have parts, too, of which none has a type. One that lost its own is reported by its fields.
  const typed = Array.isArray(parts) && parts.some((part) => textField(part, "type") !== null);
  if (!typed && !Array.isArray(toolInvocations) && attached.length === 0) return message;
  const words = typeof content === "string" && content !== "" ? [{ type: "text", text: content }] : [];
  const calls = (listField(message, "toolInvocations") ?? []).flatMap(invocationOf);
  const { reasoning, ...others } = message;
  return typed
    ? { ...others, content: commonParts([...parts, ...attached]), toolInvocations: null }
    : { ...others, reasoning, content: commonParts([...attached, ...calls, ...words]) };
}

/** What attached files are called: their content is told, and the name says no more. */
export const namesOfAttachments = (list: readonly unknown[]): readonly string[] =>
  list
    .flatMap((message) => listField(message, "experimental_attachments") ?? [])
    .flatMap((file) => textField(file, "name") ?? []);
