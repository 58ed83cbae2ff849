import { withPlainAttributes } from "./attributes";
import { chatRecords } from "./chat";
import type { ValueForm } from "./form";
import { type Fields, field, hasAny, isFields, listField, textField } from "./json";
import { observedMessages } from "./langfuse";
import { literalIn } from "./literals";
import { maximal } from "./maximal";
import { mlflowMessages, mlflowOutcome } from "./mlflow";

// Spans of OpenTelemetry that hold calls of models, by the conventions of OpenInference (Arize-ai/openinference
// 1fe497f1d), of OpenTelemetry itself (semantic-conventions 1.41.0, gen-ai-input-messages.json), and of OpenLLMetry
// (`gen_ai.prompt.0.content`), and of Langfuse. Spans of other kinds repeat what the calls hold, or tell of times.

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
    ...["spanId", "span_id", "parentSpanId", "parent_id", "parent_span_id", "traceId", "name", "traceState"],
    ...["trace_state", "scope", "schemaUrl", "schema_url", "start_time", "end_time", "startTime", "endTime"],
    ...["startTimeUnixNano", "endTimeUnixNano", "timeUnixNano", "start_time_unix_nano", "end_time_unix_nano"],
    ...["time_unix_nano", "span_kind", "status_code", "dropped_attributes_count", "flags"],
    ...[
      "modality",
      "usage",
      "conversation",
      "http",
      "url",
      "network",
      "error",
      "service",
      "thread",
      "code",
      "prompt_template",
    ],
    // MLflow's: of a trace, and of each of its spans.
    ...[
      "traceRequestId",
      "spanType",
      "spanFunctionName",
      "chat",
      "trace_location",
      "trace_metadata",
      "request_metadata",
    ],
    ...[
      "execution_duration",
      "execution_time_ms",
      "timestamp_ms",
      "request_time",
      "request_preview",
      "response_preview",
    ],
    ...["tags", "assessment_id", "assessment_name", "source", "code", "links"],
  ],
  priority: 113,
  read(value, place) {
    const list = spansIn(value);
    if (list.length === 0) return null;
    const calls = maximal(list.map((span) => ({ span, messages: messagesIn(span) })));
    return calls.flatMap(({ span, messages }, i) => {
      const where = calls.length === 1 ? place : `${place}, conversation ${i + 1}`;
      const records = chatRecords({ messages, model: modelIn(span), logprobs: logprobsIn(span) }, where, "spans") ?? [];
      return records.map((record) => ({ ...record, ...mlflowOutcome(value) }));
    });
  },
};

/** A span, or a file of them, whose attributes are records within records; null where the value is none. */
export function withPlainSpans(value: unknown): unknown {
  if (isSpan(value)) return plainSpan(value);
  if (!listOfSpans(value)) return null;
  if (Array.isArray(value)) return value.map(withPlainSpans);
  if (!isFields(value)) return null;
  return {
    ...value,
    ...mappedLists(value, ["spans"], plainSpan),
    ...mappedLists(value, ["resourceSpans", "resource_spans"], (resource) =>
      mapped(resource, ["scopeSpans", "scope_spans"], (scope) => mapped(scope, ["spans"], plainSpan)),
    ),
  };
}

/** The record with the items of these lists changed, and with plain attributes of what it tells of. */
const mapped = (held: unknown, keys: readonly string[], change: (item: unknown) => unknown): unknown =>
  isFields(held)
    ? {
        ...held,
        ...("resource" in held ? { resource: withPlainAttributes(held.resource) } : {}),
        ...("scope" in held ? { scope: withPlainAttributes(held.scope) } : {}),
        ...mappedLists(held, keys, change),
      }
    : held;

const mappedLists = (held: Fields, keys: readonly string[], change: (item: unknown) => unknown): Fields =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const list = listField(held, key);
      return list ? [[key, list.map(change)]] : [];
    }),
  );

function plainSpan(held: unknown): unknown {
  const span = withPlainAttributes(held);
  return isFields(span) ? mapped(span, ["events", "links"], withPlainAttributes) : span;
}

/** Whether a value is a span or holds some. */
export const holdsSpans = (value: unknown): boolean => isSpan(value) || listOfSpans(value) !== null;

/** Whether two values hold spans of one trace: exporters write down what has ended by then, be the trace at its end or not. */
export function shareTrace(one: unknown, other: unknown): boolean {
  const ids = new Set(spansIn(one).map(traceOf));
  return spansIn(other).some((span) => traceOf(span) !== "" && ids.has(traceOf(span)));
}

/**
 * Very many spans trace by trace, each with what is around it; the value alone where they are few. What one holds is looked
 * for among the words of all that stand with it, so that all at once would take time in proportion to their square.
 */
