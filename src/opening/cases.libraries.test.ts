// Messages as libraries, clouds and agents on a command line keep them. The shapes are those of the sources that
// `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, lostInSilence, only, PNG, PNG_URL } from "./testing";

const sized = { data: { width: 400, height: 300 } };

/** The line of the only record, without its question, and what was not understood. */
async function told(value: unknown): Promise<readonly string[]> {
  const record = await only(value, sized);
  return [...lineIn(record), ...findingsIn(record)];
}

const LOOK = ["asked Where is it?", "thought Closer.", "unparsed unsupported-call", "saw a sign", "answer There."];
const UNPERFORMED = "unsupported-call look";

describe("Vercel's AI SDK", () => {
  const asks = { id: "1", role: "user", content: "Where is it?", parts: [{ type: "text", text: "Where is it?" }] };
  const attached = [{ name: "a.png", contentType: "image/png", url: PNG_URL }];

  it.each<[string, readonly object[]]>([
    [
      "calls beside the words",
      [
        { id: "1", role: "user", content: "Where is it?", experimental_attachments: attached },
        {
          id: "2",
          role: "assistant",
          content: "",
          reasoning: "Closer.",
          toolInvocations: [
            { state: "result", step: 0, toolCallId: "c", toolName: "look", args: { at: "left" }, result: "a sign" },
          ],
        },
        { id: "3", role: "assistant", content: "There." },
      ],
    ],
    [
      "parts with invocations",
      [
        { ...asks, parts: [...asks.parts, { type: "file", mimeType: "image/png", data: PNG }] },
        {
          id: "2",
          role: "assistant",
          content: "There.",
          parts: [
            { type: "step-start" },
            { type: "reasoning", reasoning: "Closer.", details: [{ type: "text", text: "Closer." }] },
            {
              type: "tool-invocation",
              toolInvocation: {
                state: "result",
                toolCallId: "c",
                toolName: "look",
                args: { at: "left" },
                result: { content: [{ type: "text", text: "a sign" }] },
              },
            },
            { type: "text", text: "There." },
          ],
        },
      ],
    ],
    [
      "a part for each tool",
      [
        {
          id: "1",
          role: "user",
          parts: [
            { type: "file", mediaType: "image/png", filename: "a.png", url: PNG_URL },
            { type: "text", text: "Where is it?" },
          ],
        },
        {
          id: "2",
          role: "assistant",
          metadata: { model: "m" },
          parts: [
            { type: "reasoning", text: "Closer.", state: "done" },
            { type: "tool-look", toolCallId: "c", state: "output-available", input: { at: "left" }, output: "a sign" },
            { type: "text", text: "There.", state: "done" },
          ],
        },
      ],
    ],
    [
      "messages for a model",
      [
        {
          role: "user",
          content: [
            { type: "image", image: PNG, mediaType: "image/png" },
            { type: "text", text: "Where is it?" },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Closer." },
            { type: "tool-call", toolCallId: "c", toolName: "look", input: { at: "left" } },
          ],
        },
        {
          role: "tool",
          content: [
            { type: "tool-result", toolCallId: "c", toolName: "look", output: { type: "text", value: "a sign" } },
          ],
        },
        { role: "assistant", content: [{ type: "text", text: "There." }] },
      ],
    ],
  ])("keeps %s", async (_, messages) => {
    expect(await told({ messages })).toEqual([...LOOK, UNPERFORMED]);
  });

  const called = {
    type: "tool-invocation",
    toolInvocation: { state: "result", toolCallId: "c", toolName: "look", args: { at: "left" }, result: "a sign" },
  };
  const damaged = [{ reasoning: "Closer." }, called, { type: "text", text: "There." }];

  it("tells the other parts where one has lost its type", async () => {
    expect(await told({ messages: [asks, { role: "assistant", parts: damaged }] })).toEqual([
      ...["asked Where is it?", "unparsed unsupported-call", "saw a sign", "answer There."],
      ...["unread-field messages[].parts[].reasoning", UNPERFORMED],
    ]);
  });

  it("tells them where the message has lost its role, too", async () => {
    expect(await told({ messages: [{ id: "1", parts: damaged }] })).toEqual([
      ...["asked ", "unparsed unsupported-call", "saw a sign", "answer There."],
      ...["unread-field parts[].reasoning", UNPERFORMED],
    ]);
  });

  it("shows a picture that a tool gave back within JSON", async () => {
    const part = { type: "dynamic-tool", toolName: "look", toolCallId: "c", state: "output-available", input: {} };
    const messages = [
      asks,
      { id: "2", role: "assistant", parts: [{ ...part, output: { crop: PNG_URL, note: "cut" } }] },
    ];
    expect(await told({ messages })).toEqual([
      "asked Where is it?",
      "unparsed unsupported-call",
      'saw a picture {"crop":"picture 1","note":"cut"}',
      UNPERFORMED,
    ]);
  });

  it("tells what a tool failed with, and a part of a screen alone", async () => {
    const failed = { type: "tool-look", toolCallId: "c", state: "output-error", input: {}, errorText: "no such place" };
    const data = { type: "data-weather", data: { note: "a storm is coming this way" } };
    const lines = await told({ messages: [asks, { id: "2", role: "assistant", parts: [failed, data] }] });
    expect(lines).toEqual([
      "asked Where is it?",
      "unparsed unsupported-call",
      "saw no such place",
      "unknown-part data-weather",
      UNPERFORMED,
    ]);
  });
});

