import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, programBlock, resultBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

/**
 * LibreChat (danny-avila/LibreChat, useExportConversation.ts at ffec453 and the types of content at 0015b5a): a list or a
 * tree of messages.
 */
function libreChats(value: unknown): readonly ExportedChat[] | null {
  const list = listField(value, "messages", "messagesTree");
  if (!list || list.length === 0 || !list.every(isLibreMessage)) return null;
  const tree = new Map<string, TreeMessage>();
  // A list that was exported without branches names parents that it may not hold.
  // Without recursion: a talk may be longer than calls go deep.
  const open: { readonly message: unknown; readonly parent: string | null }[] = list
    .map((message) => ({ message, parent: null }))
    .reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { message, parent } = next;
    const id = textField(message, "messageId") ?? "";
    if (tree.has(id)) continue;
    tree.set(id, { parent: parent ?? textField(message, "parentMessageId"), message });
    for (const child of (listField(message, "children") ?? []).toReversed()) open.push({ message: child, parent: id });
  }
  const options = field(value, "options");
  return linesOfTree(tree, null).map((line) => ({
    title: textField(value, "title") ?? "",
    model:
      line.map((message) => textField(message, "model")).findLast((name) => name !== null) ??
      textField(options, "model") ??
      "",
    system: textField(options, "promptPrefix", "system") ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [libreMessage(message)] : [])),
  }));
}

const isLibreMessage = (message: unknown): boolean =>
  textField(message, "messageId") !== null && typeof field(message, "isCreatedByUser") === "boolean";

function libreMessage(message: Fields): Fields {
  const parts = listField(message, "content") ?? [];
  const words = parts.length > 0 ? parts.flatMap(librePart) : saidTexts(textField(message, "text"));
  const files = [...(listField(message, "files") ?? []), ...(listField(message, "attachments") ?? [])];
  const pictures = files.flatMap((file) => {
    const address = textField(file, "filepath", "preview", "filename");
    const isPicture = /^image\//.test(textField(file, "type") ?? "") || field(file, "width") !== null;
    return isPicture && address !== null ? [pictureBlock(address)] : [];
  });
  return message.isCreatedByUser === true
    ? { role: "user", content: [...pictures, ...words] }
    : { role: "assistant", content: [...words, ...pictures] };
}

function librePart(part: unknown): readonly Fields[] {
  switch (textField(part, "type")) {
    case "think":
      return [thoughtBlock(textField(part, "think") ?? textField(field(part, "think"), "value") ?? "")];
    case "tool_call": {
      const call = field(part, "tool_call");
      const held = isFields(field(call, "function")) ? field(call, "function") : call;
      const output = textField(held, "output") ?? textField(call, "output");
      const program = field(call, "code_interpreter");
      if (isFields(program)) return libreProgram(program);
      return [
        callBlock(textField(held, "name") ?? textField(call, "type") ?? "", field(held, "args", "arguments")),
        ...(output === null ? [] : [resultBlock(output)]),
      ];
    }
    case "image_file":
      return [pictureBlock(textField(field(part, "image_file"), "filepath", "filename", "file_id") ?? "")];
    case "text":
    case "error":
      return saidTexts(textField(part, "text") ?? textField(field(part, "text"), "value"));
    default:
      return isFields(part) ? [part] : [];
  }
}

/** A program that was run, with what it printed and drew. */
function libreProgram(program: Fields): readonly Fields[] {
  const shown = (listField(program, "outputs") ?? []).flatMap((output) => {
    const drawn = textField(field(output, "image"), "filepath", "filename", "file_id");
    return drawn === null ? saidTexts(textField(output, "logs")) : [pictureBlock(drawn)];
  });
  return [programBlock(textField(program, "input") ?? ""), ...(shown.length > 0 ? [resultBlock(shown)] : [])];
}

export const LIBRE_CHAT = chatExport({
  form: "librechat",
  priority: 136,
  read: libreChats,
  known: [
    "conversationId",
    "messageId",
    "parentMessageId",
    "endpoint",
    "exportAt",
    "file_id",
    "temp_file_id",
    "sender",
    "createdAt",
    "updatedAt",
    "iconURL",
    "user",
    "source",
    "context",
    "options",
    "filepath",
    "progress",
  ],
  spoken: ["think", "output", "args", "promptPrefix"],
});
