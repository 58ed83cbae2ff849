import { chatExport, type ExportedChat } from "./chatExports";
import { isPictureFile, pictureBlock, saidTexts } from "./commonBlocks";
import { type Fields, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

// Claude's export of an account: `conversations.json`, a list of chats with `chat_messages`, whose content has the blocks
// of the Messages API; older ones have a text alone. Files of text are kept as `attachments` with what they hold, pictures
// under `files` by their names alone. No documentation of it is public and no export was opened here: the names are those of
// public readers, which were read as excerpts without their repositories; that files have no content is from knowledge.

function chatsIn(value: unknown): readonly ExportedChat[] | null {
  const list = listField(value, "chat_messages");
  if (!list || list.length === 0 || !list.every((message) => textField(message, "sender") !== null)) return null;
  return linesOf(list, textField(value, "current_leaf_message_uuid")).map((line) => ({
    title: textField(value, "name") ?? "",
    model: textField(value, "model") ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [commonMessage(message)] : [])),
  }));
}

/** Newer ones name the message before each: then a question that was put again has several answers. */
function linesOf(list: readonly unknown[], current: string | null): readonly (readonly unknown[])[] {
  if (!list.some((message) => textField(message, "parent_message_uuid") !== null)) return [list];
  const tree = new Map(
    list.map((message): [string, TreeMessage] => [
      textField(message, "uuid") ?? "",
      { parent: textField(message, "parent_message_uuid"), message },
    ]),
  );
  return linesOfTree(tree, current);
}

function commonMessage(message: Fields): Fields {
  const blocks = listField(message, "content") ?? [];
  const words = blocks.length > 0 ? blocks : saidTexts(textField(message, "text"));
  const attached = (listField(message, "attachments") ?? []).map((file) => ({
    type: "document",
    title: textField(file, "file_name"),
    source: { type: "text", data: textField(file, "extracted_content") ?? "" },
  }));
  const pictures = (listField(message, "files", "files_v2") ?? []).flatMap((file) => {
    const name = textField(file, "file_name", "fileName") ?? "";
    return isPictureFile(name) ? [pictureBlock(name)] : [];
  });
  return {
    role: textField(message, "sender") === "assistant" ? "assistant" : "user",
    content: [...pictures, ...attached, ...words],
  };
}

/** The text that stands beside the blocks of a message, and what thoughts come to in short. */
const renderingsIn = (value: unknown): readonly string[] =>
  (listField(value, "chat_messages") ?? []).flatMap((message) => {
    const blocks = listField(message, "content") ?? [];
    const summaries = blocks.flatMap((block) =>
      (listField(block, "summaries") ?? []).flatMap((told) => textField(told, "summary") ?? []),
    );
    return blocks.length === 0 ? [] : [...summaries, textField(message, "text") ?? ""];
  });

export const claudeExport = chatExport({
  form: "claude-export",
  priority: 138,
  read: chatsIn,
  known: [
    ...["uuid", "account", "sender", "updated_at", "start_timestamp", "stop_timestamp", "parent_message_uuid"],
    ...[
      "file_name",
      "file_type",
      "file_uuid",
      "integration_name",
      "integration_icon_url",
      "display_content",
      "message",
    ],
    ...["current_leaf_message_uuid", "input_mode", "citations"],
  ],
  spoken: ["extracted_content"],
  renderings: renderingsIn,
});
