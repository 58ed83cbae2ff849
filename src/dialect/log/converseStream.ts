import { parseBoundedJson } from "../../base";
import { type Fields, field, isFields, textField } from "./json";
import type { Assembled } from "./streamRest";

// The stream of Bedrock's ConverseStream, put together (botocore 1.44.8, bedrock-runtime/2023-09-30): each event is a
// record under the one name that it has.

const EVENTS = [
  "messageStart",
  "contentBlockStart",
  "contentBlockDelta",
  "contentBlockStop",
  "messageStop",
  "metadata",
];

export const isConverseEvent = (value: unknown): boolean =>
  isFields(value) &&
  Object.keys(value).length === 1 &&
  EVENTS.some((name) => name !== "metadata" && isFields(value[name]));

/** Whether an event is the first of another response. */
export const beginsConverse = (event: unknown): boolean => field(event, "messageStart") !== null;

export function wholeConverse(events: readonly unknown[]): Assembled {
  const blocks = new Map<string, Fields>();
  let facts: Fields = {};
  for (const event of events) {
    const started = field(event, "contentBlockStart");
    const gone = field(event, "contentBlockDelta");
    const told = field(event, "messageStop", "metadata");
    if (isFields(started)) blocks.set(indexOf(started), startOf(started.start));
    else if (isFields(gone)) blocks.set(indexOf(gone), withDelta(blocks.get(indexOf(gone)) ?? {}, gone.delta));
    else if (isFields(told)) facts = { ...facts, ...told };
  }
  const content = [...blocks.values()];
  const role = textField(field(events[0], "messageStart"), "role") ?? "assistant";
  return {
    value: { ...facts, output: { message: { role, content: content.map(withInput) } } },
    texts: content.flatMap((block) => textField(block.toolUse, "input") ?? []),
  };
}

const indexOf = (event: unknown): string => textField(event, "contentBlockIndex") ?? "";

const startOf = (start: unknown): Fields =>
  isFields(start) && isFields(start.toolUse)
    ? { toolUse: { ...start.toolUse, input: "" } }
    : isFields(start)
      ? start
      : {};

function withDelta(block: Fields, delta: unknown): Fields {
  const text = textField(delta, "text");
  if (text !== null) return { ...block, text: (textField(block, "text") ?? "") + text };
  const input = textField(field(delta, "toolUse"), "input");
  if (input !== null && isFields(block.toolUse))
    return { toolUse: { ...block.toolUse, input: (textField(block.toolUse, "input") ?? "") + input } };
  const thought = textField(field(delta, "reasoningContent"), "text");
  if (thought === null) return block;
  const before = textField(field(field(block, "reasoningContent"), "reasoningText"), "text") ?? "";
  return { reasoningContent: { reasoningText: { text: before + thought } } };
}

/** The input of a call comes in pieces of JSON; one that was cut off is kept as it came. */
function withInput(block: Fields): Fields {
  const input = textField(block.toolUse, "input");
  if (input === null || !isFields(block.toolUse)) return block;
  try {
    return { toolUse: { ...block.toolUse, input: input === "" ? {} : parseBoundedJson(input) } };
  } catch {
    return block;
  }
}