export function byTrace(value: unknown): readonly unknown[] {
  const all = spansIn(value);
  const ids = [...new Set(all.map(traceOf))];
  if (all.length <= FEW_SPANS || ids.length < 2) return [value];
  const traces = new Map(ids.map((id) => [id, new Set<unknown>()]));
  for (const span of all) traces.get(traceOf(span))?.add(span);
  return [...traces.values()].map((own) => withSpans(value, own));
}

const FEW_SPANS = 200;

/** The value without the spans that are not among these. */
function withSpans(held: unknown, own: ReadonlySet<unknown>): unknown {
  if (Array.isArray(held))
    return held.filter((item) => !isSpan(item) || own.has(item)).map((item) => withSpans(item, own));
  if (!isFields(held) || own.has(held)) return held;
  const lists = ["spans", "scopeSpans", "scope_spans", "resourceSpans", "resource_spans"];
  const inner = lists.flatMap((key) => (key in held ? [[key, withSpans(held[key], own)] as const] : []));
  return { ...held, ...Object.fromEntries(inner) };
}

const traceOf = (span: Fields): string =>
  textField(span, "traceId", "trace_id", "context.trace_id") ?? textField(span.context, "trace_id") ?? "";

const spansIn = (value: unknown): readonly Fields[] => (isSpan(value) ? [value] : (listOfSpans(value) ?? []));

function listOfSpans(value: unknown): readonly Fields[] | null {
  // Spans, or what several exports hold.
  if (Array.isArray(value)) return value.length > 0 && value.every(holdsSpans) ? value.flatMap(spansIn) : null;
  const resources = listField(value, "resourceSpans", "resource_spans");
  const scopes = resources?.flatMap((resource) => listField(resource, "scopeSpans", "scope_spans") ?? []);
  const found = scopes?.flatMap((scope) => listField(scope, "spans") ?? []) ?? listField(value, "spans");
  const list = found?.filter(isSpan) ?? [];
  return list.length > 0 ? list : null;
}

const isSpan = (value: unknown): value is Fields =>
  isFields(value) &&
  hasAny(value, SPAN_NAMES) &&
  // Calls of Weave have attributes too, and what was said elsewhere.
  !("op_name" in value) &&
  ("attributes" in value || Object.keys(value).some((key) => key.startsWith("attributes.")));

const SPAN_NAMES: ReadonlySet<string> = new Set([
  ...["trace_id", "traceId", "context", "context.trace_id", "span_id", "spanId"],
]);

const attributesIn = (held: unknown): unknown => field(held, "attributes");

/** The conversation of a span that holds a call of a model; empty where it holds none. */
function messagesIn(span: Fields): readonly unknown[] {
  const [llm, genAi] = [field(attributesIn(span), "llm"), field(attributesIn(span), "gen_ai")];
  // Some write down the same call by two conventions.
  const mlflow = mlflowMessages(field(attributesIn(span), "mlflow"));
  const conventions = [openInference(llm), semantic(genAi), openLlmetry(genAi), observed(span), mlflow];
  const attributed = conventions.find((messages) => messages.length > 0) ?? [];
  // Events repeat what the attributes hold, or tell what these do not: all of it, or the answer.
  const isAnswered = attributed.some((message) => textField(message, "role") === "assistant");
  const told = isAnswered ? [] : eventsIn(span);
  return attributed.length === 0
    ? told
    : [...attributed, ...told.filter((message) => textField(message, "role") === "assistant")];
}

/** Those of the response, which OpenInference keeps whole beside the messages. */
const logprobsIn = (span: Fields): unknown => {
  const response = literalIn(field(field(attributesIn(span), "output"), "value"));
  return field(listField(response, "choices")?.[0], "logprobs");
};

function modelIn(span: Fields): string {
  const [llm, genAi] = [field(attributesIn(span), "llm"), field(attributesIn(span), "gen_ai")];
  const named = textField(llm, "model_name") ?? textField(field(genAi, "response"), "model");
  const model = field(field(observationIn(span), "model"), "name");
  return named ?? textField(field(genAi, "request"), "model") ?? (typeof model === "string" ? model : "");
}

const observationIn = (span: Fields): unknown => field(field(attributesIn(span), "langfuse"), "observation");

/** What clients of Langfuse (langfuse 5.0.4) tell of a call. */
function observed(span: Fields): readonly unknown[] {
  const observation = observationIn(span);
  return textField(observation, "type") === "generation" ? observedMessages(observation) : [];
}

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
    const attributes = attributesIn(event);
    const { gen_ai, ...told } = isFields(attributes) ? attributes : {};
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
