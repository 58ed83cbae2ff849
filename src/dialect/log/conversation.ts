import { parseBoundedJson } from "../../base";
import type { Size } from "../../geometry";
import { callText, imagesOf, isToolResult, partsOf } from "./content";
import { withHarmonyApart } from "./harmony";
import { field, hasAny, isFields, listField, textField } from "./json";
import { commonMessage } from "./libraryMessages";
import { modelNameIn } from "./modelName";
import { withObjects } from "./objects";
import { referenceOf, scoresOf } from "./outcome";
import {
  type ImageReference,
  type LogRecord,
  linesOfParts,
  type Message,
  type MessagePart,
  textOfParts,
} from "./record";
import { resultAtStart } from "./results";
import { screenIn } from "./screenSize";
import { answeringSide } from "./sides";
import { toolsIn } from "./tools";

// A list of messages with roles: chat logs of all kinds, ShareGPT, Qwen-Agent, OpenAI Chat Completions.

const ROLES: Readonly<Record<string, Message["role"]>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  gpt: "assistant",
  model: "assistant",
  function_call: "assistant",
  tool: "observation",
  function: "observation",
  observation: "observation",
  SYSTEM: "system",
  HUMAN: "user",
  BOT: "assistant",
};

const roleOf = (message: unknown): Message["role"] | null => {
  const name = textField(message, "role", "from") ?? "";
  // OpenCompass has its roles in capital letters, and the words of a turn under `prompt`.
  return Object.hasOwn(ROLES, name) ? (ROLES[name] ?? null) : null;
};

export const isConversation = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((message) => roleOf(commonMessage(message)) !== null);

const KEYS = [
  "pred_output",
  "messages",
  "conversations",
  "conversation",
  "message_list",
  "history",
  "prompt",
  "input",
  "input_prompt",
  "origin_prompt",
  // A request, as om-ai-lab/OmAgent c131f82 keeps it beside what came last (examples/sc_cot).
  "body",
];

const KEY_NAMES: ReadonlySet<string> = new Set(KEYS);

