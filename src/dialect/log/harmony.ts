import type { ChatMarks } from "./chatTemplates";
import { callText, partsOfText, thoughtText } from "./content";
import type { ImageReference, Message } from "./record";

// Chats of gpt-oss as one text, in the marks that OpenAI calls Harmony (openai/openai-cookbook 16e9d6f,
// articles/openai-harmony.md). A header says who speaks, on which channel, and to whom: thinking, calls and answers are
// messages of their own.

/** Each beginning of a word, the longest first. */
const beginningsOf = (word: string): readonly string[] => Array.from(word, (_, i) => word.slice(0, word.length - i));

/** A header at the end that says who speaks, and on which channel as far as it goes: whatever else stands there is words. */
const BROKEN_OFF = `<\\|start\\|>assistant(?:<\\|channel\\|>(?:${["analysis", "commentary", "final"].flatMap(beginningsOf).join("|")})?)?(?:<\\|?[a-z]{0,10})?\\s*$`;

/**
 * Headers `<|start|>assistant<|channel|>commentary to=functions.look <|constrain|>json<|message|>`, of which a completion
 * lacks the first part, the header that a prompt leaves open or that breaks off, and what ends a message.
 */
export const HARMONY: ChatMarks = {
  turn: new RegExp(
    `${/(?:<\|start\|>([\w.-]{1,100}(?: ?to=[\w.-]{1,100})?))?(?:<\|channel\|>(\w{1,40}(?: ?to=[\w.-]{1,100})? ?(?:code)?))?(?:<\|constrain\|>[\w-]{0,40})?<\|message\|>|<\|(?:end|return|call)\|>/.source}|${BROKEN_OFF}`,
    "g",
  ),
  isIn: (text) => text.includes("<|message|>") && (text.includes("<|channel|>") || text.includes("<|start|>")),
};

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  assistant: "assistant",
};

interface Header {
  readonly role: Message["role"];
  readonly channel: string;
  /** The tool that is called; empty where nobody is. */
  readonly called: string;
}

/** The messages of such a text. What stands before the first header is said in the role of `first`. */
export function harmonyMessages(
  text: string,
  first: Message["role"],
  bank: ImageReference[],
  place?: string,
): readonly Message[] {
  const messages: Message[] = [];
  let header: Header = { role: first, channel: "", called: "" };
  let taken = 0;
  const say = (to: number): void => {
    const words = text.slice(taken, to);
    if (words.trim() === "") return;
    const parts = partsOfText(header.role === "assistant" ? spoken(words, header) : words, bank);
    const last = messages.at(-1);
    // What a model thinks and says before it is answered is one turn.
    if (last?.role === "assistant" && header.role === "assistant")
      messages[messages.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    else messages.push({ role: header.role, parts, place: place ?? `character ${taken}` });
  };
  for (const match of text.matchAll(HARMONY.turn)) {
    say(match.index);
    taken = match.index + match[0].length;
    const [, author, channel = ""] = match;
    header = match[0].endsWith("<|message|>")
      ? headerOf(author ?? "", channel, header)
      : { ...header, channel: "", called: "" };
  }
  say(text.length);
  return messages;
}

/** The recipient may stand behind the author as well as behind the channel. Whoever is none of the roles is a tool. */
function headerOf(author: string, channel: string, before: Header): Header {
  const to = /\bto=([^\s<]+)/.exec(`${author} ${channel}`)?.[1] ?? "";
  const name = author.trim().split(/\s/)[0] ?? "";
  const role = name === "" ? before.role : (ROLES[name] ?? "observation");
  return { role, channel: channel.trim().split(/\s/)[0] ?? "", called: role === "assistant" ? to : "" };
}

/** Words of the model as it would have marked them in one text. */
function spoken(words: string, { channel, called }: Header): string {
  if (called === "python") return callText("python", { code: words });
  if (called !== "") return callText(called.replace(/^functions\./, ""), words);
  return channel === "analysis" ? thoughtText(words) : words;
}

/** Messages of which those of the model that are written so are told apart. */
export function withHarmonyApart(messages: readonly Message[]): readonly Message[] {
  if (!messages.some(isInHarmony)) return messages;
  return messages.flatMap((message): readonly Message[] => {
    const [part] = message.parts;
    if (!isInHarmony(message) || part?.kind !== "text") return [message];
    return harmonyMessages(part.text, "assistant", [], message.place);
  });
}

const isInHarmony = ({ role, parts }: Message): boolean => {
  const [part] = parts;
  return role === "assistant" && parts.length === 1 && part?.kind === "text" && !part.tokens && HARMONY.isIn(part.text);
};
