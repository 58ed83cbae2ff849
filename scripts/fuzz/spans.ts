// Small exports of spans, by several conventions and in several ways: what fuzzing starts from.

type Told = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** OTLP's value of a type that it names. */
const typed = (value: Told[string]): unknown => {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map(typed) } };
};

const attributes = (told: Told): unknown => Object.entries(told).map(([key, value]) => ({ key, value: typed(value) }));

const exported = (...spans: readonly unknown[]): unknown => ({
  resourceSpans: [
    {
      resource: { attributes: attributes({ "service.name": "agent", "telemetry.sdk.language": "python" }) },
      scopeSpans: [{ scope: { name: "tracer", version: "1" }, spans }],
    },
  ],
});

const INPUT = "llm.input_messages.";
const OUTPUT = "llm.output_messages.0.message.";

/** Spans of OpenInference, of the conventions of OpenTelemetry, and of OpenLLMetry, exported in several ways. */
export const SPANS: readonly unknown[] = [
  exported(
    {
      traceId: "0a",
      spanId: "01",
      name: "ChatCompletion",
      kind: 1,
      startTimeUnixNano: "1",
      attributes: attributes({
        "openinference.span.kind": "LLM",
        "llm.model_name": "gpt-5",
        "llm.invocation_parameters": '{"temperature": 0}',
        "input.value": '{"messages": [{"role": "user", "content": "Where is the sign?"}], "model": "gpt-5"}',
        "input.mime_type": "application/json",
        "output.value": "I look closer at it.",
        [`${INPUT}0.message.role`]: "user",
        [`${INPUT}0.message.contents.0.message_content.type`]: "text",
        [`${INPUT}0.message.contents.0.message_content.text`]: "Where is the sign?",
        [`${INPUT}0.message.contents.1.message_content.type`]: "image",
        [`${INPUT}0.message.contents.1.message_content.image.image.url`]: "cat.jpg",
        [`${OUTPUT}role`]: "assistant",
        [`${OUTPUT}content`]: "I look closer at it.",
        [`${OUTPUT}tool_calls.0.tool_call.id`]: "c1",
        [`${OUTPUT}tool_calls.0.tool_call.function.name`]: "look",
        [`${OUTPUT}tool_calls.0.tool_call.function.arguments`]: '{"at": "left side"}',
        "llm.token_count.total": 7,
        "tag.tags": ["vision", "test"],
      }),
      events: [{ name: "exception", attributes: attributes({ "exception.message": "It took too long for that." }) }],
      status: { code: 2, message: "It stopped before it was done." },
    },
    {
      traceId: "0a",
      spanId: "02",
      name: "look",
      attributes: attributes({
        "openinference.span.kind": "TOOL",
        "tool.description": "Looks at some side of the picture.",
        "output.value": "a red sign stands there",
      }),
    },
  ),
  exported({
    traceId: "0b",
    spanId: "03",
    name: "chat gpt-5",
    attributes: attributes({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.system_instructions": '[{"type": "text", "content": "Be very brief."}]',
      "gen_ai.input.messages":
        '[{"role": "user", "parts": [{"type": "text", "content": "Where is it?"}, {"type": "uri", "modality": "image", "uri": "cat.jpg"}]}]',
      "gen_ai.output.messages":
        '[{"role": "assistant", "parts": [{"type": "reasoning", "content": "Look closer."}, {"type": "text", "content": "It is there."}], "finish_reason": "stop"}]',
      "gen_ai.usage.input_tokens": 4,
    }),
  }),
  exported({
    traceId: "0c",
    spanId: "04",
    name: "chat",
    attributes: attributes({ "gen_ai.system": "openai" }),
    events: [
      { name: "gen_ai.user.message", timeUnixNano: "1", attributes: attributes({ content: "Where is it?" }) },
      {
        name: "gen_ai.choice",
        attributes: attributes({ index: 0, message: '{"role": "assistant", "content": "It is there."}' }),
      },
    ],
  }),
  exported({
    traceId: "0d",
    spanId: "05",
    name: "OpenAI-generation",
    attributes: attributes({
      "langfuse.observation.type": "generation",
      "langfuse.observation.input": '{"messages": [{"role": "user", "content": "Where is it?"}]}',
      "langfuse.observation.output": '{"role": "assistant", "content": "It is there."}',
      "langfuse.observation.model.name": "gpt-5",
      "langfuse.observation.metadata.note": "words that somebody added to it",
    }),
  }),
  [
    {
      name: "openai.chat",
      context: { trace_id: "0x1", span_id: "0x1" },
      parent_id: null,
      attributes: {
        "gen_ai.prompt.0.role": "user",
        "gen_ai.prompt.0.content": "Where is it?",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "It is there.",
        "llm.usage.total_tokens": 3,
      },
      resource: { attributes: { "service.name": "agent" } },
    },
  ],
];