/** The conversation of a record, wherever it keeps it. */
export function conversationIn(value: unknown): readonly unknown[] | null {
  if (isConversation(value)) return value;
  for (const key of hasAny(value, KEY_NAMES) ? KEYS : []) {
    const found = field(value, key);
    if (isConversation(found)) return found;
    // LLaVA-RLHF's reader takes a list of one conversation, too.
    const [only, ...others] = Array.isArray(found) ? found : [];
    if (others.length === 0 && isConversation(only)) return only;
    // Some keep it as text of JSON in a field.
    if (typeof found === "string" && /^\s*\[\s*\{/.test(found)) {
      const parsed = tryJson(found);
      if (isConversation(parsed)) return parsed;
    }
  }
  const listed = listedMessages(value);
  if (listed) return listed;
  // States of graphs of agents keep them one record deeper (langchain-ai/langgraph, StateSnapshot).
  for (const key of hasAny(value, STATE_NAMES) ? STATES : []) {
    const found = field(field(value, key), "messages");
    if (isConversation(found)) return found;
  }
  return null;
}

/** What OpenAI's Assistants answer when they are asked for the messages of a thread: the latest first, unless told otherwise. */
function listedMessages(value: unknown): readonly unknown[] | null {
  const list = textField(value, "object") === "list" ? field(value, "data") : null;
  if (!isConversation(list)) return null;
  const at = (message: unknown): number => Number(textField(message, "created_at") ?? 0);
  return list.toSorted((one, other) => at(one) - at(other));
}

const STATES = ["values", "state", "channel_values"];
const STATE_NAMES: ReadonlySet<string> = new Set(STATES);

function tryJson(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return null;
  }
}

/** Messages of a log, in its own order. Whatever comes after the model first spoke, and is not its own, it was shown. */
export function messagesOf(list: readonly unknown[], bank: ImageReference[]): readonly Message[] {
  let spoken = false;
  return answeringSide(list).flatMap((held, i): readonly Message[] => {
    const message = commonMessage(held);
    const role = roleOf(message) ?? "user";
    const place = `message ${i + 1}`;
    const content = field(message, "content", "value", "prompt");
    // LLaMA-Factory has a role for calls, whose words are the call alone.
    const isCall = textField(message, "role", "from") === "function_call" && typeof content === "string";
    const words = isCall && !content.includes("<tool_call>") ? `<tool_call>\n${content}\n</tool_call>` : content;
    const answers = role === "assistant" && spoken;
    if (role === "assistant") spoken = true;
    if (role === "assistant") return withResultsApart(spokenMessages(message, words, bank, place), answers);
    return [{ role: spoken && role === "user" ? "observation" : role, parts: partsOf(content, bank), place }];
  });
}

/** What the model thought, said and called for. Some servers perform calls, and put what came of them in its own turn. */
function spokenMessages(message: unknown, content: unknown, bank: ImageReference[], place: string): readonly Message[] {
  const thought = thoughtBeside(message, content);
  const messages: Message[] = [];
  const add = (role: Message["role"], parts: readonly MessagePart[]): void => {
    const last = messages.at(-1);
    if (last?.role === role) messages[messages.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    else messages.push({ role, parts, place });
  };
  add("assistant", thought === null ? [] : [{ kind: "text", text: `<think>${thought}</think>\n` }]);
  const shows = Array.isArray(content) && content.some(isToolResult);
  if (!shows) add("assistant", partsOf(content, bank));
  else for (const part of content) add(isToolResult(part) ? "observation" : "assistant", partsOf([part], bank));
  const refusal = field(message, "refusal");
  if (typeof refusal === "string") add("assistant", [{ kind: "text", text: refusal }]);
  add("assistant", callParts(message));
  return messages.filter(({ parts }, i) => parts.length > 0 || i === 0);
}

/** Where the model has spoken before, a message of its own that begins with a tool's answer shows it that. */
function withResultsApart(messages: readonly Message[], hasSpoken: boolean): readonly Message[] {
  if (!hasSpoken) return messages;
  return messages.flatMap((message): readonly Message[] => {
    const [first, ...others] = message.parts;
    const found = message.role === "assistant" && first?.kind === "text" ? resultAtStart(first.text) : null;
    if (!found) return [message];
    const text = (words: string): readonly MessagePart[] =>
      words.trim() === "" ? [] : [{ kind: "text", text: words }];
    // Pictures behind it are its own, up to the next words.
    const end = found.rest.trim() === "" ? others.findIndex(isSpoken) : 0;
    const shown = end < 0 ? others : others.slice(0, end);
    const said = [...text(found.rest), ...(end < 0 ? [] : others.slice(end))];
    return [
      { ...message, role: "observation", parts: [...text(found.result), ...shown] },
      ...(said.length > 0 ? [{ ...message, parts: said }] : []),
    ];
  });
}

const isSpoken = (part: MessagePart): boolean =>
  part.kind === "text" && part.text.trim() !== "" && !/^\s*<\//.test(part.text);

/** The thinking that servers keep beside the words; null where there is none, or where the words have it too. */
function thoughtBeside(message: unknown, content: unknown): string | null {
  for (const key of ["reasoning_content", "reasoning", "thinking"]) {
    const held = field(message, key);
    if (typeof held !== "string" || held.trim() === "") continue;
    return typeof content === "string" && content.includes(held) ? null : held;
  }
  return null;
}

/** Calls that an API keeps beside the words. Inspect's have the bare name where others have a record. */
function callParts(message: unknown): readonly MessagePart[] {
  const calls = (listField(message, "tool_calls") ?? []).map((call) => {
    const held = field(call, "function", "custom");
    return isFields(held) ? held : call;
  });
  const single = field(message, "function_call");
  return [...calls, ...(isFields(single) ? [single] : [])].map(
    (call): MessagePart => ({
      kind: "text",
      text: callText(textField(call, "name", "function") ?? "", field(call, "arguments", "input")),
    }),
  );
}

/** A record around a list of messages: the first question and its pictures, and all that follows. */
export function recordOf(
  value: unknown,
  told: readonly Message[],
  given: { readonly place: string; readonly form: string; readonly images?: readonly ImageReference[] },
): LogRecord {
  const messages = withHarmonyApart(told);
  const first = messages.findIndex((message) => message.role === "assistant" || message.role === "observation");
  const opening = first < 0 ? messages : messages.slice(0, first);
  const asked = opening.filter((message) => message.role === "user");
  const question =
    asked.map((message) => linesOfParts(message.parts)).join("\n") || (textField(value, "question", "query") ?? "");
  const shown = asked.flatMap((message) =>
    message.parts.flatMap((part) => (part.kind === "image" ? [part.image] : [])),
  );
  const words = messages.some(tellsSizes) ? messages.map(({ parts }) => textOfParts(parts)).join("\n") : "";
  const record: LogRecord = {
    place: given.place,
    title: titleOf(value, question),
    form: given.form,
    model: modelNameIn(value),
    instructions: [instructionsIn(opening) || besideIn(value, given.form), toolsIn(value)]
      .filter((told) => told !== "")
      .join("\n"),
    question,
    images: namedImages(shown, given.images ?? imagesOf(value)),
    messages: first < 0 ? [] : messages.slice(first),
    reference: referenceOf(value),
    scores: scoresOf(value),
    sizes: [...originalSizes(words), ...toldSizes(value)],
    frames: shownSizes(words),
    screen: screenIn(value, words),
    rejected: null,
    unread: [],
  };
  return withObjects(record, value);
}

/** A part of all words that tell a size, whatever the case of their first letter. */
const SIZE_MARKS = ["index of the given image", "Image Size:**", "esolution", "ESOLUTION"];

/** Whether the sizes of pictures or screens may be told in a message: few do, and most records are long. */
function tellsSizes({ parts }: Message): boolean {
  const words = textOfParts(parts);
  return SIZE_MARKS.some((mark) => words.includes(mark));
}

const instructionsIn = (opening: readonly Message[]): string =>
  opening
    .filter((message) => message.role === "system")
    .map((message) => linesOfParts(message.parts))
    .join("\n");

/** Instructions that stand beside the messages, as words or as parts. What we write ourselves has the name of the system there. */
function besideIn(value: unknown, form: string): string {
  if (form === "written") return "";
  const words = textField(value, "system", "system_prompt", "system_message", "custom_system_prompt");
  return words ?? linesOfParts(partsOf(listField(value, "system") ?? [], []));
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

/** The size of the picture in fields of its own, as COCO, RefCOCO and sets for operating screens tell it; none where there is none. */
function toldSizes(value: unknown): readonly Size[] {
  if (!hasAny(value, OF_SIZE)) return [];
  const listed = listField(value, "image_size", "img_size", "original_size");
  const [width, height] = listed ?? [
    field(value, "image_width", "img_width", "width"),
    field(value, "image_height", "img_height", "height"),
  ];
  const size = isSide(width) && isSide(height) ? { width, height } : null;
  return size ? [size] : [];
}

const OF_SIZE: ReadonlySet<string> = new Set([
  ...["image_size", "img_size", "original_size", "image_width", "img_width", "width"],
]);
const MOST_SIDE = 100_000;
const isSide = (held: unknown): held is number =>
  typeof held === "number" && Number.isInteger(held) && held > 0 && held <= MOST_SIDE;

/** `The index of the given image is 1 (width: 784, height: 420)`, as ViLaSR tells the size it shows. */
function shownSizes(words: string): readonly (Size | null)[] {
  const sizes: (Size | null)[] = [];
  if (!words.includes("index of the given image")) return sizes;
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
  if (!words.includes("Image Size:**")) return [];
  const match = /Image Size:\*\*\s{0,5}"?(\d{1,5})\s{0,3}[x×]\s{0,3}(\d{1,5})/.exec(words);
  return match ? [sizeFrom(match[1], match[2])] : [];
}
