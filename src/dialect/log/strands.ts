import { chatExport, type ExportedChat } from "./chatExports";
import { type Fields, field, isFields, listField } from "./json";

/**
 * Strands (strands-agents 1.62.0, what its `FileSessionManager` wrote): messages with blocks of Bedrock's Converse, each in a
 * record of its own, with a number. One that a guardrail replaced stands beside it.
 */
function strandsRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "messages") ?? []);
  if (list.length === 0 || !list.every(isSessionMessage)) return null;
  return [{ title: "", model: "", messages: list.map(messageOf) }];
}

const isSessionMessage = (held: unknown): boolean =>
  typeof field(held, "message_id") === "number" && Array.isArray(field(field(held, "message"), "content"));

function messageOf(held: unknown): Fields {
  const replaced = field(held, "redact_message");
  const message = isFields(replaced) ? replaced : field(held, "message");
  const content = listField(message, "content") ?? [];
  // What a tool gave back is the user's turn in Converse, and nothing that the user said.
  const isOutcome = content.length > 0 && content.every((block) => isFields(field(block, "toolResult")));
  return { role: isOutcome ? "tool" : field(message, "role"), content };
}

export const STRANDS = chatExport({
  form: "strands-session",
  priority: 142,
  read: strandsRuns,
  known: ["toolUseId", "tracking_id", "metadata", "redact_message", "message_id"],
});