describe("LangChain", () => {
  const picture = { type: "image_url", image_url: { url: PNG_URL } };
  const call = { name: "look", args: { at: "left" }, id: "c", type: "tool_call" };
  const built = (name: string, kwargs: object) => ({
    lc: 1,
    type: "constructor",
    id: ["langchain", "schema", "messages", name],
    kwargs,
  });
  const asked = [built("HumanMessage", { type: "human", content: [picture, { type: "text", text: "Where is it?" }] })];
  const answers = [
    built("AIMessage", {
      type: "ai",
      content: "Closer.",
      tool_calls: [call],
      response_metadata: { model_name: "m", finish_reason: "tool_calls" },
      additional_kwargs: {},
      invalid_tool_calls: [],
    }),
    built("ToolMessage", { type: "tool", content: "a sign", tool_call_id: "c", status: "success" }),
    built("AIMessage", { type: "ai", content: "There.", tool_calls: [] }),
  ];
  const LINE = [...LOOK, UNPERFORMED];

  it("keeps messages as constructors, with their data, or as they are dumped", async () => {
    const plain = [...asked, ...answers].map(({ kwargs }) => kwargs as { type: string });
    expect(await told({ messages: [...asked, ...answers] })).toEqual(LINE);
    expect(await told({ messages: plain })).toEqual(LINE);
    expect(await told(plain.map(({ type, ...data }) => ({ type, data: { ...data, type } })))).toEqual(LINE);
  });

  it("keeps a call that its content has, too, once", async () => {
    const content = [
      { type: "text", text: "Closer." },
      { type: "tool_use", id: "c", name: "look", input: { at: "left" } },
    ];
    const messages = [
      asked[0]?.kwargs,
      { type: "ai", content, tool_calls: [call] },
      { type: "tool", content: "a sign" },
    ];
    expect(await told({ messages })).toEqual([...LOOK.slice(0, 4), UNPERFORMED]);
  });

  it("keeps runs of LangSmith: a call of a model, and a chain with all its messages", async () => {
    const [first, ...rest] = answers;
    const run = { id: "r", name: "ChatOpenAI", run_type: "llm", start_time: "2026-01-01", child_runs: [] };
    const generations = [[{ text: "Closer.", type: "ChatGeneration", message: first }]];
    const line = await told({ ...run, inputs: { messages: [asked] }, outputs: { generations, llm_output: null } });
    expect(line).toEqual([...LOOK.slice(0, 3), UNPERFORMED]);
    const outputs = { messages: [...asked, first, ...rest] };
    expect(await told({ ...run, run_type: "chain", inputs: { messages: asked }, outputs })).toEqual(LINE);
  });

  it("reports the words of runs within a run", async () => {
    const child = {
      id: "s",
      run_type: "llm",
      inputs: { prompts: ["Say it in French, please, and at once."] },
      outputs: null,
    };
    const lines = await told({
      run_type: "chain",
      inputs: { input: "Q" },
      outputs: { output: "A" },
      child_runs: [child],
    });
    expect(lines).toEqual(["asked Q", "answer A", "unread-field child_runs[].inputs.prompts[]"]);
  });
});

