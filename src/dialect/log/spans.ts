import { attributesOf } from "./attributes";
import { chatRecords } from "./chat";
import type { ValueForm } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { maximal } from "./maximal";

// Spans of OpenTelemetry that hold calls of models, by the conventions of OpenInference (Arize-ai/openinference
// 1fe497f1d), of OpenTelemetry itself (semantic-conventions 1.41.0, gen-ai-input-messages.json), and of OpenLLMetry
// (`gen_ai.prompt.0.content`). Spans of other kinds repeat what the calls hold, or tell of times.

/** What is left of a span that holds a call: the conversation, and the attributes that are no part of it. */
interface Call {
  readonly span: "llm";
  readonly messages: readonly unknown[];
  readonly others: Fields;
}

export const spans: ValueForm = {
  kind: "value",
  form: "spans",
  known: [
    ...["span", "token_count", "invocation_parameters", "model_name", "tools", "openinference", "metadata", "session"],
    ...[
      "user",
      "system",
      "finish_reasons",
      "operation",
      "server",
      "cost",
      "agent",
      "graph",
      "tag",
      "request",
      "telemetry",
    ],
    ...["spanId", "span_id", "parentSpanId", "parent_id", "traceId", "name", "traceState"],
    ...["usage", "conversation", "http", "url", "network", "error", "service", "thread", "code", "prompt_template"],
  ],
  priority: 113,
  read(value, place) {
    if (field(value, "span") === "other") return [];
    return field(value, "span") === "llm" ? chatRecords(value, place, "spans") : null;
  },
};

/** A span, or a file of them, as the conversations that it holds; null where the value is none. */
export function callsIn(value: unknown): unknown {
  const list = listOfSpans(value);
  if (list) {
    const calls = list.map(callOf).filter((call) => call !== null);
    return calls.length === 0 ? { span: "other" } : maximal(calls);
  }
  return isFields(value) && isSpan(value) ? (callOf(value) ?? { span: "other" }) : null;
}

function listOfSpans(value: unknown): readonly Fields[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isSpan) ? value : null;
  const resources = listField(value, "resourceSpans", "resource_spans");
  const scopes = resources?.flatMap((resource) => listField(resource, "scopeSpans", "scope_spans") ?? []);
  const found = scopes?.flatMap((scope) => listField(scope, "spans") ?? []) ?? listField(value, "spans");
  return found && found.length > 0 && found.every(isSpan) ? found : null;
}

const isSpan = (value: unknown): value is Fields =>
  isFields(value) &&
  ["trace_id", "traceId", "context", "context.trace_id", "span_id", "spanId"].some((key) => key in value) &&
  ("attributes" in value || Object.keys(value).some((key) => key.startsWith("attributes.")));

function callOf(span: Fields): Call | null {
  const { llm, gen_ai, input: _, output: __, ...others } = attributesOf(span);
  const attributed = [...openInference(llm), ...semantic(gen_ai), ...openLlmetry(gen_ai)];
  // Events repeat what the attributes hold, or tell what these do not: all of it, or the answer.
  const isAnswered = attributed.some((message) => textField(message, "role") === "assistant");
  const told = isAnswered ? [] : eventsIn(span);
  const messages =
    attributed.length === 0
      ? told
      : [...attributed, ...told.filter((message) => textField(message, "role") === "assistant")];
  if (messages.length === 0) return null;
  const rest = { llm: without(llm, ["input_messages", "output_messages"]), gen_ai: without(gen_ai, CONSUMED) };
  // Those that are messages are told; of others, as of what went wrong, the report tells.
  const events = (listField(span, "events") ?? []).map((event) => attributesOf(isFields(event) ? event : {}));
  return { span: "llm", messages, others: { ...others, ...rest, ...(events.length > 0 ? { events } : {}) } };
}

const CONSUMED = ["input", "output", "prompt", "completion", "system_instructions", "response"];

