import { parseBoundedJson } from "../../base";
import { beginsConverse, isConverseEvent, wholeConverse } from "./converseStream";
import { beginsInteraction, isInteractionEvent, wholeInteraction } from "./interactionStream";
import { field, isFields, listField, textField } from "./json";
import { type Assembled, withoutPadding, withRest } from "./streamRest";

// Responses that were recorded as they came, event by event. What the events are pieces of is put together, so that it is
// read as one that came whole: OpenAI's Responses and Chat Completions, Anthropic's Messages, Gemini's generateContent.
// What an event holds besides stays with the response.

/** Whether a value is one event of a stream that is put together here. */
export function isStreamEvent(value: unknown): boolean {
  const type = textField(value, "type") ?? "";
  return (
    /^response\.[a-z_.]{1,80}$/.test(type) ||
    type === "message_start" ||
    textField(value, "object") === "chat.completion.chunk" ||
    isInteractionEvent(value) ||
    isConverseEvent(value) ||
    (isGeminiChunk(value) && !isLastChunk(value))
  );
}

const isGeminiChunk = (value: unknown): boolean =>
  listField(value, "candidates") !== null && field(value, "contents", "request", "response", "history") === null;

/** The last chunk says how the model stopped; a response that came whole says so, too. */
const isLastChunk = (value: unknown): boolean =>
  (listField(value, "candidates") ?? []).every((candidate) => textField(candidate, "finishReason", "finish_reason"));

/** The responses that the events of a recording make, each as if it had come whole; null where they are no events. */
export function wholeResponses(recorded: readonly unknown[]): readonly unknown[] | null {
  if (recorded.length < 2 || !isStreamEvent(recorded[0])) return null;
  const events = recorded.map((event) => withoutPadding(event));
  const [first] = events;
  const found = assemblerOf(first);
  if (found) return found.runs(events).map((run) => withRest(found.whole(run), run));
  const isOne = events.every(isGeminiChunk) && !events.slice(0, -2).some(isLastChunk);
  return isOne ? [withRest(wholeGemini(events), events)] : null;
}

interface Assembler {
  /** The events of each response. */
  runs(events: readonly unknown[]): readonly (readonly unknown[])[];
  whole(events: readonly unknown[]): Assembled;
}

/** Who puts a stream together that begins with this event; null where that is Gemini's. */
function assemblerOf(first: unknown): Assembler | null {
  const type = textField(first, "type") ?? "";
  const begins =
    (begin: string): Assembler["runs"] =>
    (events) =>
      splitBefore(events, (event) => textField(event, "type") === begin);
  if (type.startsWith("response.")) return { runs: begins("response.created"), whole: wholeOpenAi };
  if (type === "message_start") return { runs: begins("message_start"), whole: wholeAnthropic };
  if (textField(first, "object") === "chat.completion.chunk") return { runs: byId, whole: wholeChat };
  if (isInteractionEvent(first))
    return { runs: (events) => splitBefore(events, beginsInteraction), whole: wholeInteraction };
  return isConverseEvent(first)
    ? { runs: (events) => splitBefore(events, beginsConverse), whole: wholeConverse }
    : null;
}

/** The events of each response: one begins with an event of which this holds. */
function splitBefore(events: readonly unknown[], begins: (event: unknown) => boolean): readonly (readonly unknown[])[] {
  const runs: unknown[][] = [];
  for (const event of events)
    if (runs.length === 0 || begins(event)) runs.push([event]);
    else runs.at(-1)?.push(event);
  return runs;
}

/** The last event has the whole response; one that was cut off has the items that were done. */
function wholeOpenAi(events: readonly unknown[]): Assembled {
  const last = events.findLast((event) => (listField(field(event, "response"), "output")?.length ?? 0) > 0);
  if (last) return { value: field(last, "response") };
  const done = events.filter((event) => textField(event, "type") === "response.output_item.done");
  const response = field(events[0], "response");
  return { value: { ...(isFields(response) ? response : {}), output: done.map((event) => field(event, "item")) } };
}

const TEXTS: Readonly<Record<string, string>> = {
  text_delta: "text",
  thinking_delta: "thinking",
  signature_delta: "signature",
  compaction_delta: "content",
};

function wholeAnthropic(events: readonly unknown[]): Assembled {
  const blocks = new Map<string, Record<string, unknown>>();
  const inputs = new Map<string, string>();
  let ending: unknown = {};
  for (const event of events) {
    const type = textField(event, "type");
    const index = textField(event, "index") ?? "";
    const delta = field(event, "delta");
    if (type === "content_block_start") {
      const block = field(event, "content_block");
      if (isFields(block)) blocks.set(index, { ...block });
    } else if (type === "content_block_delta") addDelta(blocks.get(index), inputs, index, delta);
    else if (type === "message_delta") ending = delta;
  }
  for (const [index, text] of inputs) {
    const block = blocks.get(index);
    if (block) block.input = jsonOf(text);
  }
  const message = field(events[0], "message");
  return {
    value: {
      ...(isFields(message) ? message : {}),
      ...(isFields(ending) ? ending : {}),
      content: [...blocks.values()],
    },
    texts: [...inputs.values()],
  };
}

