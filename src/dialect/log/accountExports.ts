import { chatExport, type ExportedChat } from "./chatExports";
import { isPictureFile, pictureBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { linesOfTree, type TreeMessage } from "./messageTree";

// Further exports of accounts, of which no documentation is public either; no export was opened here.

/**
 * DeepSeek's has the tree of ChatGPT's, of messages with fragments that each say what they are (as
 * DavidShiang/DeepSeek2md 30f9e84 reads it, main.py); thoughts, `REQUEST` and files are from knowledge.
 */
function deepSeekChats(value: unknown): readonly ExportedChat[] | null {
  const mapping = field(value, "mapping");
  if (!isFields(mapping)) return null;
  const nodes = Object.entries(mapping);
  const messages = nodes.flatMap(([, node]) => (isFields(field(node, "message")) ? [field(node, "message")] : []));
  if (messages.length === 0 || !messages.every((message) => listField(message, "fragments"))) return null;
  const tree = new Map(
    nodes.map(([id, node]): [string, TreeMessage] => [
      id,
      { parent: textField(node, "parent"), message: field(node, "message") },
    ]),
  );
  return linesOfTree(tree, null).map((line) => ({
    title: textField(value, "title") ?? "",
    model: line.map((message) => textField(message, "model")).findLast((name) => name !== null) ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [ofFragments(message)] : [])),
  }));
}

const FRAGMENTS: Readonly<Record<string, "user" | "assistant">> = {
  REQUEST: "user",
  THINK: "assistant",
  RESPONSE: "assistant",
};

function ofFragments(message: Fields): Fields {
  const fragments = listField(message, "fragments") ?? [];
  const types = fragments.map((fragment) => textField(fragment, "type") ?? "");
  const pictures = (listField(message, "files") ?? []).flatMap((file) => {
    const name = textField(file, "file_name") ?? "";
    return isPictureFile(name) ? [pictureBlock(name)] : [];
  });
  const said = fragments.flatMap((fragment, i) => {
    const words = textField(fragment, "content") ?? "";
    return types[i] === "THINK" ? [thoughtBlock(words)] : saidTexts(words);
  });
  const role = types.map((type) => FRAGMENTS[type]).find((found) => found !== undefined) ?? "assistant";
  return { role, content: [...pictures, ...said] };
}

/**
 * Grok's `prod-grok-backend.json`: each chat with its `responses`, of whoever speaks, by the names that public readers look
 * for, which were read as excerpts without their repositories.
 */
function grokChats(value: unknown): readonly ExportedChat[] | null {
  const chat = field(value, "conversation");
  const list = (listField(value, "responses") ?? []).map((held) => field(held, "response"));
  if (!isFields(chat) || list.length === 0 || !list.every((held) => textField(held, "sender") !== null)) return null;
  return grokLines(list).map((line) => ({
    title: textField(chat, "title") ?? "",
    model: line.map((held) => textField(held, "model")).findLast((name) => name !== null) ?? "",
    messages: line.flatMap((held) => (isFields(held) ? [grokMessage(held)] : [])),
  }));
}

function grokLines(list: readonly unknown[]): readonly (readonly unknown[])[] {
  if (!list.some((held) => textField(held, "parent_response_id") !== null)) return [list];
  const tree = new Map(
    list.map((held): [string, TreeMessage] => [
      textField(held, "_id") ?? "",
      { parent: textField(held, "parent_response_id"), message: held },
    ]),
  );
  return linesOfTree(tree, null);
}

function grokMessage(held: Fields): Fields {
  const isHuman = /^(?:human|user)$/i.test(textField(held, "sender") ?? "");
  // What one agent thought stands alone, what several did in a list.
  const traces = [held, ...(listField(held, "agent_thinking_traces") ?? [])];
  const thoughts = new Set(traces.flatMap((trace) => textField(trace, "thinking_trace") || []));
  return {
    role: isHuman ? "user" : "assistant",
    content: [...[...thoughts].map(thoughtBlock), ...saidTexts(textField(held, "message"))],
  };
}

export const ACCOUNT_EXPORTS = [
  chatExport({
    form: "deepseek-export",
    priority: 140,
    read: deepSeekChats,
    known: ["parent", "children", "file_name", "inserted_at", "updated_at"],
  }),
  chatExport({
    form: "grok-export",
    priority: 126,
    read: grokChats,
    known: [
      ...["conversation", "sender", "create_time", "parent_response_id", "media_types", "agent_id", "manual"],
      // They lie in a folder by these ids, without a name that says what they are.
      ...["file_attachments", "file_attachments_metadata", "leaf_response_id"],
    ],
    spoken: ["message", "thinking_trace"],
  }),
];
