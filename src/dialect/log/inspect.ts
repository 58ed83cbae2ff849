import { conversationIn, messagesOf, recordOf } from "./conversation";
import type { ValueForm } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { LogRecord, LogScore, Unread } from "./record";
import { tokensIn, withTokens } from "./tokens";

// Logs of Inspect (UKGovernmentBEIS/inspect_ai 499e6152e, src/inspect_ai/log/_log.py), whole as JSON, or a sample of one
// as `.eval` keeps it. Long texts and pictures stand once, under `attachments`, and are spoken of by their hash. Model
// events name their input by ranges of a pool (`events_data.messages`).

export const inspect: ValueForm = {
  kind: "value",
  form: "inspect",
  known: [
    ...["eval", "plan", "stats", "results", "events", "events_data", "attachments", "store", "metadata", "scores"],
    ...["model_usage", "role_usage", "choices", "files", "setup", "epoch", "source", "uuid", "choice", "sandbox"],
    ...["stop_reason", "reductions", "cancelled", "view", "parse_error", "internal", "limit"],
    ...["message_pool", "call_pool", "function"],
  ],
  spoken: ["message"],
  renderings: viewsOfCalls,
  priority: 112,
  read(value, place) {
    const samples = listField(value, "samples");
    if (samples && field(value, "eval") !== null)
      return samples.flatMap((sample, i) => (isAsked(sample) ? sampleRecord(sample, placeOf(place, sample, i)) : []));
    return isSample(value) ? [sampleRecord(value, place)] : null;
  },
};

/**
 * Inspect keeps beside a call how it is shown to people (`ToolCall.view`, tool/_tool_call.py): told where each of its words
 * is one of the call.
 */
function viewsOfCalls(value: unknown): readonly string[] {
  const samples = listField(value, "samples") ?? [value];
  return samples
    .flatMap((sample) => (listField(sample, "messages") ?? []).flatMap(callsOf))
    .flatMap((call) => {
      const view = field(call, "view");
      const words = JSON.stringify([field(call, "function"), field(call, "arguments")]);
      return ["title", "content"].flatMap((key) => {
        const text = textField(view, key) ?? "";
        return (text.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => words.includes(word)) ? [text] : [];
      });
    });
}

const callsOf = (message: unknown): readonly unknown[] => listField(message, "tool_calls") ?? [];

const placeOf = (place: string, sample: Fields, i: number): string =>
  `${place === "file" ? "" : `${place}, `}sample ${textField(sample, "id") ?? i + 1}`;

/** A sample among those of a log: one that broke off has no output. */
const isAsked = (value: unknown): value is Fields => isFields(value) && "input" in value;

const isSample = (value: unknown): value is Fields =>
  isFields(value) && "epoch" in value && "input" in value && "target" in value && "output" in value;

function sampleRecord(sample: Fields, place: string): LogRecord {
  const whole = withAttachments(sample);
  const messages = messagesOfSample(whole);
  const told = tokensIn(field(listField(field(whole, "output"), "choices")?.[0], "logprobs"));
  const record = recordOf(
    { ...whole, messages: null, tools: toolsOf(whole) },
    withTokens(messagesOf(messages, []), told),
    {
      place,
      form: "inspect",
      images: [],
    },
  );
  return {
    ...record,
    reference: targetOf(field(whole, "target")),
    scores: scoresOfSample(field(whole, "scores")),
    unread: unheardOutputs(whole, messages),
  };
}

/** The conversation; that of the longest model event, where the sample ended before it was kept. */
function messagesOfSample(sample: Fields): readonly unknown[] {
  const kept = (listField(sample, "messages") ?? []).map(withFailure);
  if (kept.some(isOfModel)) return kept;
  const events = modelEvents(sample).map((event) => [...inputOf(event, sample), ...outputOf(event)]);
  const longest = events.reduce<readonly unknown[]>((most, next) => (next.length > most.length ? next : most), kept);
  if (longest.some((message) => textField(message, "role") === "user")) return longest;
  const input = field(sample, "input");
  return [...(conversationIn(input) ?? [{ role: "user", content: input }]), ...longest];
}

/** What a tool failed with stands beside what it gave back, and the model is shown it. */
function withFailure(message: unknown): unknown {
  const failure = textField(field(message, "error"), "message");
  const content = field(message, "content");
  if (!isFields(message) || failure === null || typeof content !== "string" || content.includes(failure))
    return message;
  return { ...message, content: content === "" ? failure : `${content}\n${failure}` };
}

/** The tools that the model was told of, as its events have them. */
const toolsOf = (sample: Fields): unknown =>
  modelEvents(sample)
    .map((event) => listField(event, "tools") ?? [])
    .find((tools) => tools.length > 0) ?? null;

const isOfModel = (message: unknown): boolean => textField(message, "role") === "assistant";

