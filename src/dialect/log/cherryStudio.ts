import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, resultBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

/**
 * Cherry Studio's copy of all chats, as it was JSON up to version 5 of copies (CherryHQ/cherry-studio, newMessage.ts at
 * 034343e, filters.ts at 0fb3d09, BackupService.ts at 00111ad): topics, and the blocks of their messages.
 */
function cherryChats(value: unknown): readonly ExportedChat[] | null {
  const held = isFields(field(value, "indexedDB")) ? field(value, "indexedDB") : value;
  const [topics, list] = [listField(held, "topics"), listField(held, "message_blocks")];
  if (!topics || !list) return null;
  const blocks = new Map(list.map((block) => [textField(block, "id") ?? "", block]));
  return topics.flatMap((topic) =>
    cherryLines((listField(topic, "messages") ?? []).filter(isFields)).map((line) => ({
      title: textField(topic, "name") ?? "",
      model: line.map((message) => textField(field(message, "model"), "id")).findLast((name) => name !== null) ?? "",
      messages: line.filter(isFields).map((message) => ({
        role: message.role,
        content: (listField(message, "blocks") ?? []).flatMap((id) =>
          cherryBlock(typeof id === "string" ? blocks.get(id) : null),
        ),
      })),
    })),
  );
}

/**
 * The answers of several models to one question stand in a row, and the talk goes on from the useful one, or else the first.
 * Where the context was cleared, another talk begins.
 */
function cherryLines(messages: readonly Fields[]): readonly (readonly unknown[])[] {
  const questionOf = (message: Fields): string | null =>
    message.role === "assistant" ? textField(message, "askId") : null;
  const chosen = new Map<string | null, Fields>();
  for (const message of messages) {
    const before = chosen.get(questionOf(message));
    if (!before || (message.useful === true && before.useful !== true)) chosen.set(questionOf(message), message);
  }
  const tree = new Map<string, TreeMessage>();
  const asked = new Map<string, string | null>();
  let last: string | null = null;
  for (const message of messages) {
    const id = textField(message, "id") ?? "";
    const question = questionOf(message);
    if (message.type === "clear") last = null;
    else if (question === null) {
      tree.set(id, { parent: last, message });
      last = id;
    } else {
      const parent: string | null = asked.has(question) ? (asked.get(question) ?? null) : last;
      asked.set(question, parent);
      tree.set(id, { parent, message });
      last = textField(chosen.get(question), "id");
    }
  }
  return linesOfTree(tree, last);
}

function cherryBlock(block: unknown): readonly Fields[] {
  const words = textField(block, "content") ?? "";
  switch (textField(block, "type")) {
    case "thinking":
      return [thoughtBlock(words)];
    case "image": {
      const file = field(block, "file");
      const address = textField(block, "url") ?? textField(file, "path", "name", "origin_name");
      return address === null ? [] : [pictureBlock(address)];
    }
    case "tool":
      return [
        callBlock(textField(block, "toolName", "toolId") ?? "", field(block, "arguments")),
        resultBlock(listField(field(block, "content"), "content") ?? field(block, "content")),
      ];
    // What the page translated for a reader is nobody's turn.
    case "translation":
      return [];
    default:
      return saidTexts(words);
  }
}

export const CHERRY_STUDIO = chatExport({
  form: "cherry-studio",
  priority: 133,
  read: cherryChats,
  known: [
    "persist:cherry-studio",
    "blocks",
    "assistantId",
    "topicId",
    "askId",
    "file",
    "modelId",
    "settings",
    "files",
    "createdAt",
    "updatedAt",
    "messageId",
    "quick_phrases",
    "knowledge_notes",
    "translate_history",
    "toolId",
    "mentions",
  ],
});
