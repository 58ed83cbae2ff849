import { type Fields, field, isFields, textField } from "./json";

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

export function wholeConverse(events: readonly unknown[]): readonly unknown[] {
  const runs: unknown[][] = [];
  for (const event of events)
    if (runs.length === 0 || field(event, "messageStart") !== null) runs.push([event]);
    else runs.at(-1)?.push(event);
  return runs.map(wholeResponse);
}

function wholeResponse(events: readonly unknown[]): unknown {
  const blocks = new Map<string, Fields>();
  let facts: Fields = {};
  const errors: unknown[] = [];
  for (const event of events) {
    const started = field(event, "contentBlockStart");
    const gone = field(event, "contentBlockDelta");
    const told = field(event, "messageStop", "metadata");
    if (isFields(started)) blocks.set(indexOf(started), startOf(started.start));
    else if (isFields(gone)) blocks.set(indexOf(gone), withDelta(blocks.get(indexOf(gone)) ?? {}, gone.delta));
    else if (isFields(told)) facts = { ...facts, ...told };
    else if (!isConverseEvent(event)) errors.push(event);
  }
  const content = [...blocks.values()].map(withInput);
  const role = textField(field(events[0], "messageStart"), "role") ?? "assistant";
  return { ...facts, output: { message: { role, content } }, ...(errors.length > 0 ? { errors } : {}) };
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
    return { toolUse: { ...block.toolUse, input: input === "" ? {} : JSON.parse(input) } };
  } catch {
    return block;
  }
}
