import { partsOfText } from "./content";
import type { ImageReference, Message } from "./record";

const TURN = /<\|im_start\|>(system|user|assistant|tool)\n?|<\|im_end\|>\n?/g;

/** Text with the marks of ChatML as messages. What stands before the first mark is said in the role of `first`. */
export function splitChatMarkup(text: string, first: Message["role"], bank: ImageReference[]): readonly Message[] {
  const messages: Message[] = [];
  let role: Message["role"] = first;
  let taken = 0;
  const say = (to: number): void => {
    const words = text.slice(taken, to);
    if (words.trim() !== "") messages.push({ role, parts: partsOfText(words, bank), place: `character ${taken}` });
  };
  for (const match of text.matchAll(TURN)) {
    say(match.index);
    taken = match.index + match[0].length;
    if (match[1] !== undefined) role = match[1] === "tool" ? "observation" : (match[1] as Message["role"]);
  }
  say(text.length);
  return messages;
}

export const hasChatMarkup = (text: string): boolean => text.includes("<|im_start|>");
