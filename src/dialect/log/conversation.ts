import type { Size } from "../../geometry";
import { imagesOf, partsOf, partsOfText } from "./content";
import { field, isFields, listField, textField } from "./json";
import { type ImageReference, type LogRecord, type Message, type MessagePart, textOfParts } from "./record";

// A list of messages with roles: chat logs of all kinds, ShareGPT, Qwen-Agent, OpenAI Chat Completions.

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  gpt: "assistant",
  model: "assistant",
  tool: "observation",
  function: "observation",
  observation: "observation",
};

const roleOf = (message: unknown): Message["role"] | null => {
  const name = textField(message, "role", "from") ?? "";
  return Object.hasOwn(ROLES, name) ? (ROLES[name] ?? null) : null;
};

export const isConversation = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((message) => roleOf(message) !== null);

const KEYS = ["pred_output", "messages", "conversations", "conversation", "message_list", "history", "prompt", "input"];

/** The conversation of a record, wherever it keeps it. */
export function conversationIn(value: unknown): readonly unknown[] | null {
  if (isConversation(value)) return value;
  for (const key of KEYS) {
    const found = field(value, key);
    if (isConversation(found)) return found;
    // Some keep it as text of JSON in a field.
    if (typeof found === "string" && /^\s*\[\s*\{/.test(found)) {
      const parsed = tryJson(found);
      if (isConversation(parsed)) return parsed;
    }
  }
  return null;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Messages of a log, in its own order. Whatever comes after the model first spoke, and is not its own, it was shown. */
export function messagesOf(list: readonly unknown[], bank: ImageReference[]): readonly Message[] {
  let spoken = false;
  return list.map((message, i): Message => {
    const role = roleOf(message) ?? "user";
    if (role === "assistant") spoken = true;
    const content = field(message, "content", "value");
    const parts = role === "assistant" ? [...partsOf(content, bank), ...callParts(message)] : partsOf(content, bank);
    return { role: spoken && role === "user" ? "observation" : role, parts, place: `message ${i + 1}` };
  });
}

/** Calls that an API keeps beside the words, written as the model would have: `<tool_call>…</tool_call>`. */
function callParts(message: unknown): readonly MessagePart[] {
  const calls = listField(message, "tool_calls") ?? [];
  const single = field(message, "function_call");
  return [...calls.map((call) => field(call, "function") ?? call), ...(isFields(single) ? [single] : [])].map(
    (call): MessagePart => {
      const name = textField(call, "name") ?? "";
      const input = field(call, "arguments");
      const text = typeof input === "string" ? input : JSON.stringify(input ?? {});
      return {
        kind: "text",
        text: `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": ${text}}\n</tool_call>`,
      };
    },
  );
}

/** A record around a list of messages: the first question and its pictures, and all that follows. */
export function recordOf(
  value: unknown,
  messages: readonly Message[],
  given: { readonly place: string; readonly form: string; readonly images?: readonly ImageReference[] },
): LogRecord {
  const first = messages.findIndex((message) => message.role === "assistant" || message.role === "observation");
  const opening = first < 0 ? messages : messages.slice(0, first);
  const asked = opening.filter((message) => message.role === "user");
  const question =
    asked.map((message) => textOfParts(message.parts)).join("\n") || (textField(value, "question", "query") ?? "");
  const shown = asked.flatMap((message) =>
    message.parts.flatMap((part) => (part.kind === "image" ? [part.image] : [])),
  );
  const words = messages.map((message) => textOfParts(message.parts)).join("\n");
  return {
    place: given.place,
    title: titleOf(value, question),
    form: given.form,
    instructions: opening
      .filter((message) => message.role === "system")
      .map((message) => textOfParts(message.parts))
      .join("\n"),
    question,
    images: namedImages(shown, given.images ?? imagesOf(value)),
    messages: first < 0 ? [] : messages.slice(first),
    reference: referenceOf(value),
    score: scoreOf(value),
    sizes: originalSizes(words),
    frames: shownSizes(words),
  };
}

/** The right answer as the log tells it. */
function referenceOf(value: unknown): LogRecord["reference"] {
  for (const key of ["answer", "ground_truth", "solution", "label", "gt"]) {
    const answer = textField(value, key);
    if (answer !== null) return { answer, field: key };
  }
  const answer = textField(field(value, "reward_model"), "ground_truth");
  return answer === null ? null : { answer, field: "reward_model.ground_truth" };
}

/** A score or a reward that the log keeps with the run. */
function scoreOf(value: unknown): LogRecord["score"] {
  for (const key of ["acc", "accuracy", "correct", "is_correct", "score", "reward"]) {
    const held = field(value, key);
    if (typeof held === "boolean" || (typeof held === "number" && Number.isFinite(held)))
      return { value: held, field: key };
  }
  return null;
}

/** Pictures that were only marks are those that the record names; ones it names and never marks come first. */
function namedImages(shown: readonly ImageReference[], named: readonly ImageReference[]): readonly ImageReference[] {
  if (shown.length === 0) return named;
  const bank = [...named];
  return shown.map((image) => (image.kind === "dropped" ? (bank.shift() ?? image) : image));
}

function titleOf(value: unknown, question: string): string {
  const name = textField(value, "id", "question_id", "doc_id", "qid") ?? "";
  const words = (textField(value, "question", "query") ?? question).replaceAll(/\s+/g, " ").trim();
  return (words || name).slice(0, 120);
}

const sizeFrom = (width: string | undefined, height: string | undefined): Size | null =>
  Number(width) > 0 && Number(height) > 0 ? { width: Number(width), height: Number(height) } : null;

/** `The index of the given image is 1 (width: 784, height: 420)`, as ViLaSR tells the size it shows. */
function shownSizes(words: string): readonly (Size | null)[] {
  const sizes: (Size | null)[] = [];
  const pattern = /index of the given image is (\d{1,4})[^(]{0,20}\(width: (\d{1,5}), height: (\d{1,5})\)/g;
  for (const [, index, width, height] of words.matchAll(pattern)) {
    const at = Number(index) - 1;
    while (sizes.length <= at) sizes.push(null);
    if (at >= 0) sizes[at] = sizeFrom(width, height);
  }
  return sizes;
}

/** `### User Image Size:** "1920x1080"`, as Thyme tells the size of the file. */
function originalSizes(words: string): readonly (Size | null)[] {
  const match = /Image Size:\*\*\s{0,5}"?(\d{1,5})\s{0,3}[x×]\s{0,3}(\d{1,5})/.exec(words);
  return match ? [sizeFrom(match[1], match[2])] : [];
}

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
    if (match[1] !== undefined) role = ROLES[match[1]] ?? role;
  }
  say(text.length);
  return messages;
}

export const hasChatMarkup = (text: string): boolean => text.includes("<|im_start|>");