const without = (value: unknown, keys: readonly string[]): unknown =>
  isFields(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;

function openInference(llm: unknown): readonly unknown[] {
  const all = [...(listField(llm, "input_messages") ?? []), ...(listField(llm, "output_messages") ?? [])];
  return all.map((held) => {
    const message = field(held, "message");
    const contents = listField(message, "contents")?.map((part) => field(part, "message_content") ?? part);
    const calls = listField(message, "tool_calls")?.map((call) => field(call, "tool_call") ?? call);
    return {
      role: textField(message, "role") ?? "assistant",
      content: contents?.map(partOfInference) ?? textField(message, "content") ?? "",
      ...(calls ? { tool_calls: calls } : {}),
    };
  });
}

/** `image.url` stands within `image`, once more by that name. */
function partOfInference(part: unknown): unknown {
  const url = textField(field(field(part, "image"), "image") ?? field(part, "image"), "url");
  return url === null ? part : { type: "image", image: url };
}

function semantic(genAi: unknown): readonly unknown[] {
  const told = literalIn(field(genAi, "system_instructions"));
  const inner = (key: string): readonly unknown[] => {
    const held = literalIn(field(field(genAi, key), "messages"));
    return Array.isArray(held) ? held : [];
  };
  const system = Array.isArray(told) ? [{ role: "system", parts: told }] : [];
  return [...system, ...inner("input"), ...inner("output")].map((message) => {
    const parts = listField(message, "parts");
    return parts ? { role: textField(message, "role") ?? "assistant", content: parts.map(partOfSemantic) } : message;
  });
}

/** A part by the names of chat logs; one of a type that is not known stays, and is reported. */
function partOfSemantic(part: unknown): unknown {
  const words = textField(part, "content") ?? "";
  switch (textField(part, "type")) {
    case "text":
      return { type: "text", text: words };
    case "reasoning":
    case "thinking":
      return { type: "reasoning", text: words };
    case "blob":
      return isPicture(part) ? { type: "image", image: `data:${mimeOf(part)};base64,${words}` } : part;
    case "uri":
      return isPicture(part) ? { type: "image", image: textField(part, "uri") } : part;
    case "tool_call_response":
      return { type: "tool_result", content: field(part, "response", "result") };
    default:
      return part;
  }
}

const mimeOf = (part: unknown): string => textField(part, "mime_type") ?? "image/png";

const isPicture = (part: unknown): boolean =>
  textField(part, "modality") === "image" || (textField(part, "mime_type") ?? "").startsWith("image/");

/**
 * Earlier conventions of OpenTelemetry (semantic-conventions 1.28.0 to 1.36.0) keep messages as events of the span:
 * `gen_ai.user.message`, `gen_ai.choice`; still earlier ones the prompt and the completion as texts.
 */
function eventsIn(span: Fields): readonly unknown[] {
  return (listField(span, "events") ?? []).flatMap((event): readonly unknown[] => {
    const { gen_ai, ...told } = attributesOf(isFields(event) ? event : {});
    const name = textField(event, "name", "event_name") ?? "";
    if (name === "gen_ai.choice") return [spoken("assistant", literalIn(field(told, "message")) ?? told)];
    const role = /^gen_ai\.(system|user|assistant|tool)\.message$/.exec(name)?.[1];
    return role === undefined ? openLlmetry(gen_ai) : [spoken(role, told)];
  });
}

/** A message, whose content may be a text that holds parts. */
function spoken(role: string, held: unknown): unknown {
  const message = isFields(held) ? held : { content: held };
  return { role, ...message, content: literalIn(message.content) ?? "" };
}

/** Messages, be they kept as a text of JSON; words alone are what that role said. */
function toldUnder(genAi: unknown, key: string, role: string): readonly unknown[] {
  const held = literalIn(field(genAi, key));
  if (Array.isArray(held)) return held;
  return typeof held === "string" && held !== "" ? [{ role, content: held }] : [];
}

function openLlmetry(genAi: unknown): readonly unknown[] {
  const all = [...toldUnder(genAi, "prompt", "user"), ...toldUnder(genAi, "completion", "assistant")];
  return all.map((message) => {
    const calls = listField(message, "tool_calls");
    return {
      role: textField(message, "role") ?? "assistant",
      content: literalIn(field(message, "content")) ?? "",
      ...(calls ? { tool_calls: calls } : {}),
    };
  });
}
