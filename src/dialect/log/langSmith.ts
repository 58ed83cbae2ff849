import { shownOnceSpoken } from "./chatText";
import { imagesOf } from "./content";
import { isConversation, messagesOf, recordOf } from "./conversation";
import type { ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";

// Runs as LangChain's tracers make them and LangSmith exports them (langchain-core 1.8.4, tracers/core.py): `inputs` and
// `outputs` of a call of a model, or of a chain around it. Messages of a batch of one stand in a list of lists.

/** The messages that a call was asked with. */
function askedIn(inputs: unknown): readonly unknown[] {
  const held = field(inputs, "messages", "input", "chat_history");
  const list = Array.isArray(held) && held.length === 1 && Array.isArray(held[0]) ? held[0] : held;
  if (isConversation(list)) return list;
  const words = textField(inputs, "input", "question", "query", "prompt") ?? listField(inputs, "prompts")?.[0];
  return typeof words === "string" ? [{ role: "user", content: words }] : [];
}

/** What the call gave: the messages of its first generation, those of a whole state, or words. */
function givenIn(outputs: unknown): readonly unknown[] {
  const generations = listField(outputs, "generations") ?? [];
  const first = Array.isArray(generations[0]) ? generations[0][0] : generations[0];
  const state = field(outputs, "messages");
  if (isConversation(state)) return state;
  const message =
    field(first, "message") ?? field(outputs, "message") ?? field(listField(outputs, "choices")?.[0], "message");
  if (isConversation([message])) return [message];
  const output = field(outputs, "output");
  if (isConversation(output)) return output;
  if (isConversation([output])) return [output];
  const words = textField(first, "text") ?? textField(outputs, "output", "answer", "text", "content");
  return words === null ? [] : [{ role: "assistant", content: words }];
}

/** A state holds what was asked, too. */
function joined(asked: readonly unknown[], given: readonly unknown[]): readonly unknown[] {
  const begins = asked.length > 0 && asked.every((message, i) => sameWords(message, given[i]));
  return begins ? given : [...asked, ...given];
}

const contentIn = (message: unknown): string =>
  JSON.stringify(
    field(message, "content") ?? field(field(message, "kwargs"), "content") ?? field(field(message, "data"), "content"),
  );

const sameWords = (a: unknown, b: unknown): boolean => b !== undefined && contentIn(a) === contentIn(b);

export const langSmith: ValueForm = {
  kind: "value",
  form: "langsmith",
  known: [
    ...["lc", "run_type", "response_metadata", "usage_metadata", "metadata", "extra", "events", "serialized", "tags"],
    ...[
      "start_time",
      "end_time",
      "dotted_order",
      "parent_run_id",
      "session_name",
      "llm_output",
      "generation_info",
      "name",
    ],
    ...["app_path", "child_run_ids", "parent_run_ids", "total_cost", "manifest_id", "reference_example_id"],
  ],
  priority: 111,
  read(value, place) {
    const { inputs, outputs } = isFields(value) ? value : {};
    if (!isFields(inputs) || !(isFields(outputs) || outputs === null)) return null;
    const [asked, given] = [askedIn(inputs), givenIn(outputs)];
    if (asked.length + given.length === 0) return null;
    const messages = shownOnceSpoken(messagesOf(joined(asked, given), imagesOf(inputs)));
    return [recordOf(value, messages, { place, form: "langsmith" })];
  },
};