const modelEvents = (sample: Fields): readonly unknown[] =>
  (listField(sample, "events") ?? []).filter((event) => textField(event, "event") === "model");

/** What a model was sent: in the event itself, or ranges `[from, to)` of the pool, in the order of the ranges. */
function inputOf(event: unknown, sample: Fields): readonly unknown[] {
  const input = listField(event, "input") ?? [];
  if (input.length > 0) return input;
  const pool = listField(field(sample, "events_data"), "messages") ?? listField(sample, "message_pool") ?? [];
  return (listField(event, "input_refs") ?? []).flatMap((range) => {
    const [from, to] = Array.isArray(range) ? range : [range, null];
    if (typeof from !== "number") return [];
    return pool.slice(from, typeof to === "number" ? to : from + 1);
  });
}

const outputOf = (event: unknown): readonly unknown[] =>
  (listField(field(event, "output"), "choices") ?? []).slice(0, 1).map((choice) => field(choice, "message"));

/** What models said that is no part of the conversation: agents within it, and turns that were taken back. */
function unheardOutputs(sample: Fields, messages: readonly unknown[]): readonly Unread[] {
  const heard = new Set(messages.filter(isOfModel).map(saidIn));
  return (listField(sample, "events") ?? []).flatMap((event, i): readonly Unread[] => {
    const said = textField(event, "event") === "model" ? outputOf(event).map(saidIn) : [];
    return said
      .filter((words) => words !== EMPTY && !heard.has(words))
      .map((words) => ({
        place: `events[${i}].output`,
        code: "unread-field",
        excerpt: words.slice(0, 200),
        what: "events[].output",
      }));
  });
}

/** Ids of messages are made anew where a message is repeated; its words and calls are not. */
const saidIn = (message: unknown): string =>
  JSON.stringify([plainContent(field(message, "content")), field(message, "tool_calls")]);

/** A text, and a list of one text, say the same. */
const plainContent = (content: unknown): unknown =>
  Array.isArray(content) && content.length === 1 && textField(content[0], "type") === "text"
    ? field(content[0], "text")
    : content;

const EMPTY = JSON.stringify(["", null]);

/** One right answer, or several of which any will do. */
function targetOf(target: unknown): LogRecord["reference"] {
  const list = Array.isArray(target) ? target : [target];
  const answer = list.length === 1 ? list[0] : JSON.stringify(list);
  return typeof answer === "string" && answer !== "" ? { answer, field: "target" } : null;
}

/** Letters that Inspect's scorers give: correct, incorrect, partly correct, no answer (`scorer/_metric.py`). */
const LETTERS: Readonly<Record<string, number>> = { C: 1, I: 0, P: 0.5, N: 0 };

/** By the names of their scorers; the first that gives a number decides. */
function scoresOfSample(scores: unknown): readonly LogScore[] {
  if (!isFields(scores)) return [];
  const found = Object.entries(scores).flatMap(([name, score]) => valuesOf(field(score, "value"), `scores.${name}`));
  const why = Object.entries(scores).flatMap(([name, score]): readonly LogScore[] => {
    return ["answer", "explanation"].flatMap((key): readonly LogScore[] => {
      const value = textField(score, key);
      return value === null || value === "" ? [] : [{ value, field: `scores.${name}.${key}`, decides: false }];
    });
  });
  return [...found.map((score, i) => ({ ...score, decides: i === 0 })), ...why];
}

function valuesOf(value: unknown, name: string): readonly Omit<LogScore, "decides">[] {
  if (isFields(value)) return Object.entries(value).flatMap(([key, inner]) => valuesOf(inner, `${name}.${key}`));
  if (typeof value === "number" || typeof value === "boolean") return [{ field: name, value }];
  const number = typeof value === "string" ? (LETTERS[value] ?? Number(value)) : Number.NaN;
  return Number.isFinite(number) && value !== "" ? [{ field: name, value: number }] : [];
}

const ATTACHED = /^(?:attachment|tc):\/\/(.+)$/;
/** Deeper than this no message is. */
const DEEPEST = 30;

/** A sample with what it speaks of by hash in its place. */
function withAttachments(sample: Fields): Fields {
  const attachments = field(sample, "attachments");
  const resolved = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") {
      const held = field(attachments, ATTACHED.exec(value)?.[1] ?? "");
      return typeof held === "string" ? held : value;
    }
    if (depth > DEEPEST) return value;
    if (Array.isArray(value)) return value.map((item) => resolved(item, depth + 1));
    if (!isFields(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, resolved(held, depth + 1)]));
  };
  const { attachments: _, ...others } = sample;
  return isFields(attachments)
    ? Object.fromEntries(Object.entries(others).map(([key, held]) => [key, resolved(held, 0)]))
    : sample;
}