function addDelta(
  block: Record<string, unknown> | undefined,
  inputs: Map<string, string>,
  index: string,
  delta: unknown,
): void {
  const type = textField(delta, "type") ?? "";
  if (type === "input_json_delta")
    inputs.set(index, (inputs.get(index) ?? "") + (textField(delta, "partial_json") ?? ""));
  const key = TEXTS[type];
  if (block && key !== undefined) block[key] = (textField(block, key) ?? "") + (textField(delta, key) ?? "");
}

/** The input of a call, which comes in pieces of JSON; one that was cut off is kept as it came. */
function jsonOf(text: string): unknown {
  try {
    return text === "" ? {} : parseBoundedJson(text);
  } catch {
    return text;
  }
}

/** The events of each completion, in the order in which they began. */
function byId(events: readonly unknown[]): readonly (readonly unknown[])[] {
  const runs = new Map<string, unknown[]>();
  for (const event of events) {
    const id = textField(event, "id") ?? "";
    runs.set(id, [...(runs.get(id) ?? []), event]);
  }
  return [...runs.values()];
}

function wholeChat(events: readonly unknown[]): Assembled {
  const [first] = events;
  const choices = new Map<string, Record<string, unknown>>();
  for (const event of events)
    for (const choice of listField(event, "choices") ?? []) {
      const index = textField(choice, "index") ?? "0";
      const before = choices.get(index) ?? { index: Number(index), message: { role: "assistant" } };
      const reason = field(choice, "finish_reason");
      choices.set(index, {
        ...before,
        ...(reason === null ? {} : { finish_reason: reason }),
        message: withDelta(before.message, field(choice, "delta")),
        ...goneOn(before.logprobs, field(choice, "logprobs")),
      });
    }
  return { value: { ...(isFields(first) ? first : {}), object: "chat.completion", choices: [...choices.values()] } };
}

/** Log-probabilities of tokens, and of those that came next; nothing where none were told. */
function goneOn(before: unknown, next: unknown): Readonly<Record<string, unknown>> {
  const content = [...(listField(before, "content") ?? []), ...(listField(next, "content") ?? [])];
  return content.length === 0 ? {} : { logprobs: { content } };
}

/** A message and what came next of it: texts go on, calls go on by their numbers. */
function withDelta(message: unknown, delta: unknown): unknown {
  if (!isFields(message) || !isFields(delta)) return message;
  const result: Record<string, unknown> = { ...message };
  for (const [key, held] of Object.entries(delta)) {
    const before = result[key];
    if (key === "tool_calls" && Array.isArray(held)) result[key] = withCalls(Array.isArray(before) ? before : [], held);
    else if (key === "role") result[key] = held ?? before;
    else if (typeof before === "string" && typeof held === "string") result[key] = before + held;
    else if (isFields(before) && isFields(held)) result[key] = withDelta(before, held);
    else if (held !== null || before === undefined) result[key] = held;
  }
  return result;
}

function withCalls(calls: readonly unknown[], deltas: readonly unknown[]): readonly unknown[] {
  const result = [...calls];
  for (const delta of deltas) {
    const at = result.findIndex((call) => textField(call, "index") === textField(delta, "index"));
    if (at < 0) result.push(delta);
    else result[at] = withDelta(result[at], isFields(delta) ? withoutNames(delta) : delta);
  }
  return result;
}

/** Only what is said goes on: some servers send the type and the id of a call with each piece of it. */
const withoutNames = (delta: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(delta).filter(([key]) => key !== "type" && key !== "id"));

/** Neighbouring texts of a candidate are one, as long as both are thought or both are said. */
function wholeGemini(events: readonly unknown[]): Assembled {
  const parts = new Map<string, unknown[]>();
  for (const event of events)
    for (const candidate of listField(event, "candidates") ?? []) {
      const index = textField(candidate, "index") ?? "0";
      parts.set(index, [...(parts.get(index) ?? []), ...(listField(field(candidate, "content"), "parts") ?? [])]);
    }
  const last = events.at(-1);
  const candidates = [...parts.values()].map((held) => ({ content: { role: "model", parts: joinedTexts(held) } }));
  return { value: { ...(isFields(last) ? last : {}), candidates } };
}

/** Neighbours that are both thought or both said are one part. */
function joinedTexts(parts: readonly unknown[]): readonly unknown[] {
  const result: unknown[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const [before, more] = [textField(last, "text"), textField(part, "text")];
    const isSame = (field(last, "thought") === true) === (field(part, "thought") === true);
    if (isFields(last) && before !== null && more !== null && isSame)
      result[result.length - 1] = { ...last, text: before + more };
    else result.push(part);
  }
  return result;
}

/** The values of server-sent events in a text, `data:` by `data:`; null where it is no such text. */
export function serverSentEvents(text: string): readonly unknown[] | null {
  if (!/^\s*(?:event|data|id|retry|):/.test(text)) return null;
  const values: unknown[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith("data:")) continue;
    const data = line.slice(5).trim();
    if (data === "" || data === "[DONE]") continue;
    try {
      values.push(parseBoundedJson(data));
    } catch {
      return null;
    }
  }
  return values.length > 0 ? values : null;
}
