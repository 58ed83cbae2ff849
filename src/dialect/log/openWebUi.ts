import { parseBoundedJson } from "../../base";
import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, programBlock, resultBlock, saidTexts, textBlock, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

// Open WebUI's chats, exported one or all (open-webui/open-webui 000032e, backend/open_webui/utils/middleware.py, and later
// code of it, stored without its commit, which keeps results between the marks): messages by their ids under `chat.history`. What the model thought, called and ran stands in its words between `<details …>` and
// `</details>`, escaped as hypertext.

function chatsIn(value: unknown): readonly ExportedChat[] | null {
  const chat = chatIn(value);
  const messages = field(field(chat, "history"), "messages");
  if (!isFields(messages)) return null;
  const held = Object.entries(messages);
  if (held.length === 0 || !held.every(([, message]) => textField(message, "role") !== null)) return null;
  const tree = new Map(
    held.map(([id, message]): [string, TreeMessage] => [id, { parent: textField(message, "parentId"), message }]),
  );
  return linesOfTree(tree, textField(field(chat, "history"), "currentId")).map((line) => ({
    title: textField(value, "title") ?? textField(chat, "title") ?? "",
    model: line.map((message) => textField(message, "model")).findLast((name) => name !== null) ?? "",
    system: textField(chat, "system") ?? textField(field(chat, "params"), "system") ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [commonMessage(message)] : [])),
  }));
}

const chatIn = (value: unknown): unknown => (isFields(field(value, "chat")) ? field(value, "chat") : value);

function commonMessage(message: Fields): Fields {
  const role = textField(message, "role") ?? "user";
  const pictures = (listField(message, "files") ?? []).flatMap((file) => {
    const isPicture =
      /^image/.test(textField(file, "type") ?? "") || /^image/.test(textField(file, "content_type") ?? "");
    const address = textField(file, "url");
    return isPicture && address !== null ? [pictureBlock(address)] : [];
  });
  const words = textField(message, "content") ?? "";
  const phases = (listField(message, "content_list") ?? []).flatMap(blockOfPhase);
  const said = phases.length > 0 ? phases : blocksIn(words);
  return { role, content: role === "assistant" ? [...said, ...pictures] : [...pictures, ...saidTexts(words)] };
}

/**
 * Qwen Chat, which grew from it, keeps what was thought and what was answered apart. From knowledge, not from a file or code.
 */
function blockOfPhase(phase: unknown): readonly Fields[] {
  const words = textField(phase, "content") ?? "";
  if (words === "") return [];
  return textField(phase, "phase")?.startsWith("think") ? [thoughtBlock(words)] : [textBlock(words)];
}

const OPEN = '<details type="';
const CLOSE = "</details>";
const KIND = /^<details type="(reasoning|tool_calls|code_interpreter)"/;
const SUMMARY = /^\s{0,9}<summary>[^<]{0,500}<\/summary>/;

/** The blocks of a model's words: what stands between details is one of each kind, the rest is said. */
function blocksIn(words: string): readonly Fields[] {
  const blocks: Fields[] = [];
  let from = 0;
  const say = (text: string): void => void (text.trim() !== "" && blocks.push(textBlock(text)));
  // By places and no pattern: very many may be opened and never closed.
  for (let at = words.indexOf(OPEN); at >= 0; at = words.indexOf(OPEN, at + 1)) {
    const end = words.indexOf(">", at);
    if (end < 0) break;
    const head = words.slice(at, end);
    const kind = KIND.exec(head)?.[1];
    if (kind === undefined || at < from) continue;
    const close = words.indexOf(CLOSE, end);
    if (close < 0) break;
    say(words.slice(from, at));
    const inside = words
      .slice(end + 1, close)
      .replace(SUMMARY, "")
      .trim();
    blocks.push(...blocksOfDetails(kind, head, inside));
    from = close + CLOSE.length;
  }
  say(words.slice(from));
  return blocks;
}

function blocksOfDetails(type: string, attributes: string, inside: string): readonly Fields[] {
  if (type === "reasoning") return [thoughtBlock(unescaped(inside.replace(/^> ?|^&gt; ?/gm, "")))];
  const told = (name: string): unknown => jsonOr(attributeOf(attributes, name));
  if (type === "tool_calls") {
    // Where it is no attribute, the result stands between the marks.
    const result = told("result") || jsonOr(unescaped(inside));
    const shown = [...saidTexts(wordsOf(result)), ...picturesOf(told("files"))];
    return [
      callBlock(attributeOf(attributes, "name"), told("arguments")),
      ...(shown.length > 0 ? [resultBlock(shown)] : []),
    ];
  }
  const output = told("output");
  const code = unescaped(inside.replace(/^```\w*\n|\n?```$/g, ""));
  return [programBlock(code), ...(output === "" ? [] : [resultBlock(output)])];
}

/** Files that a tool gave, by their addresses, or as what a file is. */
const picturesOf = (files: unknown): readonly Fields[] =>
  (Array.isArray(files) ? files : []).flatMap((file) => {
    const address = typeof file === "string" ? file : textField(file, "url", "content");
    const isPicture = /^image/.test(textField(file, "type") ?? "") || address?.startsWith("data:image/");
    return isPicture && address ? [pictureBlock(address)] : [];
  });

const attributeOf = (attributes: string, name: string): string =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");

/** What is kept as JSON, once or twice over; the words themselves where they are none. */
function jsonOr(text: string, depth = 0): unknown {
  try {
    const value: unknown = parseBoundedJson(text);
    return typeof value === "string" && depth === 0 ? jsonOr(value, 1) : value;
  } catch {
    return text;
  }
}

const wordsOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
  "&amp;": "&",
};

const unescaped = (text: string): string =>
  text.replace(/&(?:lt|gt|quot|amp|#x27|#39);/g, (entity) => ENTITIES[entity] ?? entity);

/** Words with details in them, which are told as what they hold. */
const renderingsIn = (value: unknown): readonly string[] => {
  const chat = chatIn(value);
  const messages = field(field(chat, "history"), "messages");
  const all = [...(isFields(messages) ? Object.values(messages) : []), ...(listField(chat, "messages") ?? [])];
  return all.flatMap((message) => {
    const words = textField(message, "content") ?? "";
    return words.includes("<details") ? [words] : [];
  });
};

export const openWebUi = chatExport({
  form: "open-webui",
  priority: 137,
  read: chatsIn,
  known: [
    ...["user_id", "models", "params", "parentId", "childrenIds", "currentId", "modelName", "share_id", "folder_id"],
    ...["meta", "usage", "statusHistory", "sources", "followUps", "lastSentence", "content_type", "phase"],
  ],
  renderings: renderingsIn,
});
