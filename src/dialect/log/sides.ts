import { type Fields, isFields, textField } from "./json";

// Whose messages are an assistant's. AG2 and AutoGen 0.2 (ag2ai/ag2 0.9, agentchat/conversable_agent.py) keep a talk as it
// is seen by the agent that began it: what that one said itself, the person's question first, is the assistant's there, and
// what the model said the user's. The names beside the roles tell.

const ASKS = /^(?:user|human|admin|customer|client)(?:_?(?:proxy|agent))*$/i;

const SWAPPED: Readonly<Record<string, string>> = { user: "assistant", assistant: "user" };

/** Messages as the one who answers sees them; the list itself where it is told so already. */
export function answeringSide(list: readonly unknown[]): readonly unknown[] {
  const first = list.find((message) => textField(message, "role") !== "system");
  if (textField(first, "role") !== "assistant" || !ASKS.test(textField(first, "name") ?? "")) return list;
  const isNamed = list.every((message) => textField(message, "name") !== null || !(textRole(message) in SWAPPED));
  return isNamed ? list.map((message) => (isFields(message) ? swapped(message) : message)) : list;
}

const textRole = (message: unknown): string => textField(message, "role") ?? "";

function swapped(message: Fields): Fields {
  const role = SWAPPED[textRole(message)];
  return role === undefined ? message : { ...message, role };
}
