// Responses that were recorded event by event are read as those that came whole.
import { describe, expect, it } from "vitest";
import { lineThrough, type TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { openSource } from "./stream/streamLog";
import { allItems, sourceOf } from "./stream/testing";
import { countingPorts } from "./testing";

const OPENAI = [
  { type: "response.created", response: { id: "r", model: "o3", output: [] } },
  { type: "response.output_text.delta", delta: "It is " },
  {
    type: "response.output_item.done",
    item: { type: "reasoning", summary: [{ type: "summary_text", text: "Look." }] },
  },
  {
    type: "response.output_item.done",
    item: { type: "message", role: "assistant", content: [{ type: "output_text", text: "It is red." }] },
  },
];

const ANTHROPIC = [
  { type: "message_start", message: { id: "m", type: "message", role: "assistant", model: "claude", content: [] } },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Lo" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "ok." } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "t", name: "zoom", input: {} } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: '{"bbox": [1, ' } },
  { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: "2, 30, 40]}" } },
  { type: "content_block_start", index: 2, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 2, delta: { type: "text_delta", text: "It is " } },
  { type: "content_block_delta", index: 2, delta: { type: "text_delta", text: "red." } },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: {} },
  { type: "message_stop" },
];

const chunk = (delta: object, finish: string | null = null) => ({
  id: "c",
  object: "chat.completion.chunk",
  model: "m",
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const CHAT = [
  chunk({ role: "assistant", content: "" }),
  chunk({ reasoning_content: "Lo" }),
  chunk({ reasoning_content: "ok." }),
  chunk({
    tool_calls: [{ index: 0, id: "t", type: "function", function: { name: "image_zoom_in_tool", arguments: "" } }],
  }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '{"bbox_2d": [1, ' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: "2, 30, 40]}" } }] }),
  chunk({}, "tool_calls"),
];

const piece = (part: object, finishReason?: string) => ({
  candidates: [{ content: { role: "model", parts: [part] }, ...(finishReason ? { finishReason } : {}) }],
  modelVersion: "gemini-3",
});
const GEMINI = [
  piece({ text: "Lo", thought: true }),
  piece({ text: "ok.", thought: true }),
  piece({ text: "It is " }),
  piece({ text: "red." }, "STOP"),
];

const lines = (events: readonly object[]): string => events.map((event) => JSON.stringify(event)).join("\n");
const sent = (events: readonly object[]): string =>
  `${events.map((event) => `event: e\ndata: ${JSON.stringify(event)}\n`).join("\n")}\ndata: [DONE]\n\n`;

async function read(text: string): Promise<readonly string[]> {
  const items = await allItems(openSource({ ...sourceOf(text), name: "log.jsonl" }));
  const records = items.flatMap((item) => (item.kind === "record" ? [item.record] : []));
  expect(items).toHaveLength(records.length);
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  return opened.flatMap(({ trace, report }) => {
    expect(report.notUnderstood).toEqual([]);
    return lineThrough(trace, null)
      .slice(1)
      .map(({ body }) => ("text" in body ? `${body.kind} ${body.text}` : body.kind));
  });
}

describe.each<[string, readonly object[], readonly string[]]>([
  ["OpenAI's Responses", OPENAI, ["thought Look.", "answer It is red."]],
  ["Anthropic's Messages", ANTHROPIC, ["thought Look.", "action", "answer It is red."]],
  ["Chat Completions", CHAT, ["thought Look.", "action"]],
  ["Gemini", GEMINI, ["thought Look.", "answer It is red."]],
])("a stream of %s", (_, events, expected) => {
  it("is one run, line by line", async () => expect(await read(lines(events))).toEqual(expected));
  it("is one run, in a list", async () => expect(await read(JSON.stringify(events))).toEqual(expected));
  it("is one run, as it was sent", async () => expect(await read(sent(events))).toEqual(expected));
});

const INTERACTION = [
  { event_type: "interaction.created", interaction: { id: "i" } },
  { event_type: "step.delta", index: 0, delta: { type: "arguments_delta", arguments: '{"at": "left ' } },
  { event_type: "step.delta", index: 0, delta: { type: "arguments_delta", arguments: 'side"}' } },
  { event_type: "step.delta", index: 1, delta: { type: "text", text: "It is red." } },
];
const CONVERSE = [
  { messageStart: { role: "assistant" } },
  { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "It is red." } } },
  { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: "t", name: "look" } } } },
  { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"at": 1.0}' } } } },
];

/** What of a recording is neither read nor known by name. */
const unreadIn = (events: readonly unknown[]): readonly string[] => {
  const { records, unread } = readLog(JSON.stringify(events));
  return [...unread, ...records.flatMap(({ unread }) => unread)].map(({ place, excerpt }) => `${place}: ${excerpt}`);
};

describe.each<[string, readonly object[], object, string]>([
  ["OpenAI's Responses", OPENAI, { type: "response.output_text.delta", delta: "Or " }, "delta: Or "],
  [
    "Anthropic's Messages",
    ANTHROPIC,
    { type: "content_block_delta", index: 9, delta: { type: "text_delta", text: "Or blue." } },
    "delta.text: Or blue.",
  ],
  [
    "Anthropic's calls",
    ANTHROPIC,
    { type: "error", error: { type: "overloaded_error", message: "It is too busy." } },
    "error.message: It is too busy.",
  ],
  [
    "Chat Completions",
    CHAT,
    { ...chunk({}), choices: [{ index: 0, delta: {}, note: "It stopped there." }] },
    "choices[0].note: It stopped there.",
  ],
  ["Gemini", GEMINI, { ...piece({ text: "." }), promptFeedback: "none of it" }, "promptFeedback: none of it"],
  ["Interactions", INTERACTION, { ...INTERACTION[3], aside: { note: "None of it." } }, "aside.note: None of it."],
  ["Converse", CONVERSE, { ...CONVERSE[1], aside: ["None of it."] }, "aside[0]: None of it."],
])("what an event of %s holds besides", (_, events, event, found) => {
  it("is reported with its place", () => {
    expect(unreadIn(events)).toEqual([]);
    expect(unreadIn(events.toSpliced(2, 0, event))).toEqual([`stream[2].${found}`]);
  });
});

it("finds nothing to say of letters that only hide how long a piece is", () => {
  expect(unreadIn(CHAT.map((event) => ({ ...event, obfuscation: "xYz01" })))).toEqual([]);
  const padded = CONVERSE.map((event) =>
    Object.fromEntries(Object.entries(event).map(([name, held]) => [name, { ...held, p: "abcdef" }])),
  );
  expect(unreadIn(padded)).toEqual([]);
});

it("is several runs where several responses were recorded", async () => {
  expect(await read(lines([...ANTHROPIC, ...ANTHROPIC]))).toHaveLength(6);
});

it("is no stream where each line is a response that came whole", async () => {
  const whole = piece({ text: "It is red." }, "STOP");
  expect(await read(lines([whole, whole]))).toEqual(["answer It is red.", "answer It is red."]);
});
