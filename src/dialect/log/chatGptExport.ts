import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, programBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

// ChatGPT's export of an account: `conversations.json`, a list of chats with a `mapping` of messages by their ids. Files
// that were sent lie beside it as `file-ID-NAME`, drawn ones as `dalle-generations/file-ID-….webp`, newer ones as
// `file_ID….png`. No documentation of it is public and no export was opened here: the names are those that public readers of
// exports look for, which were read as excerpts without their repositories.

function chatsIn(value: unknown): readonly ExportedChat[] | null {
  const mapping = field(value, "mapping");
  if (!isFields(mapping) || !Object.values(mapping).some((node) => isFields(field(node, "message")))) return null;
  const tree = new Map(
    Object.entries(mapping).map(([id, node]): [string, TreeMessage] => [
      id,
      { parent: textField(node, "parent"), message: field(node, "message") },
    ]),
  );
  return linesOfTree(tree, textField(value, "current_node")).map((line) => ({
    title: textField(value, "title") ?? "",
    model: modelOf(line) ?? textField(value, "default_model_slug") ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [commonMessage(message)] : [])),
  }));
}

const modelOf = (line: readonly unknown[]): string | null =>
  line.map((message) => textField(field(message, "metadata"), "model_slug")).findLast((name) => name !== null) ?? null;

function commonMessage(message: Fields): Fields {
  const role = textField(message.author, "role") ?? "user";
  const type = textField(message.content, "content_type");
  return {
    role: type === "user_editable_context" || type === "model_editable_context" ? "system" : role,
    content: blocksOf(message, role === "assistant"),
  };
}

/** What a message says, by the type of its content. What an assistant says to a tool is a call. */
function blocksOf(message: Fields, isSpoken: boolean): readonly Fields[] {
  const { content } = message;
  const recipient = textField(message, "recipient") ?? "all";
  const words = textField(content, "text", "result") ?? "";
  switch (textField(content, "content_type")) {
    case "thoughts":
      return (listField(content, "thoughts") ?? []).map((thought) =>
        thoughtBlock(linesOf(textField(thought, "summary"), textField(thought, "content"))),
      );
    // How long it thought, for the page to show.
    case "reasoning_recap":
      return [];
    case "user_editable_context":
      return saidTexts(linesOf(textField(content, "user_profile"), textField(content, "user_instructions")));
    case "model_editable_context":
      return saidTexts(textField(content, "model_set_context"));
    case "code":
      return !isSpoken
        ? saidTexts(words)
        : recipient === "python"
          ? [programBlock(words)]
          : [callBlock(recipient, words)];
    default: {
      const attached = listField(message.metadata, "attachments") ?? [];
      // What a browser or a computer showed stands by itself.
      const shown = [field(content, "screenshot"), ...(listField(content, "parts") ?? [])];
      const parts = shown.flatMap((part) => partOf(part, attached));
      const said = [...saidTexts(words), ...parts, ...drawnBy(message.metadata)];
      const isCall = isSpoken && recipient !== "all" && said.every(({ type }) => type === "text");
      return isCall ? [callBlock(recipient, said.map(({ text }) => text).join("\n"))] : said;
    }
  }
}

const linesOf = (...texts: readonly (string | null)[]): string => texts.filter((text) => text).join("\n");

function partOf(part: unknown, attached: readonly unknown[]): readonly Fields[] {
  if (typeof part === "string") return saidTexts(part);
  const pointer = textField(part, "asset_pointer");
  if (pointer !== null && textField(part, "content_type") === "image_asset_pointer")
    return [pictureBlock(fileName(pointer, attached))];
  return saidTexts(textField(part, "text"));
}

/** Pictures that a program showed. */
const drawnBy = (metadata: unknown): readonly Fields[] =>
  (listField(field(metadata, "aggregate_result"), "messages") ?? []).flatMap((shown) => {
    const pointer = textField(shown, "image_url");
    return pointer === null ? [] : [pictureBlock(fileName(pointer, []))];
  });

/** A file is told by its id; of one that a person sent the message says what it was called, too. */
function fileName(pointer: string, attached: readonly unknown[]): string {
  const id = pointer.replace(/^[a-z-]+:\/\//, "");
  const name = attached
    .filter((file) => textField(file, "id") === id)
    .map((file) => textField(file, "name"))
    .find((told) => told !== null);
  return name && id.startsWith("file-") ? `${id}-${name}` : id;
}

/** How long the model thought, as the page tells it behind thoughts. */
function recapsOf(value: unknown): readonly string[] {
  const mapping = field(value, "mapping");
  return Object.values(isFields(mapping) ? mapping : {}).flatMap((node) => {
    const content = field(field(node, "message"), "content");
    return textField(content, "content_type") === "reasoning_recap" ? (textField(content, "content") ?? []) : [];
  });
}

export const chatGptExport = chatExport({
  form: "chatgpt-export",
  priority: 139,
  read: chatsIn,
  known: [
    ...[
      "current_node",
      "conversation_template_id",
      "gizmo_id",
      "gizmo_type",
      "plugin_ids",
      "safe_urls",
      "async_status",
    ],
    ...["default_model_slug", "author", "recipient", "channel", "content_type", "metadata", "parent", "children"],
    ...["asset_pointer", "memory_scope", "voice", "moderation_results", "conversation_origin"],
    ...["source_analysis_msg_id", "computer_id"],
  ],
  spoken: ["user_profile", "user_instructions", "model_set_context", "thoughts"],
  renderings: recapsOf,
});