describe("Bedrock's Converse", () => {
  const system = [{ text: "Be brief." }];
  const messages = [
    {
      role: "user",
      content: [{ image: { format: "png", source: { bytes: PNG } } }, { text: "Where is it?" }],
    },
    {
      role: "assistant",
      content: [
        { reasoningContent: { reasoningText: { text: "Closer.", signature: "s" } } },
        { toolUse: { toolUseId: "t", name: "look", input: { at: "left" } } },
      ],
    },
    { role: "user", content: [{ toolResult: { toolUseId: "t", status: "success", content: [{ text: "a sign" }] } }] },
  ];
  const response = {
    output: { message: { role: "assistant", content: [{ text: "There." }] } },
    stopReason: "end_turn",
    usage: { inputTokens: 1, outputTokens: 2 },
    metrics: { latencyMs: 3 },
  };
  const LINE = [...LOOK, UNPERFORMED];

  it("keeps a request with its response, side by side or together", async () => {
    expect(await told({ modelId: "m", system, messages, ...response })).toEqual(LINE);
    expect(await told({ request: { modelId: "m", system, messages }, response })).toEqual(LINE);
  });

  it("keeps a response alone, and what a tool gave back as JSON or as a picture", async () => {
    expect(await told(response)).toEqual(
      ["asked", "answer There."].map((line) => (line === "asked" ? "asked " : line)),
    );
    const content = [{ json: { note: "a sign" } }, { image: { format: "png", source: { bytes: PNG } } }];
    const shown = { role: "user", content: [{ toolResult: { toolUseId: "t", content } }] };
    expect(await told({ messages: [...messages.slice(0, 2), shown] })).toEqual([
      ...LOOK.slice(0, 3),
      'saw a picture {"note":"a sign"}',
      UNPERFORMED,
    ]);
  });

  it("keeps a line of the log of invocations, whole and as a stream", async () => {
    const line = {
      schemaType: "ModelInvocationLog",
      modelId: "m",
      operation: "Converse",
      input: { inputContentType: "application/json", inputBodyJson: { system, messages } },
      output: { outputContentType: "application/json", outputBodyJson: response },
    };
    expect(await told(line)).toEqual(LINE);
    const events = [
      { messageStart: { role: "assistant" } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "The" } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "re." } } },
      { contentBlockStop: { contentBlockIndex: 0 } },
      { messageStop: { stopReason: "end_turn" } },
    ];
    expect(await told({ ...line, output: { outputBodyJson: events } })).toEqual(LINE);
  });

  it("puts a recorded stream together, calls and thoughts too", async () => {
    const events = [
      { messageStart: { role: "assistant" } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { reasoningContent: { text: "Clo" } } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { reasoningContent: { text: "ser." } } } },
      { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: "t", name: "look" } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"at": ' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '"left"}' } } } },
      { messageStop: { stopReason: "tool_use" } },
    ];
    const { records } = readLog(events.map((event) => JSON.stringify(event)).join("\n"));
    expect(records.map(({ form, messages: [first] }) => [form, first?.parts])).toEqual([
      [
        "bedrock-converse",
        [
          { kind: "text", text: "<think>Closer.</think>\n" },
          { kind: "text", text: '<tool_call>\n{"name": "look", "arguments": {"at":"left"}}\n</tool_call>' },
        ],
      ],
    ]);
  });
});

describe("the stream of Gemini's Interactions", () => {
  const events = [
    { event_type: "interaction.created", interaction: { id: "i", model: "gemini-3", status: "in_progress" } },
    { event_type: "step.start", index: 0, step: { type: "thought" } },
    { event_type: "step.delta", index: 0, delta: { type: "thought_summary", content: { type: "text", text: "Clos" } } },
    { event_type: "step.delta", index: 0, delta: { type: "thought_summary", content: { type: "text", text: "er." } } },
    { event_type: "step.delta", index: 0, delta: { type: "thought_signature", signature: "s" } },
    { event_type: "step.stop", index: 0 },
    { event_type: "step.start", index: 1, step: { type: "function_call", id: "f", name: "look" } },
    { event_type: "step.delta", index: 1, delta: { type: "arguments_delta", arguments: '{"at": "le' } },
    { event_type: "step.delta", index: 1, delta: { type: "arguments_delta", arguments: 'ft"}' } },
    { event_type: "step.stop", index: 1 },
    { event_type: "step.start", index: 2, step: { type: "model_output" } },
    { event_type: "step.delta", index: 2, delta: { type: "text", text: "The" } },
    { event_type: "step.delta", index: 2, delta: { type: "text", text: "re." } },
    { event_type: "step.stop", index: 2 },
    { event_type: "interaction.completed", interaction: { id: "i", status: "completed" } },
  ];

  it.each([
    [
      "server-sent events",
      events.map((event) => `event: ${event.event_type}\ndata: ${JSON.stringify(event)}\n\n`).join(""),
    ],
    ["lines", events.map((event) => JSON.stringify(event)).join("\n")],
    ["a list", JSON.stringify(events)],
  ])("is put together from %s", (_, text) => {
    const { records, unread } = readLog(text);
    expect(unread).toEqual([]);
    expect(records.map(({ form, model }) => [form, model])).toEqual([["gemini-interaction", "gemini-3"]]);
    const words = records[0]?.messages.flatMap(({ parts }) =>
      parts.map((part) => (part.kind === "text" ? part.text : "")),
    );
    expect(words).toEqual([
      "<think>Closer.</think>\n",
      '<tool_call>\n{"name": "look", "arguments": {"at":"left"}}\n</tool_call>',
      "There.",
    ]);
  });
});

it("counts what these forms hold, by the law of the ledger", async () => {
  const value = {
    messages: [
      { type: "human", content: "Q" },
      { type: "ai", content: "A", extra_words: "and then some more" },
    ],
  };
  const record = await only(value);
  expect(findingsIn(record)).toEqual(["unread-field messages[].extra_words"]);
  expect(lostInSilence(value, [record], "messages")).toEqual([]);
});
