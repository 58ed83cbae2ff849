import { partsOfText } from "./content";
import type { ImageReference, Message } from "./record";

// A chat as one text: with the marks of ChatML, or decoded without them, so that only the names of roles are left.

const TURN = /<\|im_start\|>(system|user|assistant|tool)\n?|<\|im_end\|>\n?/g;
const BARE_TURN = /(?:\n|^)(system|user|assistant|model|tool)(?:\n{1,2}|$(?!\n))/gm;

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  user: "user",
  assistant: "assistant",
  model: "assistant",
  tool: "observation",
};

export type ChatMarks = "markup" | "bare";

/** How a text marks who speaks; null where it is the words of one. */
export function marksOfChat(text: string): ChatMarks | null {
  if (hasChatMarkup(text)) return "markup";
  return /^\s*(?:system|user)\n/.test(text) && /\n(?:assistant|model)(?:\n|$)/.test(text) ? "bare" : null;
}

export const hasChatMarkup = (text: string): boolean => text.includes("<|im_start|>");

/** The text of a chat as messages. What stands before the first mark is said in the role of `first`. */
export function splitChat(
  text: string,
  marks: ChatMarks,
  first: Message["role"],
  bank: ImageReference[],
): readonly Message[] {
  const messages: Message[] = [];
  let role: Message["role"] = first;
  let taken = 0;
  const say = (to: number): void => {
    const words = text.slice(taken, to);
    if (words.trim() !== "") messages.push({ role, parts: partsOfText(words, bank), place: `character ${taken}` });
  };
  for (const match of text.matchAll(marks === "markup" ? TURN : BARE_TURN)) {
    say(match.index);
    taken = match.index + match[0].length;
    if (match[1] !== undefined) role = ROLES[match[1]] ?? role;
  }
  say(text.length);
  return messages;
}

/** What a person says once the model has spoken is what the model is shown. */
export function shownOnceSpoken(messages: readonly Message[]): readonly Message[] {
  const first = messages.findIndex((message) => message.role === "assistant");
  return messages.map((message, i) =>
    first >= 0 && i > first && message.role === "user" ? { ...message, role: "observation" as const } : message,
  );
}
