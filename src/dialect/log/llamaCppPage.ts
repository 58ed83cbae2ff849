import { chatExport, type ExportedChat } from "./chatExports";
import { pictureBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { linesOfTree, type TreeMessage } from "./messageTree";

/** The server of llama.cpp has a page of its own (ggml-org/llama.cpp, database.d.ts of tools/server/webui at cfe4ba8, of tools/ui at 078c2e0). */
function llamaCppChats(value: unknown): readonly ExportedChat[] | null {
  const chat = field(value, "conv");
  const list = listField(value, "messages");
  if (!isFields(chat) || !list?.every((message) => textField(message, "convId") !== null)) return null;
  const tree = new Map(
    list.map((message): [string, TreeMessage] => [
      textField(message, "id") ?? "",
      { parent: textField(message, "parent"), message },
    ]),
  );
  return linesOfTree(tree, textField(chat, "currNode")).map((line) => ({
    title: textField(chat, "name") ?? "",
    model: line.map((message) => textField(message, "model")).findLast((name) => name !== null) ?? "",
    messages: line.flatMap((message) => (isFields(message) && message.type !== "root" ? [llamaMessage(message)] : [])),
  }));
}

function llamaMessage(message: Fields): Fields {
  const extra = (listField(message, "extra") ?? []).flatMap((file) => {
    const images = [textField(file, "base64Url"), ...(listField(file, "images") ?? [])];
    const pictures = images.flatMap((image) =>
      typeof image === "string" && image !== "" ? [pictureBlock(image)] : [],
    );
    return [...pictures, ...saidTexts(textField(file, "content"))];
  });
  const thought = textField(message, "reasoningContent", "thinking") ?? "";
  return {
    role: message.role,
    content: [
      ...(thought === "" ? [] : [thoughtBlock(thought)]),
      ...extra,
      ...saidTexts(textField(message, "content")),
    ],
    // A list as words of JSON.
    tool_calls: literalIn(message.toolCalls ?? message.tool_calls ?? null),
  };
}

export const LLAMA_CPP_PAGE = chatExport({
  form: "llama-cpp-page",
  priority: 135,
  read: llamaCppChats,
  known: ["convId", "currNode", "timings", "lastModified", "parent", "children", "name"],
});
