import { CHAT_ML, type ChatMarks, FAMILIES } from "./chatTemplates";
import { partsOfText } from "./content";
import { HARMONY, harmonyMessages } from "./harmony";
import type { ImageReference, Message } from "./record";

// A chat as one text: with the marks of a family's template, or decoded without them, so that only the names of roles are left.

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  system_prompt: "system",
  user: "user",
  inst: "user",
  assistant: "assistant",
  model: "assistant",
  "/inst": "assistant",
  tool: "observation",
  ipython: "observation",
  observation: "observation",
};

/** How a text marks who speaks; null where it is the words of one. */
export const marksOfChat = (text: string): ChatMarks | null => ALL.find(({ isIn }) => isIn(text)) ?? null;

const ALL: readonly ChatMarks[] = [HARMONY, ...FAMILIES];

/** All marks of all families, as the sources of patterns without groups, for who cuts a text where readers do. */
export const chatMarkSources = (): readonly string[] =>
  ALL.map(({ turn }) => turn.source.replaceAll(/(?<!\\)\((?!\?)/g, "(?:"));

export const hasChatMarkup = (text: string): boolean => CHAT_ML.isIn(text);

/** The text of a chat as messages. What stands before the first mark is said in the role of `first`. */
export function splitChat(
  text: string,
  marks: ChatMarks,
  first: Message["role"],
  bank: ImageReference[],
): readonly Message[] {
  if (marks === HARMONY) return harmonyMessages(text, first, bank);
  const messages: Message[] = [];
  let role: Message["role"] = marks.leadsWithSystem && first === "user" ? "system" : first;
  let taken = 0;
  const say = (to: number): void => {
    const words = text.slice(taken, to);
    if (words.trim() !== "") messages.push({ role, parts: partsOfText(words, bank), place: `character ${taken}` });
  };
  for (const match of text.matchAll(marks.turn)) {
    say(match.index);
    taken = match.index + match[0].length;
    if (match[1] !== undefined) role = ROLES[match[1].toLowerCase()] ?? role;
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
